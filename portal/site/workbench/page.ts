import type { KeptDiagnostic } from '../diagnostics.ts';
import { escapeHtml } from '../pages/html.ts';
import type { Persona } from '../people/visitor.ts';
import type { Reply } from '../request/reply.ts';
import type { IdentityEvidence } from '../server-logic/connector.ts';
import { contactIdOf, type Visit } from '../visit.ts';
import type { AuditLine } from './audit.ts';
import type { EventLine } from './events.ts';
import { workbenchForm as form, framed, spoken, workbenchTable } from './frame.ts';

export interface WorkbenchFacts {
  readonly visit: Visit;
  readonly personas: readonly Persona[];
  readonly audit: readonly AuditLine[] | null;
  readonly events: readonly EventLine[] | null;
  readonly diagnostics: readonly KeptDiagnostic[];
  readonly evidence: IdentityEvidence;
  readonly field: string;
}

/** `/_workbench`: who one is, what was decided, what the site's maker should know, and the cases that can be played. */
export function workbenchPage(facts: WorkbenchFacts): Reply {
  return framed({
    title: 'Local workbench',
    site: facts.visit.site.name,
    back: { url: '/', title: 'Back to the site' },
    content: `${people(facts)}${evidence(facts)}${audit(facts)}${outbox(facts)}${diagnostics(facts)}`,
  });
}

function people({ visit, personas, field }: WorkbenchFacts): string {
  const current = contactIdOf(visit);
  const item = (id: string, name: string, roles: string): string => {
    const here = id === (current ?? '');
    const button = `<button name="contact" value="${escapeHtml(id)}"${here ? ' aria-current="true"' : ''}><strong>${escapeHtml(name)}</strong><span>${escapeHtml(roles)}</span></button>`;
    return `<li>${form('persona', field, button)}</li>`;
  };
  const list = personas.map(({ id, name, roles }) => item(id, name, roles.join(', ') || 'no web role')).join('');
  return `<section aria-labelledby="people"><h2 id="people">People</h2><ul class="people">${item('', 'Visitor', 'not signed in')}${list}</ul></section>`;
}

function evidence({ evidence: chosen, field }: WorkbenchFacts): string {
  const choice = (value: IdentityEvidence, label: string): string =>
    `<label><input type="radio" name="evidence" value="${value}"${value === chosen ? ' checked' : ''}> ${label}</label>`;
  return `<section aria-labelledby="evidence"><h2 id="evidence">Proof of identity</h2>${form(
    'evidence',
    field,
    `<fieldset><legend>What Dataverse is told about the visitor</legend>${choice('platform', 'The platform says who it is (the usual case)')}${choice('absent', 'The platform says nothing: a strict site then refuses every call')}</fieldset><button class="button">Use this</button>`,
  )}</section>`;
}

function audit({ audit: lines }: WorkbenchFacts): string {
  const heading = '<h2 id="audit">Latest decisions</h2>';
  if (!lines) return `<section aria-labelledby="audit">${heading}<p>The audit table is not imported.</p></section>`;
  const rows = lines.map(({ reference, when, who, outcome, code, what, why }) => [
    `<code>${escapeHtml(reference)}</code>`,
    ...[spoken(when), who, outcome, code, what, why].map(escapeHtml),
  ]);
  const table =
    rows.length === 0
      ? '<p>Nothing has been decided yet.</p>'
      : workbenchTable('Latest decisions, table', ['Reference', 'When (UTC)', 'Who', 'Outcome', 'Code', 'What', 'Why'], rows);
  return `<section aria-labelledby="audit">${heading}${table}</section>`;
}

function outbox({ events }: WorkbenchFacts): string {
  if (!events) return '';
  const count = (state: EventLine['state']): number => events.filter((each) => each.state === state).length;
  return `<section aria-labelledby="outbox"><h2 id="outbox">Events for other systems</h2><p>${count('waiting')} waiting, ${count('delivered')} delivered, ${count('given-up')} given up.</p><a class="button quiet" href="/_workbench/outbox">Open the outbox</a></section>`;
}

function diagnostics({ diagnostics: list, field }: WorkbenchFacts): string {
  const items = list.map(
    ({ kind, where, message, times }) =>
      `<li><span class="kind">${escapeHtml(kind)}</span> <strong>${escapeHtml(where)}</strong>${times > 1 ? ` <span class="soft">×${times}</span>` : ''}<p>${escapeHtml(message)}</p></li>`,
  );
  const reload = form('reload', field, '<button class="button quiet">Clear, and read the site again</button>');
  return `<section aria-labelledby="diagnostics"><h2 id="diagnostics">For the maker</h2>${items.length === 0 ? '<p>Nothing to report.</p>' : `<ul class="diagnostics">${items.join('')}</ul>`}${reload}</section>`;
}
