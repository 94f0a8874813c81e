import { type Condition, compareNumbers, type Literal, millisecondsOf } from '../../engine/index.ts';
import { isComparison } from '../trace/index.ts';

type Plain = readonly [unknown, string, unknown?];

/**
 * Whether the second condition holds wherever the first does, as far as that can be seen from their form; both for true and for
 * "not known to be false". `false` says nothing.
 * @example implies(['status', '=', 1], ['status', 'in', [1, 2]]) // true
 */
export function implies(first: Condition, second: Condition): boolean {
  if (same(first, second)) return true;
  if (!isComparison(first) && 'any' in first) return first.any.length > 0 && first.any.every((item) => implies(item, second));
  if (!isComparison(second) && 'all' in second) return second.all.length > 0 && second.all.every((item) => implies(first, item));
  if (!isComparison(first) && 'all' in first && first.all.some((item) => implies(item, second))) return true;
  if (!isComparison(second) && 'any' in second && second.any.some((item) => implies(first, item))) return true;
  if (!isComparison(first) && 'not' in first && !isComparison(second) && 'not' in second) return implies(second.not, first.not);
  return isComparison(first) && isComparison(second) && comparisonImplies(first as unknown as Plain, second as unknown as Plain);
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);
const operandOf = (left: unknown): unknown => (typeof left === 'string' ? { column: left } : left);
const literalOf = (value: unknown): Literal | undefined => {
  if (value === null || typeof value !== 'object') return value as Literal;
  return 'value' in value ? (value as { readonly value: Literal }).value : undefined;
};

function comparisonImplies([left, operator, right]: Plain, [otherLeft, otherOperator, otherRight]: Plain): boolean {
  if (!same(operandOf(left), operandOf(otherLeft))) return false;
  const listed = operator === 'in' ? (right as readonly unknown[]) : operator === '=' ? [right] : null;
  const allowed = otherOperator === 'in' ? (otherRight as readonly unknown[]) : otherOperator === '=' ? [otherRight] : null;
  if (listed !== null && allowed !== null) return listed.every((each) => allowed.some((other) => same(each, other)));
  const order = orderOf(literalOf(right), literalOf(otherRight));
  if (order === null) return false;
  const up = (each: string): boolean => each === '>' || each === '≥';
  const down = (each: string): boolean => each === '<' || each === '≤';
  const strict = operator === '>' || operator === '<' || otherOperator === '≥' || otherOperator === '≤';
  if (up(operator) && up(otherOperator)) return order > 0 || (order === 0 && strict);
  return down(operator) && down(otherOperator) && (order < 0 || (order === 0 && strict));
}

function orderOf(left: Literal | undefined, right: Literal | undefined): number | null {
  if (left === undefined || right === undefined || left === null || right === null) return null;
  if (typeof left === 'string' && typeof right === 'string') {
    const [first, second] = [millisecondsOf(left), millisecondsOf(right)];
    if (first !== null && second !== null) return first - second;
  }
  return compareNumbers(left, right);
}
