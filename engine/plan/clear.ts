import { givenBy } from '../decide/columns.ts';
import type { Scope } from '../evaluate/scope.ts';
import { isSomebody } from '../evaluate/scope.ts';
import type { CompiledOperand, Step } from '../model/expression.ts';
import { own } from '../own.ts';
import type { PlanCondition } from './condition.ts';
import { ALWAYS, every, NEVER, negated, some, testOf } from './condition.ts';
import { below, rowsAllowed } from './rows.ts';
import type { Leaf, Prefix } from './substitute.ts';

/** The rows on which a column may be computed with: those on which its level is `read`. */
export function rowsWhereClear(scope: Scope, table: string, column: string, prefix: Prefix): PlanCondition {
  if (!isSomebody(scope)) return NEVER;
  if (column === 'id') return rowsAllowed(scope, 'read', table, prefix);
  return rowsAllowed(
    scope,
    'read',
    table,
    prefix,
    (allow) => givenBy(scope, allow, column).level === 'read',
    ({ compiled: { rule } }) => {
      const level = own(rule.columns, column)?.level;
      return level !== undefined && level !== 'read';
    },
  );
}

/**
 * How a query compares: a column counts as null where it is not clear, or where a row on its path may not be read. `readable` are the
 * rows that the plan selects among: a column of theirs that is clear on all of them needs no guard, which would say the same once more.
 */
export function guardedLeaf(scope: Scope, readable: PlanCondition): Leaf {
  const everywhere = JSON.stringify(readable);
  const known: { [column: string]: PlanCondition } = {};
  const clearHere = (table: string, column: string): PlanCondition => {
    const answered = own(known, column);
    if (answered !== undefined) return answered;
    const clear = rowsWhereClear(scope, table, column, []);
    const guard = clear.kind !== 'never' && JSON.stringify(clear) === everywhere ? ALWAYS : clear;
    known[column] = guard;
    return guard;
  };
  return (leaf, is) => {
    const operands: readonly CompiledOperand[] = leaf.kind === 'null-test' ? [leaf.operand] : [leaf.left, leaf.right];
    const guard = every(operands.map((operand) => rowsWhereKnown(scope, operand, clearHere)));
    const test = testOf(leaf, is);
    const nullCounts =
      leaf.kind === 'null-test' ? (is === 'true' || is === 'not-false') === leaf.wanted : is === 'not-true' || is === 'not-false';
    return nullCounts ? some([negated(guard), test]) : every([guard, test]);
  };
}

type ClearHere = (table: string, column: string) => PlanCondition;

function rowsWhereKnown(scope: Scope, operand: CompiledOperand, clearHere: ClearHere): PlanCondition {
  if (operand.kind !== 'column') return ALWAYS;
  const { steps } = operand.path;
  const parts: PlanCondition[] = [];
  let prefix: Prefix = [];
  for (let index = 0; index < steps.length; index += 1) {
    const { table, column, target } = steps[index] as Step;
    parts.push(prefix.length === 0 ? clearHere(table, column) : rowsWhereClear(scope, table, column, prefix));
    if (target !== null) prefix = below(prefix, table, column, target);
  }
  return every(parts);
}
