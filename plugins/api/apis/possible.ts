import type { Privilege } from '../../../engine/index.ts';
import { own } from '../json.ts';
import type { VisitorSession } from '../session.ts';

const PRIVILEGES: readonly string[] = ['read', 'create', 'write', 'delete', 'append', 'appendto'];

/** Whether a name is one of the platform's privileges; every other name may be an action. */
export const isPrivilege = (name: string): name is Privilege => PRIVILEGES.indexOf(name) >= 0;

/** Whether the policy leaves any row at all on which the person could have a privilege. Unknown tables and privileges leave none. */
export function isPossible({ engine, active, principal, policy, rows, now }: VisitorSession, table: string, privilege: string): boolean {
  if (own(policy.tables, table) === undefined || !isPrivilege(privilege)) return false;
  const options = { source: rows };
  if (privilege === 'create') return active.variants.creation().plan(principal, 'read', table, now, options).kind !== 'never';
  return engine.plan(principal, privilege, table, now, options).kind !== 'never';
}

/** The requirements that a person can fulfil when it comes to it: an action that asks for one is possible. */
const MET = ['comment', 'fresh-sign-in', 'second-person'] as const;

/** Whether the policy leaves any row at all on which the person could have an action. */
export function isPossibleAction({ engine, principal, policy, rows, now }: VisitorSession, table: string, action: string): boolean {
  if (own(policy.tables, table) === undefined || isPrivilege(action)) return false;
  return engine.plan(principal, action, table, now, { source: rows, met: MET }).kind !== 'never';
}
