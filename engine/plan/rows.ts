import { openOf } from '../evaluate/applied.ts';
import { candidatesFor, holdsRole, parentsOf } from '../evaluate/candidates.ts';
import { splitReference } from '../evaluate/operands.ts';
import type { Scope } from '../evaluate/scope.ts';
import { inWindow } from '../evaluate/windows.ts';
import { columnOperand, compare } from '../model/compile-condition.ts';
import type { Candidate } from '../model/model.ts';
import { pathOf } from '../model/paths.ts';
import { own } from '../own.ts';
import type { PlanCondition } from './condition.ts';
import { ALWAYS, every, NEVER, some } from './condition.ts';
import type { Prefix } from './substitute.ts';
import { rowsWhere } from './substitute.ts';

/** The rows, as seen from the root of the plan, on which a privilege is allowed. `gives` narrows the allows, `lowers` adds denies: for columns. */
export function rowsAllowed(
  scope: Scope,
  privilege: string,
  table: string,
  prefix: Prefix,
  gives: (allow: Candidate) => boolean = () => true,
  lowers: (deny: Candidate) => boolean = () => false,
): PlanCondition {
  const candidates = candidatesFor(scope, privilege, table);
  const allows = candidates.filter((each) => each.compiled.rule.effect === 'allow' && openOf(scope, each).length === 0 && gives(each));
  const denies = candidates.filter((each) => each.compiled.rule.effect === 'deny' && (each.compiled.deniesRow || lowers(each)));
  const way = (allowing: readonly Candidate[], denying: readonly Candidate[]): PlanCondition =>
    allowing.length === 0
      ? NEVER
      : every([
          some(allowing.map((each) => rowsOfAllow(scope, each, prefix))),
          every(denying.map((each) => rowsSpared(scope, each, prefix))),
        ]);
  const hard = denies.filter(({ compiled }) => compiled.rule.overridable !== true);
  const everybody = way(allows, denies);
  const glass = allows.filter(({ grant }) => grant?.breakGlass === true);
  return hard.length === denies.length ? everybody : some([everybody, way(glass, hard)]);
}

/** Where an allow applies: access and `when` true, `endsWhen` false. */
function rowsOfAllow(scope: Scope, candidate: Candidate, prefix: Prefix): PlanCondition {
  const { compiled, grant } = candidate;
  return every([
    rowsReached(scope, candidate, prefix, grant?.breakGlass === true),
    rowsWhere(scope, compiled.when, 'true', prefix),
    rowsWhere(scope, compiled.endsWhen, 'false', prefix),
  ]);
}

/** Where a deny does not apply: something is known not to hold, or with `whenUnknown: skip` not known to hold. */
function rowsSpared(scope: Scope, candidate: Candidate, prefix: Prefix): PlanCondition {
  const { compiled } = candidate;
  const { rule, access } = compiled;
  if (rule.requires !== undefined && openOf(scope, candidate).length === 0) return ALWAYS;
  const skips = rule.whenUnknown === 'skip';
  const reached = access.kind === 'condition' ? rowsWhere(scope, access.condition, skips ? 'not-true' : 'false', prefix) : NEVER;
  return some([
    reached,
    rowsWhere(scope, compiled.when, skips ? 'not-true' : 'false', prefix),
    rowsWhere(scope, compiled.endsWhen, skips ? 'not-false' : 'true', prefix),
  ]);
}

/** Where the access of an allow is true. */
function rowsReached(scope: Scope, candidate: Candidate, prefix: Prefix, breakGlass: boolean): PlanCondition {
  const { access, rule } = candidate.compiled;
  const bound = candidate.grant?.row ? rowsOfGrant(scope, candidate, candidate.grant.row, prefix) : ALWAYS;
  if (access.kind === 'condition') return every([bound, rowsWhere(scope, access.condition, 'true', prefix)]);
  const parent = parentsOf(scope, candidate)[0];
  if (!parent || !holdsRole(scope, parent) || !inWindow(scope, parent.compiled)) return NEVER;
  const { compiled } = parent;
  const above = below(prefix, rule.table, access.lookup.text, compiled.rule.table);
  const denies = candidatesFor(scope, 'read', compiled.rule.table).filter(
    (each) => each.compiled.deniesRow && !(breakGlass && each.compiled.rule.overridable === true),
  );
  return every([
    bound,
    rowExists(scope, above, compiled.rule.table),
    rowsReached(scope, parent, above, breakGlass),
    rowsWhere(scope, compiled.when, 'true', above),
    rowsWhere(scope, compiled.endsWhen, 'false', above),
    every(denies.map((each) => rowsSpared(scope, each, above))),
  ]);
}

/** The row that a lookup leads to becomes the row that is looked at. */
export const below = (prefix: Prefix, table: string, column: string, target: string): Prefix =>
  prefix.concat([Object.freeze({ table, column, target })]);

/** Whether there is a row of this site at the end of a prefix. */
const rowExists = (scope: Scope, prefix: Prefix, table: string): PlanCondition =>
  rowsWhere(scope, { kind: 'null-test', operand: columnOperand(scope.policy.tables, table, 'id'), wanted: false }, 'true', prefix);

function rowsOfGrant(scope: Scope, { compiled: { rule, access } }: Candidate, granted: string, prefix: Prefix): PlanCondition {
  const { table } = splitReference(granted);
  if (rule.table !== table) return access.kind === 'parent' ? ALWAYS : NEVER;
  const self = columnOperand(scope.policy.tables, table, 'id');
  return rowsWhere(scope, compare('=', self, { kind: 'literal', value: granted, type: 'lookup' }), 'true', prefix);
}

/** The rows that belong to this site. */
export function rowsOfSite(scope: Scope, table: string): PlanCondition {
  const site = own(scope.policy.tables, table)?.site;
  if (site === undefined) return ALWAYS;
  const path = pathOf(scope.policy.tables, table, site);
  const column = { kind: 'column' as const, path, type: null };
  const value = { kind: 'literal' as const, value: scope.policy.site, type: null };
  return rowsWhere(scope, { kind: 'compare', operator: '=', left: column, right: value, type: 'exact' }, 'true', []);
}
