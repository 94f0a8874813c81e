import type { Candidate } from '../model/model.ts';
import type { Truth } from '../types.ts';
import { applyingRowDenies } from './applied.ts';
import { holdsRole, parentsOf } from './candidates.ts';
import { all, not } from './kleene.ts';
import { follow, splitReference } from './operands.ts';
import type { Cells, Scope } from './scope.ts';
import type { Trace } from './truth.ts';
import { truthOf } from './truth.ts';
import { inWindow } from './windows.ts';

/** Whether a candidate reaches a row. `breakGlass` is that of the rule that was asked first, also for its parents. */
export function accessOf(scope: Scope, candidate: Candidate, row: Cells, breakGlass: boolean, notes: Trace[] | null = null): Truth {
  if (candidate.grant?.row && !withinGrant(candidate, candidate.grant.row, row)) return false;
  const { access } = candidate.compiled;
  return access.kind === 'condition' ? truthOf(access.condition, scope, row, notes) : parentAccess(scope, candidate, row, breakGlass);
}

/** A grant on one row gives that row, and of other tables only what hangs under it. */
function withinGrant({ compiled: { rule, access } }: Candidate, granted: string, row: Cells): boolean {
  const { table, id } = splitReference(granted);
  return rule.table === table ? row.id === id : access.kind === 'parent';
}

/** The parent row must satisfy the parent rule, and no deny of its table may apply to it for `read`. */
function parentAccess(scope: Scope, candidate: Candidate, row: Cells, breakGlass: boolean): Truth {
  const { access } = candidate.compiled;
  const rule = parentsOf(scope, candidate)[0];
  if (!rule || access.kind !== 'parent') return false;
  const { compiled } = rule;
  const reference = follow(access.lookup, scope, row);
  const parent = typeof reference === 'string' ? scope.load(compiled.rule.table, splitReference(reference).id) : null;
  if (parent === null) return 'unknown';
  const parts: readonly (() => Truth)[] = [
    () => holdsRole(scope, rule) && inWindow(scope, compiled),
    () => accessOf(scope, rule, parent, breakGlass),
    () => truthOf(compiled.when, scope, parent),
    () => not(truthOf(compiled.endsWhen, scope, parent)),
    () =>
      !applyingRowDenies(scope, 'read', compiled.rule.table, parent).some(
        (deny) => !(breakGlass && deny.compiled.rule.overridable === true),
      ),
  ];
  return all(parts, (part) => part());
}
