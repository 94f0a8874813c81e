import type { ValueType } from '../model/expression.ts';
import { own } from '../own.ts';
import type { Known } from './context.ts';
import { endOfPath } from './context.ts';
import { isNumber, isReference, isTime, listAt, POLICY_LIMITS } from './values.ts';

const OPERATORS = ['=', '≠', 'in', 'is null', 'is not null', '<', '≤', '>', '≥', 'begins-with', 'contains', 'ends-with'];
const ORDERED = ['<', '≤', '>', '≥'];
const OF_TEXT = ['begins-with', 'contains', 'ends-with'];

/** The type of an operand, and of literals the value; `any` where nothing is known (a problem was reported, or the literal is null). */
interface Side {
  readonly type: ValueType | 'any' | 'literal';
  readonly value: unknown;
  /** The tables that a lookup leads to. */
  readonly targets: readonly string[];
}
const ANY: Side = { type: 'any', value: null, targets: [] };

/** Checks a condition on the rows of a table, with every column, operator and literal in it. */
export function checkCondition(known: Known, table: string, value: unknown, path: string, depth = 0): undefined {
  known.parts += 1;
  if (depth > POLICY_LIMITS.depth) return known.problems.add(path, `is nested deeper than ${POLICY_LIMITS.depth}`);
  if (known.parts > POLICY_LIMITS.parts)
    return known.problems.add(path, `is part ${POLICY_LIMITS.parts} of the conditions; the policy is too large`);
  if (Array.isArray(value)) return checkComparison(known, table, value, path);
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const key = keys.length === 1 ? keys[0] : undefined;
  if (key !== 'all' && key !== 'any' && key !== 'not') {
    return known.problems.add(path, 'must be `all`, `any` or `not` with conditions, or a comparison `[left, operator, right]`');
  }
  const content = own(value as { readonly [key: string]: unknown }, key);
  if (key === 'not') return checkCondition(known, table, content, `${path}.not`, depth + 1);
  if (!Array.isArray(content)) return known.problems.add(`${path}.${key}`, 'must be a list of conditions');
  listAt(content, `${path}.${key}`, known.problems).forEach((each, index) => {
    checkCondition(known, table, each, `${path}.${key}[${index}]`, depth + 1);
  });
}

function checkComparison(known: Known, table: string, comparison: readonly unknown[], path: string): undefined {
  const { problems } = known;
  const operator = comparison[1];
  if (typeof operator !== 'string' || OPERATORS.indexOf(operator) < 0)
    return problems.add(path, `needs one of the operators ${OPERATORS.join(', ')}`);
  const alone = operator === 'is null' || operator === 'is not null';
  if (comparison.length !== (alone ? 2 : 3))
    return problems.add(path, `\`${operator}\` takes ${alone ? 'nothing' : 'one operand'} on its right`);
  const first = comparison[0];
  const left = typeof first === 'string' ? checkOperand(known, table, { column: first }, path) : checkOperand(known, table, first, path);
  if (alone) return;
  const right = operator === 'in' ? comparison[2] : [comparison[2]];
  if (!Array.isArray(right)) return problems.add(path, '`in` needs a list on its right');
  listAt(right, path, problems).forEach((each) => {
    known.parts += 1;
    checkFit(known, operator, left, checkOperand(known, table, each, path), path);
  });
}

function checkOperand(known: Known, table: string, value: unknown, path: string): Side {
  if (value === null || typeof value !== 'object') return literalSide(known, value, path);
  const keys = Object.keys(value);
  const key = keys[0] ?? '';
  const content = own(value as { readonly [key: string]: unknown }, key);
  if (keys.length === 1 && key === 'value') return literalSide(known, content, path);
  if (keys.length === 1 && key === 'column' && typeof content === 'string') return sideOf(endOfPath(known, table, content, path));
  if (keys.length === 1 && key === 'now' && content === true) return { type: 'datetime', value: undefined, targets: [] };
  if (keys.length === 1 && key === 'stage' && content === true) {
    const stage = own(known.tables, table)?.stage;
    if (stage !== undefined) return sideOf(endOfPath(known, table, stage, path));
    known.problems.add(path, `the table \`${table}\` has no stage`);
    return ANY;
  }
  if (keys.length === 1 && key === 'principal' && typeof content === 'string') {
    const dot = content.indexOf('.');
    const whose = content.slice(0, Math.max(0, dot));
    if (whose === 'contact' || whose === 'account') return sideOf(endOfPath(known, whose, content.slice(dot + 1), path));
    known.problems.add(path, '`principal` must be a column of `contact` or `account`, such as `contact.region`');
    return ANY;
  }
  known.problems.add(path, 'an operand is a literal, or one of `column`, `principal`, `stage`, `now`, `value`');
  return ANY;
}

const sideOf = (end: { type: ValueType; targets: readonly string[] } | null): Side => (end ? { ...end, value: undefined } : ANY);

function literalSide(known: Known, value: unknown, path: string): Side {
  if (value === null) return ANY;
  const isLiteral =
    typeof value === 'boolean' ||
    (typeof value === 'number' && value - value === 0) ||
    (typeof value === 'string' && value.length <= POLICY_LIMITS.text);
  if (isLiteral) return { type: 'literal', value, targets: [] };
  known.problems.add(path, 'a literal is a text, a number, true, false or null');
  return ANY;
}

/** Both sides must be of one type, and the type must have the operator: anything else would be unknown on every row. */
function checkFit(known: Known, operator: string, left: Side, right: Side, path: string): undefined {
  if (left.type === 'any' || right.type === 'any') return;
  const typed = left.type !== 'literal' ? left : right;
  const other = typed === left ? right : left;
  const type = typed.type === 'literal' ? literalType(typed.value) : (typed.type as ValueType);
  if (other.type !== 'literal' && other.type !== type) return known.problems.add(path, `compares ${type} with ${other.type}`);
  if (other.type === 'literal' && !isOfType(type, other.value, typed.targets)) {
    const wanted = type === 'lookup' ? `; write \`table:id\` with one of ${typed.targets.join(', ')}` : '';
    return known.problems.add(path, `compares ${type} with \`${String(other.value).slice(0, 50)}\`${wanted}`);
  }
  const ordered = type === 'number' || type === 'datetime';
  if (ORDERED.indexOf(operator) >= 0 && !ordered)
    known.problems.add(path, `\`${operator}\` is for numbers, money and dates, not for ${type}`);
  if (OF_TEXT.indexOf(operator) >= 0 && type !== 'text') known.problems.add(path, `\`${operator}\` is for text, not for ${type}`);
}

const literalType = (value: unknown): ValueType => (typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean');

function isOfType(type: ValueType, value: unknown, targets: readonly string[]): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return isNumber(value);
    case 'choice':
      return typeof value === 'number' && Math.floor(value) === value;
    case 'boolean':
      return typeof value === 'boolean';
    case 'datetime':
      return isTime(value);
    case 'lookup':
      return isReference(value, targets);
  }
}
