import type { Reference } from '../evaluate/operands.ts';
import { splitReference } from '../evaluate/operands.ts';
import type { Cells, Scope } from '../evaluate/scope.ts';
import { targetsOf } from '../model/paths.ts';
import { own } from '../own.ts';
import type { Cell, Decision, DecisionCode } from '../types.ts';
import { columnsOf } from './columns.ts';
import { maskOf } from './masks.ts';
import { decideRow } from './outcome.ts';
import { isSecurityBearing } from './security-bearing.ts';

export type Changes = { readonly [column: string]: Cell };
/** What a later check lays over a decision that allowed so far. */
export type Laid = Partial<Decision> & { readonly code: DecisionCode };

export const refused = (code: DecisionCode, more: Partial<Decision> = {}): Decision => ({
  allowed: false,
  code,
  deciding: null,
  applied: [],
  ...more,
});

/** The rows that the lookups of a change name. */
const lookupsIn = (scope: Scope, table: string, changes: Changes): readonly Reference[] =>
  Object.keys(changes)
    .filter((column) => targetsOf(scope.policy.tables, table, column).length > 0 && own(changes, column) !== null)
    .map((column) => splitReference(String(own(changes, column))));

/** A target that cannot be read is found before any rule is asked, and answered on its table only. */
export function unreadableTarget(scope: Scope, table: string, changes: Changes): Decision | null {
  const hidden = lookupsIn(scope, table, changes).filter((target) => {
    const row = scope.load(target.table, target.id);
    return row === null || !decideRow(scope, 'read', target.table, row).allowed;
  })[0];
  return hidden ? refused('append-to-missing', { missing: { privilege: 'appendto', table: hidden.table } }) : null;
}

/** Columns by which access is decided are written by no portal door. */
export function securityBearingColumns(scope: Scope, table: string, changes: Changes): Decision | null {
  const columns = Object.keys(changes).filter((column) => isSecurityBearing(scope, table, column));
  return columns.length > 0 ? refused('security-bearing-column', { columns }) : null;
}

/** The row as it will be must be allowed too. */
export function leavingAccess(scope: Scope, privilege: string, table: string, after: Cells): Laid | null {
  const decision = decideRow(scope, privilege, table, after);
  if (decision.allowed) return null;
  return { ...decision, code: decision.code === 'requirement-open' ? 'requirement-open' : 'would-leave-access' };
}

/** One forbidden column refuses the request; where a level is below `read`, so does what any mask shows of the stored value. */
export function forbiddenColumns(scope: Scope, privilege: string, table: string, rows: readonly Cells[], changes: Changes): Laid | null {
  const changed = Object.keys(changes);
  if (changed.length === 0) return null;
  const levels = rows.map((row) => columnsOf(scope, table, row, privilege));
  const forbidden = changed.filter((column) => !levels.every((each) => own(each, column)?.write === true));
  if (forbidden.length > 0) return { code: 'column-forbidden', columns: forbidden };
  if (privilege === 'create') return null;
  const masks = Object.keys(scope.policy.masks ?? {});
  const stored = rows[0] as Cells;
  const returned = changed.filter((column) => {
    const value = own(changes, column);
    const hidden = levels.some((each) => own(each, column)?.level !== 'read');
    return hidden && value !== null && masks.some((mask) => value === maskOf(scope.policy, mask, own(stored, column)));
  });
  return returned.length > 0 ? { code: 'masked-value-returned', columns: returned } : null;
}

/** Setting a lookup asks `append` on the row, stored and as it will be, and `appendto` on the target. */
export function missingAppend(scope: Scope, table: string, rows: readonly Cells[], changes: Changes): Laid | null {
  const lookups = lookupsIn(scope, table, changes);
  if (lookups.length === 0) return null;
  if (!rows.every((row) => decideRow(scope, 'append', table, row).allowed))
    return { code: 'append-missing', missing: { privilege: 'append', table } };
  const target = lookups.filter((each) => {
    const row = scope.load(each.table, each.id);
    return row === null || !decideRow(scope, 'appendto', each.table, row).allowed;
  })[0];
  return target ? { code: 'append-to-missing', missing: { privilege: 'appendto', table: target.table, id: target.id } } : null;
}
