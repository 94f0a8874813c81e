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
  return access.kind === 'condition'
    ? truthOf(access.condition, scope, row, notes)
    : parentAccess(scope, candidate, row, breakGlass, notes);
}

/** A grant on one row gives that row, and of other tables only what hangs under it. */
function withinGrant({ compiled: { rule, access } }: Candidate, granted: string, row: Cells): boolean {
  const { table, id } = splitReference(granted);
  return rule.table === table ? row.id === id : access.kind === 'parent';
}

/** The parent row must satisfy the parent rule, and no deny of its table may apply to it for `read`. */
function parentAccess(scope: Scope, candidate: Candidate, row: Cells, breakGlass: boolean, notes: Trace[] | null): Truth {
  const { access } = candidate.compiled;
  const rule = parentsOf(scope, candidate)[0];
  if (!rule || access.kind !== 'parent') return false;
  const reference = follow(access.lookup, scope, row);
  const parts: Trace[] | null = notes ? [] : null;
  const truth = parentRowAccess(scope, rule, typeof reference === 'string' ? reference : null, breakGlass, parts);
  if (notes && parts)
    notes.push({ expression: { kind: 'parent', lookup: access.lookup, rule: rule.id }, row, truth, values: [reference], parts });
  return truth;
}

function parentRowAccess(scope: Scope, rule: Candidate, reference: string | null, breakGlass: boolean, notes: Trace[] | null): Truth {
  const { compiled } = rule;
  const { table } = compiled.rule;
  const parent = reference === null ? null : scope.load(table, splitReference(reference).id);
  if (parent === null) return 'unknown';
  const parts: readonly (() => Truth)[] = [
    () => holdsRole(scope, rule) && inWindow(scope, compiled),
    () => accessOf(scope, rule, parent, breakGlass, notes),
    () => truthOf(compiled.when, scope, parent, notes),
    () => not(truthOf(compiled.endsWhen, scope, parent, notes)),
    () => !applyingRowDenies(scope, 'read', table, parent).some((deny) => !(breakGlass && deny.compiled.rule.overridable === true)),
  ];
  return all(parts, (part) => part());
}
