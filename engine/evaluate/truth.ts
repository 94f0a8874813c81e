import type { CompiledOperand, Expression, Path } from '../model/expression.ts';
import type { Cell, Truth } from '../types.ts';
import { compareValues } from './compare.ts';
import { all, any, not } from './kleene.ts';
import { operandValue } from './operands.ts';
import type { Cells, Scope } from './scope.ts';

/** An access through a parent row: the lookup that was followed and the rule that had to hold there. */
export interface ParentStep {
  readonly kind: 'parent';
  readonly lookup: Path;
  readonly rule: string;
}

/** What one part of a condition came to on a row. `values` are the operands as they were compared; `skipped` parts were not needed. */
export interface Trace {
  readonly expression: Expression | ParentStep;
  readonly row: Cells | null;
  readonly truth: Truth | 'skipped';
  readonly values: readonly Cell[];
  readonly parts: readonly Trace[];
}

/** The value of a condition on a row. With `notes` each part is written down as well: explanation is this evaluation, not another one. */
export function truthOf(expression: Expression, scope: Scope, row: Cells | null, notes: Trace[] | null = null): Truth {
  if (notes === null) return partOf(expression, scope, row, null, null);
  const parts: Trace[] = [];
  const values: Cell[] = [];
  const truth = partOf(expression, scope, row, parts, values);
  notes.push({ expression, row, truth, values, parts: withSkipped(expression, parts, row) });
  return truth;
}

/** The value of an operand, written down where somebody watches. */
function read(operand: CompiledOperand, scope: Scope, row: Cells | null, values: Cell[] | null): Cell {
  const value = operandValue(operand, scope, row);
  if (values) values.push(value);
  return value;
}

function partOf(expression: Expression, scope: Scope, row: Cells | null, parts: Trace[] | null, values: Cell[] | null): Truth {
  switch (expression.kind) {
    case 'constant':
      return expression.truth;
    case 'all':
      return all(expression.items, (item) => truthOf(item, scope, row, parts));
    case 'any':
      return any(expression.items, (item) => truthOf(item, scope, row, parts));
    case 'not':
      return not(truthOf(expression.item, scope, row, parts));
    case 'in':
      return any(expression.items, (item) => truthOf(item, scope, row, parts));
    case 'null-test':
      return (read(expression.operand, scope, row, values) === null) === expression.wanted;
    case 'compare': {
      const left = read(expression.left, scope, row, values);
      return compareValues(expression.operator, expression.type, left, read(expression.right, scope, row, values));
    }
  }
}

function withSkipped(expression: Expression, parts: readonly Trace[], row: Cells | null): readonly Trace[] {
  if (expression.kind !== 'all' && expression.kind !== 'any' && expression.kind !== 'in') return parts;
  const items: readonly Expression[] = expression.items;
  return parts.concat(items.slice(parts.length).map((item) => ({ expression: item, row, truth: 'skipped', values: [], parts: [] })));
}
