import type { ExplainRequest, ExplainResult } from '../../../contracts/index.ts';
import type { DecisionRequest, Explanation, Principal } from '../../../engine/index.ts';
import { loadPerson } from '../identity/person.ts';
import { siteById } from '../identity/registration.ts';
import { activeRoles } from '../identity/roles.ts';
import { names } from '../names.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { openApi } from '../registered.ts';
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
  about: ({ site, contact }) => ({ details: { site, contact } }),
  handle: explain,
});

function explain({ host, now, policies }: Session, { site, contact, table, id, privilege }: ExplainRequest): Outcome<ExplainResult> {
  const siteId = guidOf(site);
  const contactId = guidOf(contact);
  const registration = siteId === null ? null : siteById(host, siteId);
  if (registration === null || contactId === null) return refused('not-available', { details: { why: 'the site is not registered' } });
  const active = policies.load(host, registration);
  if (active.kind === 'refused') return active;
  const { engine, policy } = active;
  const person = loadPerson(host, contactId, engine.columnsUsed());
  if (person === null) return refused('not-available', { details: { why: 'contact or account is missing' } });
  const principal: Principal = {
    kind: 'contact',
    site: policy.site,
    status: person.status,
    contact: person.contact,
    account: person.account,
    roles: [],
    activeRoles: activeRoles(host, registration.siteId, 'contact', contactId),
  };
  const explanation = engine.explain(principal, requestOf(table, guidOf(id) ?? id, privilege), createRowStore(host, active, 'system'), now);
  return done(resultOf(explanation, active.stamp.hash), { outcome: 'allowed', texts: {} });
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
