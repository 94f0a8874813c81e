import { type Condition, compareNumbers, type Literal, millisecondsOf } from '../../engine/index.ts';

/** A comparison of one operand with a literal. */
interface Simple {
  readonly operand: string;
  readonly operator: string;
  readonly value: Literal | undefined;
  readonly values: readonly Literal[];
}

type Comparison = readonly [unknown, string, unknown?];
const isComparison = (condition: Condition): condition is Condition & Comparison => Array.isArray(condition);

const operandKey = (left: unknown): string => JSON.stringify(typeof left === 'string' ? { column: left } : left);
const literalOf = (value: unknown): Literal | undefined => {
  if (value === null || typeof value !== 'object') return value as Literal;
  return 'value' in value ? (value as { readonly value: Literal }).value : undefined;
};

function simpleOf(condition: Condition): Simple | null {
  if (!isComparison(condition)) return null;
  const [left, operator, right] = condition as Comparison;
  const values = Array.isArray(right) ? right.map(literalOf) : [];
  if (values.includes(undefined)) return null;
  const value = Array.isArray(right) ? undefined : literalOf(right);
  if (right !== undefined && !Array.isArray(right) && value === undefined) return null;
  return { operand: operandKey(left), operator, value, values: values as readonly Literal[] };
}

/** The parts that must all hold: nested `all` are one. */
export const partsOf = (condition: Condition): readonly Condition[] =>
  !isComparison(condition) && 'all' in condition ? condition.all.flatMap(partsOf) : [condition];

const alternativesOf = (condition: Condition): readonly Condition[] =>
  !isComparison(condition) && 'any' in condition ? condition.any.flatMap(alternativesOf) : [condition];

/**
 * Whether a condition holds on no row or on every row, as far as that can be seen from its parts.
 * @example certainty({ all: [['status', '=', 1], ['status', '=', 2]] }) // 'never'
 */
export function certainty(condition: Condition): 'always' | 'never' | null {
  if (isComparison(condition)) return certaintyOfComparison(condition as Comparison);
  if ('not' in condition) {
    const inner = certainty(condition.not);
    return inner === 'always' ? 'never' : inner === 'never' ? 'always' : null;
  }
  if ('all' in condition) {
    const parts = partsOf(condition);
    const each = parts.map(certainty);
    if (each.includes('never') || contradict(parts)) return 'never';
    return each.every((part) => part === 'always') ? 'always' : null;
  }
  const parts = alternativesOf(condition);
  const each = parts.map(certainty);
  if (each.includes('always') || complete(parts)) return 'always';
  return each.every((part) => part === 'never') ? 'never' : null;
}

function certaintyOfComparison([left, operator, right]: Comparison): 'always' | 'never' | null {
  if (operator === 'in' && Array.isArray(right) && right.length === 0) return 'never';
  if (operator === 'is null' || operator === 'is not null' || Array.isArray(right)) return null;
  const value = literalOf(right);
  if (value === null || value === '') return 'never';
  // A column compared with itself: true wherever it has a value, so it only looks like a condition.
  const same = typeof right === 'object' && operandKey(left) === operandKey(right);
  return same && (operator === '≠' || operator === '<' || operator === '>') ? 'never' : null;
}

/** Two parts of one operand that cannot both hold. */
function contradict(parts: readonly Condition[]): boolean {
  const simple = parts.map(simpleOf).filter((each): each is Simple => each !== null);
  return simple.some((one, at) =>
    simple.slice(at + 1).some((other) => one.operand === other.operand && (excludes(one, other) || excludes(other, one))),
  );
}

const allowed = ({ operator, value, values }: Simple): readonly Literal[] | null =>
  operator === '=' && value !== undefined ? [value] : operator === 'in' ? values : null;

function excludes(one: Simple, other: Simple): boolean {
  if (one.operator === 'is null') return other.operator !== 'is null';
  const mine = allowed(one);
  const theirs = allowed(other);
  if (mine !== null && theirs !== null) return !mine.some((each) => theirs.some((their) => String(each) === String(their)));
  if (mine !== null && other.operator === '≠') return mine.length === 1 && String(mine[0]) === String(other.value);
  if (one.value === undefined || other.value === undefined) return false;
  const order = orderOf(one.value, other.value);
  if (order === null) return false;
  const below = one.operator === '<' || one.operator === '≤';
  const above = other.operator === '>' || other.operator === '≥';
  if (!below || !above) return mine !== null && mine.length === 1 && outside(other, order);
  return order < 0 || (order === 0 && (one.operator === '<' || other.operator === '>'));
}

const outside = ({ operator }: Simple, order: number): boolean =>
  (operator === '<' && order >= 0) ||
  (operator === '≤' && order > 0) ||
  (operator === '>' && order <= 0) ||
  (operator === '≥' && order < 0);

function orderOf(left: Literal, right: Literal): number | null {
  if (left === null || right === null) return null;
  const times = typeof left === 'string' && typeof right === 'string' ? [millisecondsOf(left), millisecondsOf(right)] : [];
  if (times.length === 2 && times[0] !== null && times[1] !== null) return (times[0] as number) - (times[1] as number);
  return compareNumbers(left, right);
}

/** Two alternatives of one operand that leave no row out. */
function complete(parts: readonly Condition[]): boolean {
  const simple = parts.map(simpleOf).filter((each): each is Simple => each !== null);
  const has = (operand: string, operator: string): boolean => simple.some((each) => each.operand === operand && each.operator === operator);
  return simple.some(({ operand, operator }) => operator === 'is null' && has(operand, 'is not null'));
}

/** Every comparison of a condition, with its operand as it was written. */
export function comparisonsOf(condition: Condition): readonly Comparison[] {
  if (isComparison(condition)) return [condition as Comparison];
  if ('not' in condition) return comparisonsOf(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(comparisonsOf);
}
