import { escapeHtml } from '../pages/html.ts';
import type { Reply } from '../request/reply.ts';
import type { EventLine, EventState } from './events.ts';
import { framed, spoken, workbenchForm, workbenchTable } from './frame.ts';

export interface OutboxFacts {
  readonly site: string;
  readonly events: readonly EventLine[] | null;
  readonly field: string;
}

const groups: readonly { readonly state: EventState; readonly title: string; readonly none: string; readonly most: number }[] = [
  { state: 'waiting', title: 'Waiting', none: 'No event waits.', most: 100 },
  { state: 'given-up', title: 'Given up', none: 'No event was given up.', most: 100 },
  { state: 'delivered', title: 'Delivered', none: 'No event has been delivered yet.', most: 50 },
];

/** `/_workbench/outbox`: the events that actions have written for other systems, and how their delivery goes. */
export function outboxPage({ site, events, field }: OutboxFacts): Reply {
  const content = events
    ? `${where}${groups.map((group) => section(group, events, field)).join('')}`
    : '<section><p>The automation outbox is not imported.</p></section>';
  return framed({ title: 'Automation outbox', site, back: { url: '/_workbench', title: 'Back to the workbench' }, content });
}

const where =
  '<section aria-labelledby="about"><h2 id="about">Where events go</h2><p>Every action that says so writes exactly one event, in the transaction of the action. The local portal sends it to the address that <code>PORTICO_WEBHOOK</code> names when it is started, for instance <code>http://127.0.0.1:9000/</code>; without one, events wait. A receiver may get an event twice and drops the second by its key.</p></section>';

function section({ state, title, none, most }: (typeof groups)[number], events: readonly EventLine[], field: string): string {
  const of = events.filter((each) => each.state === state);
  const shown = of.slice(0, most);
  const head = ['Event', 'When (UTC)', 'About', 'Attempts', ...(state === 'delivered' ? [] : ['Next attempt (UTC)', 'Last problem'])];
  const rows = shown.map((line) => [
    `${escapeHtml(line.event)}<details><summary>Payload</summary><code>${escapeHtml(line.payload)}</code></details>`,
    escapeHtml(spoken(line.when)),
    `<code>${escapeHtml(line.about)}</code>`,
    String(line.attempts),
    ...(state === 'delivered' ? [] : [state === 'given-up' ? again(line, field) : nextAttempt(line), escapeHtml(line.problem || '–')]),
  ]);
  const table = of.length === 0 ? `<p>${none}</p>` : workbenchTable(`${title}, table`, head, rows);
  const rest = of.length > shown.length ? `<p class="soft">The latest ${shown.length} of ${of.length}.</p>` : '';
  return `<section aria-labelledby="${state}"><h2 id="${state}">${title} <span class="kind">${of.length}</span></h2>${table}${rest}</section>`;
}

const nextAttempt = ({ next }: EventLine): string => (next === '' ? 'at once' : escapeHtml(spoken(next)));
const again = ({ id }: EventLine, field: string): string =>
  workbenchForm(
    'outbox',
    field,
    `<button class="button quiet" name="event" value="${escapeHtml(id)}">Send again</button>`,
    '/_workbench/outbox',
  );
