import { own } from '../own.ts';
import type { Policy } from '../policy.ts';
import type { Principal } from '../types.ts';

/**
 * The roles that hold: the linked active ones of the site, and those flagged for people who are signed in or signed out.
 * Flags count, names mean nothing; staff and services hold none.
 */
export function resolveRoles(roles: Policy['roles'], principal: Principal): readonly string[] {
  const flag = principal.kind === 'contact' ? 'authenticated' : principal.kind === 'anonymous' ? 'anonymous' : null;
  if (flag === null) return [];
  const linked = principal.kind === 'contact' ? principal.roles : [];
  return Object.keys(roles).filter((name) => {
    const role = own(roles, name);
    if (!role || role.site !== principal.site || role.inactive === true) return false;
    return linked.indexOf(name) >= 0 || (role.flags ?? []).indexOf(flag) >= 0;
  });
}

/** The resolved roles that the caller brought, else those by the policy's role facts. */
export function activeRolesOf(policy: Policy, principal: Principal): readonly string[] {
  if (principal.kind !== 'contact' && principal.kind !== 'anonymous') return [];
  return principal.activeRoles ?? resolveRoles(policy.roles, principal);
}

/** Whether one of the roles of a rule is held; `*` stands for every contact and visitor. */
export function holdsOneOf(principal: Principal, active: readonly string[], roles: readonly string[]): boolean {
  if (roles.indexOf('*') >= 0) return principal.kind === 'contact' || principal.kind === 'anonymous';
  return active.some((role) => roles.indexOf(role) >= 0);
}
