import type { ActionEffect, TypedValue } from '../../../contracts/index.ts';
import { and, condition, entity } from '../../../engine/fetchxml/index.ts';
import { own } from '../json.ts';
import { names } from '../names.ts';
import { textIn } from '../policy/experience.ts';
import { referenceIn, targetsOf } from '../rows/column-types.ts';
import type { VisitorSession } from '../session.ts';
import { clean } from '../text.ts';
import { type Inputs, literalOf } from './changes.ts';
import type { TableAction } from './facts.ts';

/** One run of an action on one row, after the row itself was written. */
export interface Ran extends TableAction {
  readonly id: string;
  /** The row as it was: its lookups say whom to notify. */
  readonly values: { readonly [column: string]: string | number | boolean };
  readonly inputs: Inputs;
  readonly comment: string;
  readonly stage: { readonly before: string | null; readonly after: string | null };
  /** Of the audit entry. */
  readonly reference: string;
  /** Of the click. */
  readonly click: string;
}

const SUBJECT = 200;
const TASK = 'task';

/** What an action does beside the row: the comment that was given, then its effects in their order. */
export function applyEffects(session: VisitorSession, ran: Ran): void {
  if (ran.comment !== '') writeComment(session, ran);
  ran.action.effects.forEach((effect) => {
    apply(session, ran, effect);
  });
}

function apply(session: VisitorSession, ran: Ran, effect: ActionEffect): void {
  switch (effect.kind) {
    case 'task':
      createBeside(session, TASK, {
        ...takenOver(session, ran, effect.lookups ?? []),
        subject: said(session, effect.subject),
        regardingobjectid: ['lookup', ran.table, ran.id],
      });
      return;
    case 'note': {
      const text = literalOf(session, effect.text, ran.inputs);
      createBeside(session, 'annotation', {
        subject: said(session, effect.subject),
        notetext: text === null ? null : ['text', String(text)],
        objectid: ['lookup', ran.table, ran.id],
      });
      return;
    }
    case 'notification':
      notify(session, ran, effect.to, textFor(session, effect.title));
      return;
    case 'outbox':
      writeEvent(session, ran, effect.event);
      return;
    case 'set':
    case 'owner':
      return;
  }
}

/** SYSTEM makes what an action brings along: the decision was about the row, and the site's user needs no right to tasks and notes. */
const createBeside = ({ host }: VisitorSession, table: string, values: { readonly [column: string]: TypedValue }): void => {
  host.create('system', table, values);
};

/** Lookups of the row for the task. One that leads elsewhere than the task's column may is left out: it would be a fault of the store. */
function takenOver(
  { policy }: VisitorSession,
  { values }: Ran,
  lookups: readonly { readonly from: string; readonly to: string }[],
): { readonly [column: string]: TypedValue } {
  const taken: { [column: string]: TypedValue } = {};
  const facts = own(policy.tables, TASK);
  lookups.forEach(({ from, to }) => {
    const target = referenceIn(own(values, from));
    if (facts !== undefined && target !== null && targetsOf(facts, to).indexOf(target.table) >= 0)
      taken[to] = ['lookup', target.table, target.id];
  });
  return taken;
}

const textFor = ({ active }: VisitorSession, texts: { readonly [language: string]: string }): string =>
  clean(textIn(texts, active.experience.languages[0] ?? '', active.experience.languages), SUBJECT);
const said = (session: VisitorSession, texts: { readonly [language: string]: string }): TypedValue => ['text', textFor(session, texts)];

type AboutRecord = { readonly siteId: string; readonly tableName: string; readonly recordId: string; readonly occurredOn: string };
const about = ({ siteId, now }: VisitorSession, { table, id }: Ran, columns: AboutRecord): { [column: string]: TypedValue } => ({
  [columns.siteId]: ['text', siteId ?? ''],
  [columns.tableName]: ['text', table],
  [columns.recordId]: ['text', id],
  [columns.occurredOn]: ['datetime', now],
});

function writeComment(session: VisitorSession, ran: Ran): void {
  const { comment } = names;
  const values = about(session, ran, comment);
  values[comment.name] = ['text', ran.action.name];
  values[comment.body] = ['text', ran.comment];
  if (session.person !== null) values[comment.contact] = ['lookup', 'contact', session.person.id];
  session.host.create('system', comment.table, values);
}

/** Nobody is notified of what they did themselves, nor where the lookup is empty or leads elsewhere. */
function notify(session: VisitorSession, ran: Ran, to: string, title: string): void {
  const { notification } = names;
  const target = referenceIn(ran.values[to]);
  if (target === null || target.table !== 'contact' || target.id === session.person?.id) return;
  const values = about(session, ran, notification);
  values[notification.name] = ['text', title];
  values[notification.contact] = ['lookup', 'contact', target.id];
  session.host.create('system', notification.table, values);
}

/** The key follows from the click and the row, and is an alternate key: one event, whatever happens. */
function writeEvent(session: VisitorSession, ran: Ran, event: string): void {
  const { outbox } = names;
  const key = session.host.sha256(JSON.stringify([ran.click, ran.table, ran.id, event]));
  const values = about(session, ran, outbox);
  values[outbox.name] = ['text', event];
  values[outbox.eventKey] = ['text', key];
  values[outbox.state] = ['choice', outbox.waiting];
  values[outbox.attempts] = ['integer', 0];
  values[outbox.payload] = [
    'text',
    JSON.stringify({
      format: 1,
      event,
      key,
      site: session.siteId,
      table: ran.table,
      id: ran.id,
      action: ran.action.name,
      stage: ran.stage,
      occurredOn: session.now,
      reference: ran.reference,
    }),
  ];
  session.host.create('system', outbox.table, values);
}

/** The system user that an action hands its rows to; null where none is active by that name, or several are. */
export function ownerOf(session: VisitorSession, { action }: TableAction): string | null | undefined {
  const effect = action.effects.filter((each) => each.kind === 'owner')[0];
  if (effect === undefined || effect.kind !== 'owner') return undefined;
  const { rows } = session.host.rows('system', {
    kind: 'fetch',
    count: 2,
    entity: entity('systemuser', {
      attributes: [{ kind: 'attribute', name: 'systemuserid' }],
      filter: and([condition('fullname', 'eq', effect.user), condition('isdisabled', 'ne', '1')]),
    }),
  });
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}
