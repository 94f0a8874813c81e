import { compareValues, fits } from '../evaluate/compare.ts';
import { operandValue } from '../evaluate/operands.ts';
import type { Scope } from '../evaluate/scope.ts';
import { fold } from '../fold/index.ts';
import type { Compare, CompareOperator, CompiledOperand, Expression, NullTest, Path, Step } from '../model/expression.ts';
import type { Cell, Truth } from '../types.ts';
import type { Outcome, PlanCondition } from './condition.ts';
import { ALWAYS, every, NEVER, some, testOf } from './condition.ts';

/** From where a condition is looked at: the root row of the plan, or a row that lookups lead to. */
export type Prefix = readonly Step[];
/** What a plan does with each comparison, so that a query's may be guarded. */
export type Leaf = (leaf: Compare | NullTest, is: Outcome) => PlanCondition;

const INVERSE: { readonly [outcome in Outcome]: Outcome } = {
  true: 'false',
  false: 'true',
  'not-true': 'not-false',
  'not-false': 'not-true',
};

/**
 * Which rows make a condition come to an outcome. Negations are pushed to the comparisons by strong Kleene logic,
 * the principal and now become literals, and what is constant is folded.
 */
export function rowsWhere(scope: Scope, expression: Expression, is: Outcome, prefix: Prefix, leaf: Leaf = testOf): PlanCondition {
  const items = (list: readonly Expression[]): readonly PlanCondition[] => list.map((item) => rowsWhere(scope, item, is, prefix, leaf));
  const together = is === 'true' || is === 'not-false';
  switch (expression.kind) {
    case 'constant':
      return constant(expression.truth, is);
    case 'all':
      return together ? every(items(expression.items)) : some(items(expression.items));
    case 'any':
    case 'in':
      return together ? some(items(expression.items)) : every(items(expression.items));
    case 'not':
      return rowsWhere(scope, expression.item, INVERSE[is], prefix, leaf);
    case 'null-test': {
      const operand = substituted(scope, expression.operand, prefix);
      if (operand.kind === 'literal') return constant((operand.value === null) === expression.wanted, is);
      return leaf({ kind: 'null-test', operand, wanted: expression.wanted }, is);
    }
    case 'compare':
      return comparison(expression, substituted(scope, expression.left, prefix), substituted(scope, expression.right, prefix), is, leaf);
  }
}

function constant(truth: Truth, is: Outcome): PlanCondition {
  const holds = is === 'true' ? truth === true : is === 'false' ? truth === false : is === 'not-true' ? truth !== true : truth !== false;
  return holds ? ALWAYS : NEVER;
}

const FLIPPED: { readonly [operator: string]: CompareOperator } = { '=': '=', '<': '>', '≤': '≥', '>': '<', '≥': '≤' };

/** A column on the left where there is one, `≠` as not `=`; a comparison that can only be unknown is constant. */
function comparison(from: Compare, left: CompiledOperand, right: CompiledOperand, is: Outcome, leaf: Leaf): PlanCondition {
  if (from.operator === '≠') return comparison({ ...from, operator: '=' }, left, right, INVERSE[is], leaf);
  if (left.kind === 'literal' && right.kind === 'literal')
    return constant(compareValues(from.operator, from.type, left.value, right.value), is);
  if (isUnknownFor(from, left) || isUnknownFor(from, right)) return constant('unknown', is);
  const flipped = FLIPPED[from.operator];
  const node: Compare =
    left.kind === 'literal' && flipped !== undefined
      ? { kind: 'compare', operator: flipped, left: right, right: left, type: from.type }
      : { kind: 'compare', operator: from.operator, left, right, type: from.type };
  return leaf(Object.freeze(node), is);
}

/** Whether a literal makes a comparison unknown whatever the other side holds. */
function isUnknownFor({ type, operator }: Compare, operand: CompiledOperand): boolean {
  if (type === 'none') return true;
  const onEquality = type === 'choice' || type === 'boolean' || type === 'lookup' || type === 'exact';
  if (onEquality && operator !== '=') return true;
  if (operand.kind !== 'literal') return false;
  if (operand.value === null || !fits(type, operand.value)) return true;
  return type === 'text' && fold(String(operand.value)) === '';
}

function substituted(scope: Scope, operand: CompiledOperand, prefix: Prefix): CompiledOperand {
  if (operand.kind === 'column')
    return prefix.length === 0 ? operand : { kind: 'column', path: prefixed(prefix, operand.path), type: operand.type };
  if (operand.kind === 'literal') return operand;
  const value: Cell = operandValue(operand, scope, null);
  return Object.freeze({ kind: 'literal' as const, value, type: operand.type });
}

/** A path that begins at the root row. */
export function prefixed(prefix: Prefix, path: Path): Path {
  const steps = prefix.concat(path.steps);
  return Object.freeze({ text: steps.map(stepText).join('.'), steps: Object.freeze(steps) });
}

const stepText = ({ column, target }: Step): string => (target === null ? column : `${column}:${target}`);
