import type { ExplainResult } from '../../../contracts/index.ts';
import type { DecisionRequest, MayShow, Principal } from '../../../engine/index.ts';
import { isPrivilege } from '../apis/possible.ts';
import { loadPerson } from '../identity/person.ts';
import { activeRoles } from '../identity/roles.ts';
import { own } from '../json.ts';
import type { ActivePolicy } from '../policy/store.ts';
import { createRowStore } from '../rows/row-store.ts';
import type { Session } from '../session.ts';
import { guidOf } from '../text.ts';
import { explainedRule } from './explained-rule.ts';
import { rulesOfTable } from './table-rules.ts';

/** What is asked; `contact` null: a visitor; `id` null: of the table as a whole. */
export interface Question {
  readonly site: string;
  readonly contact: string | null;
  readonly table: string;
  readonly id: string | null;
  readonly privilege: string;
}

/** Null where the contact, or the account that it names, is not there. */
export function principalOf({ host }: Session, { engine, policy }: ActivePolicy, siteId: string, contact: string | null): Principal | null {
  const visitor = { site: policy.site, contact: null, account: null, roles: [] };
  if (contact === null) return { ...visitor, kind: 'anonymous', activeRoles: activeRoles(host, siteId, 'anonymous', null) };
  const contactId = guidOf(contact);
  const person = contactId === null ? null : loadPerson(host, contactId, engine.columnsUsed());
  if (person === null) return null;
  return {
    ...visitor,
    kind: 'contact',
    status: person.status,
    contact: person.contact,
    account: person.account,
    activeRoles: activeRoles(host, siteId, 'contact', contactId),
  };
}

/**
 * Asks the question under the policy in force and tells every rule. Rows are read by SYSTEM: the asker's own tables say nothing about
 * whom they ask about; `mayShow` says what of it the asker gets. Where there is no row, roles and windows are all that can be told.
 */
export function explainQuestion(
  { host, now }: Session,
  active: ActivePolicy,
  principal: Principal,
  { table, id: given, privilege }: Question,
  mayShow?: MayShow,
): ExplainResult {
  const { engine, policy, stamp } = active;
  const rows = createRowStore(host, active, 'system');
  const id = given === null ? null : (guidOf(given) ?? given);
  const isGone = id !== null && privilege !== 'create' && own(policy.tables, table) !== undefined && rows.load(table, id) === null;
  if ((id === null && privilege !== 'create') || isGone) {
    const { possible, rules } = rulesOfTable(active, principal, table, privilege, now, rows);
    const allowed = possible && !isGone;
    return {
      allowed,
      code: allowed ? 'allowed' : isGone ? 'not-available' : 'no-rule',
      deciding: null,
      reason: null,
      policyHash: stamp.hash,
      rules,
    };
  }
  const options = mayShow === undefined ? {} : { mayShow };
  const { decision, questions } = engine.explain(principal, requestOf(table, id, privilege), rows, now, options);
  // The last question is the one that the answer came from.
  const last = questions[questions.length - 1];
  return {
    allowed: decision.allowed,
    code: decision.code,
    deciding: decision.deciding,
    reason: decision.reason ?? null,
    policyHash: stamp.hash,
    rules: (last?.rules ?? []).map(explainedRule),
  };
}

/** A privilege or an action of one row, or of one that is not there yet. */
export function requestOf(table: string, id: string | null, privilege: string): DecisionRequest {
  const what = isPrivilege(privilege) ? { privilege } : { action: privilege };
  return privilege === 'create' || id === null ? { ...what, table } : { ...what, table, id };
}
