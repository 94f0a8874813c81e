import type { Candidate, HeldGrant } from '../model/model.ts';
import { own } from '../own.ts';
import type { Privilege, Rule } from '../policy.ts';
import type { Grant } from '../types.ts';
import { grantHolds } from './grants.ts';
import { holdsOneOf } from './roles.ts';
import type { Scope } from './scope.ts';
import { inWindow } from './windows.ts';

const MOST_PARENTS = 4;

/** Whether a table is native: there only the site's own permissions are rules, elsewhere only Portico's rules and grants. */
export const isNative = (scope: Scope, table: string): boolean => own(scope.policy.tables, table)?.kind === 'native';

/** Every candidate of a table. `native` asks for the other layer: the outer gate of a protected table. */
export function candidatesOn(scope: Scope, table: string, native: boolean = isNative(scope, table)): readonly Candidate[] {
  const granted = native ? [] : grantedOf(scope).filter((candidate) => candidate.compiled.rule.table === table);
  const rules = scope.model.rulesOn(table, native);
  return granted.length === 0 ? rules : rules.concat(granted);
}

/** Whether a rule is about a privilege or action. */
export const asks = (rule: Rule, privilege: string): boolean =>
  (rule.privileges ?? []).indexOf(privilege as Privilege) >= 0 || (rule.actions ?? []).indexOf(privilege) >= 0;

/** The candidates whose privilege, roles and window hold, found once per call. */
export function candidatesFor(
  scope: Scope,
  privilege: string,
  table: string,
  native: boolean = isNative(scope, table),
): readonly Candidate[] {
  const question = `${native ? 'native' : 'portico'} ${privilege} ${table}`;
  const known = own(scope.candidates, question);
  if (known) return known;
  const candidates = findCandidates(scope, privilege, table, native);
  scope.candidates[question] = candidates;
  return candidates;
}

/** The rules of the policy whose privilege and roles hold, whatever the time: chosen once per table, privilege and set of roles. */
export function rulesFor(scope: Scope, privilege: string, table: string, native: boolean = isNative(scope, table)): readonly Candidate[] {
  const key = JSON.stringify(['rules', table, privilege, native, scope.principal.kind, scope.roles]);
  return scope.model.shared(key, () =>
    scope.model.rulesOn(table, native).filter((candidate) => asks(candidate.compiled.rule, privilege) && holdsRole(scope, candidate)),
  );
}

function findCandidates(scope: Scope, privilege: string, table: string, native: boolean): readonly Candidate[] {
  const rules = rulesFor(scope, privilege, table, native);
  const granted = native
    ? []
    : grantedOf(scope).filter((each) => each.compiled.rule.table === table && asks(each.compiled.rule, privilege));
  return rules.concat(granted).filter((candidate) => inWindow(scope, candidate.compiled));
}

/** A rule of a grant is bound to its person; a child rule without roles takes its parent rule's. */
export function holdsRole(scope: Scope, candidate: Candidate): boolean {
  const { rule, access } = candidate.compiled;
  if (candidate.grant) return true;
  const roles = rule.roles ?? [];
  if (roles.length > 0 || access.kind !== 'parent') return holdsOneOf(scope.principal, scope.roles, roles);
  const parent = parentsOf(scope, candidate)[0];
  return parent !== undefined && holdsRole(scope, parent);
}

/** The parent rules above a candidate, nearest first; none where one is missing, inactive or a deny, in a cycle, or above four steps. */
export function parentsOf(scope: Scope, candidate: Candidate): readonly Candidate[] {
  const chain: Candidate[] = [];
  let child = candidate;
  while (child.compiled.access.kind === 'parent') {
    const { targets, rule } = child.compiled.access;
    const parent = targets.length === 1 ? parentOn(scope, targets[0] as string, rule, child.grant) : null;
    const known = parent !== null && (parent.id === candidate.id || chain.some((each) => each.id === parent.id));
    if (parent === null || parent.compiled.rule.effect !== 'allow' || known || chain.length === MOST_PARENTS) return [];
    chain.push(parent);
    child = parent;
  }
  return chain;
}

/** A rule of a grant looks for its parent in the same grant first. */
function parentOn(scope: Scope, table: string, rule: string, grant: HeldGrant | null): Candidate | null {
  const candidates = grant ? candidatesOn(scope, table) : scope.model.rulesOn(table, isNative(scope, table));
  const byId = (id: string): Candidate | undefined => candidates.filter((each) => each.id === id)[0];
  return (grant ? byId(`${grant.id}/${rule}`) : undefined) ?? byId(rule) ?? null;
}

/** The rules of the grants that hold, once per call. */
function grantedOf(scope: Scope): readonly Candidate[] {
  if (scope.granted !== null) return scope.granted;
  const granted: Candidate[] = [];
  scope.granted = granted;
  scope.grants().forEach((grant) => {
    if (!grantHolds(scope, grant)) return;
    const held = heldGrant(grant);
    scope.model.bundle(grant.bundle).forEach((compiled) => {
      if (compiled.rule.inactive !== true) granted.push({ id: `${grant.id}/${compiled.rule.id}`, compiled, grant: held });
    });
  });
  return granted;
}

const heldGrant = ({ id, bundle, row = null, breakGlass = false }: Grant): HeldGrant => ({ id, bundle, row, breakGlass });
