import type { AuditLine, ExplainedEntry, ExplainRequest, ExplainResult } from '../../../contracts/index.ts';
import type { DecisionRequest, Explanation, Principal } from '../../../engine/index.ts';
import { entryOf } from '../audit/stored-entry.ts';
import { loadPerson } from '../identity/person.ts';
import { siteById } from '../identity/registration.ts';
import { activeRoles } from '../identity/roles.ts';
import { names } from '../names.ts';
import { done, type Outcome, type Refused, refused } from '../outcome.ts';
import type { ActivePolicy } from '../policy/store.ts';
import { openApi } from '../registered.ts';
import { notUnderstood } from '../request.ts';
import { createRowStore } from '../rows/row-store.ts';
import type { Session } from '../session.ts';
import { guidOf } from '../text.ts';
import { explainedRule } from './explained-rule.ts';
import { isPrivilege } from './possible.ts';

/**
 * For auditors: why a contact may or may not do something on a record. Rows are read by SYSTEM: the asker's own tables say nothing
 * about whom they audit. The call leaves an entry itself.
 */
export const explainAccess = openApi<ExplainRequest, ExplainResult>({
  api: names.apis.ExplainAccess,
  about: ({ site, contact, reference }) => ({ details: reference === undefined ? { site, contact } : { reference } }),
  handle: (session, request) => {
    const { reference } = request;
    return reference === undefined ? explainQuestion(session, request) : explainEntry(session, request, reference);
  },
});

/** What is asked; `contact` null: a visitor. */
interface Question {
  readonly site: string;
  readonly contact: string | null;
  readonly table: string;
  readonly id: string;
  readonly privilege: string;
}

function explainQuestion(session: Session, { site, contact, table, id, privilege }: ExplainRequest): Outcome<ExplainResult> {
  if (site === undefined || contact === undefined || table === undefined || id === undefined || privilege === undefined)
    return notUnderstood('it needs `reference`, or `site`, `contact`, `table`, `id` and `privilege`');
  return explain(session, { site, contact, table, id, privilege }, () => ({}));
}

/** The decision behind an entry, asked again. What was sent with a write is not kept, so the row as it would have been is not asked. */
function explainEntry(session: Session, request: ExplainRequest, reference: string): Outcome<ExplainResult> {
  const { site, contact, table, id, privilege } = request;
  if (site !== undefined || contact !== undefined || table !== undefined || id !== undefined || privilege !== undefined)
    return notUnderstood('a reference is asked for alone');
  const line = guarded(reference) ? entryOf(session.host, reference) : null;
  if (line === null) return refused('not-available', { details: { why: 'no entry has this reference' } });
  const asked = (line.privilege ?? '').split(',')[0] ?? '';
  if (line.site === null || line.table === null || asked === '' || (line.kind !== 'contact' && line.kind !== 'anonymous'))
    return refused('not-available', {
      message: 'This entry is not about a decision on a record.',
      details: { why: 'the entry names no person, table and privilege' },
    });
  const question = { site: line.site, contact: line.contact?.id ?? null, table: line.table, id: line.record ?? '', privilege: asked };
  return explain(session, question, ({ stamp }) => ({ entry: toldEntry(line, asked, stamp.hash) }));
}

/** Longer texts, and ones that XML cannot hold, are no references. */
const guarded = (reference: string): boolean => {
  for (let index = 0; index < reference.length; index++)
    if ('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(reference.charAt(index)) < 0) return false;
  return reference.length > 0;
};

const toldEntry = (line: AuditLine, privilege: string, hash: string): ExplainedEntry => ({
  reference: line.reference,
  occurredOn: line.occurredOn,
  outcome: line.outcome,
  code: line.code ?? '',
  rule: line.rule,
  contact: line.contact,
  table: line.table ?? '',
  record: line.record,
  privilege,
  policyChanged: line.policyHash !== hash,
});

function explain(
  session: Session,
  { site, contact, table, id, privilege }: Question,
  more: (active: ActivePolicy) => Partial<ExplainResult>,
): Outcome<ExplainResult> {
  const { host, now, policies } = session;
  const siteId = guidOf(site);
  const registration = siteId === null ? null : siteById(host, siteId);
  if (registration === null) return refused('not-available', { details: { why: 'the site is not registered' } });
  const active = policies.load(host, registration);
  if (active.kind === 'refused') return active;
  const principal = principalOf(session, active, registration.siteId, contact);
  if (principal.kind === 'refused') return principal;
  const rows = createRowStore(host, active, 'system');
  const explanation = active.engine.explain(principal, requestOf(table, guidOf(id) ?? id, privilege), rows, now);
  return done({ ...resultOf(explanation, active.stamp.hash), ...more(active) }, { outcome: 'allowed', texts: {} });
}

function principalOf({ host }: Session, { engine, policy }: ActivePolicy, siteId: string, contact: string | null): Principal | Refused {
  const visitor = { site: policy.site, contact: null, account: null, roles: [] };
  if (contact === null) return { ...visitor, kind: 'anonymous', activeRoles: activeRoles(host, siteId, 'anonymous', null) };
  const contactId = guidOf(contact);
  const person = contactId === null ? null : loadPerson(host, contactId, engine.columnsUsed());
  if (person === null) return refused('not-available', { details: { why: 'contact or account is missing' } });
  return {
    ...visitor,
    kind: 'contact',
    status: person.status,
    contact: person.contact,
    account: person.account,
    activeRoles: activeRoles(host, siteId, 'contact', contactId),
  };
}

function requestOf(table: string, id: string, privilege: string): DecisionRequest {
  const what = isPrivilege(privilege) ? { privilege } : { action: privilege };
  return privilege === 'create' ? { ...what, table } : { ...what, table, id };
}

/** The rules of the last question: the one that the answer came from. */
function resultOf({ decision, questions }: Explanation, policyHash: string): ExplainResult {
  const last = questions[questions.length - 1];
  return {
    allowed: decision.allowed,
    code: decision.code,
    deciding: decision.deciding,
    reason: decision.reason ?? null,
    policyHash,
    rules: (last?.rules ?? []).map(explainedRule),
  };
}
