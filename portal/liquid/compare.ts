import { convertLike, typeName } from './convert.ts';
import { LiquidError } from './errors.ts';
import { isNumber, toDecimal, toJsNumber } from './number.ts';
import { EmptyWord, isNil, isPlainObject, LazyList, LiquidDecimal, listItems } from './value.ts';

const culture = new Intl.Collator('en-US');

/** Order of two values of one kind: negative, zero, positive. Nil sorts first; values of different kinds are an error. */
export function order(left: unknown, right: unknown): number {
  if (isNil(left) || isNil(right)) return Number(!isNil(left)) - Number(!isNil(right));
  if (isNumber(left) && isNumber(right)) return orderNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') return culture.compare(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  const comparable = typeName(left) !== 'Drop' && listItems(left) === null;
  throw new LiquidError(
    comparable ? `Object must be of type ${typeName(left).slice(7)}.` : 'At least one object must implement IComparable.',
  );
}

function orderNumbers(left: Parameters<typeof toDecimal>[0], right: Parameters<typeof toDecimal>[0]): number {
  if (!(left instanceof LiquidDecimal) && !(right instanceof LiquidDecimal)) return toJsNumber(left) - toJsNumber(right);
  const a = toDecimal(left);
  const b = toDecimal(right);
  const difference = a.units * 10n ** BigInt(b.scale) - b.units * 10n ** BigInt(a.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** .NET's `Equals`: same type and same value; no conversion. What `where` and a list's `contains` use. */
export function strictEqual(left: unknown, right: unknown): boolean {
  if (isNil(left) || isNil(right)) return isNil(left) && isNil(right);
  if (typeName(left) !== typeName(right)) return false;
  if (isNumber(left) && isNumber(right)) return orderNumbers(left, right) === 0;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  return left === right;
}

/** The `==` of conditions: emptiness words, then the right operand converted to the left one's type. */
export function looselyEqual(left: unknown, right: unknown): boolean {
  if (left instanceof EmptyWord) return isEmpty(right);
  if (right instanceof EmptyWord) return isEmpty(left);
  if (isNil(left) || isNil(right)) return isNil(left) && isNil(right);
  const converted = convertLike(left, right);
  if (isNumber(left) && isNumber(converted)) return orderNumbers(left, converted) === 0;
  return strictEqual(left, converted);
}

/** `empty` and `blank` equal a text or list without content; nil is neither. */
function isEmpty(value: unknown): boolean {
  if (value instanceof EmptyWord) return true;
  if (typeof value === 'string') return value === '';
  if (value instanceof Map) return value.size === 0;
  return listItems(value)?.length === 0;
}

/**
 * One comparison of a condition.
 * @throws LiquidError for an unknown operator and for values that do not convert; it is shown in place of the block.
 */
export function compare(operator: string, left: unknown, right: unknown): boolean {
  switch (operator) {
    case '==':
      return looselyEqual(left, right);
    case '!=':
    case '<>':
      return !looselyEqual(left, right);
    case '<':
      return bothPresent(left, right) && order(left, convertLike(left, right)) < 0;
    case '>':
      return bothPresent(left, right) && order(left, convertLike(left, right)) > 0;
    case '<=':
      return bothPresent(left, right) && order(left, convertLike(left, right)) <= 0;
    case '>=':
      return bothPresent(left, right) && order(left, convertLike(left, right)) >= 0;
    case 'contains':
      return contains(left, right);
    case 'startswith':
      return atEdge(left, right, 'start');
    case 'endswith':
      return atEdge(left, right, 'end');
    case 'haskey':
      return keysOf(left).some((key) => strictEqual(key, right));
    case 'hasvalue':
      return left instanceof Map && [...left.values()].some((value) => strictEqual(value, right));
    default:
      throw new LiquidError(`Unknown operator ${operator}`);
  }
}

function bothPresent(left: unknown, right: unknown): boolean {
  return !isNil(left) && !isNil(right);
}

/** Lazy lists answer no, as observed in the old engine: they have to be made a list (join and split) first. */
function contains(left: unknown, right: unknown): boolean {
  if (typeof left === 'string') return isNil(right) ? false : left.includes(textOperand(right));
  if (left instanceof LazyList) return false;
  return listItems(left)?.some((item) => strictEqual(item, right)) ?? false;
}

function atEdge(left: unknown, right: unknown, edge: 'start' | 'end'): boolean {
  if (typeof left === 'string') {
    if (isNil(right)) return false;
    return edge === 'start' ? left.startsWith(textOperand(right)) : left.endsWith(textOperand(right));
  }
  const items = left instanceof LazyList ? null : listItems(left);
  if (items === null || items.length === 0) return false;
  return looselyEqual(edge === 'start' ? items[0] : items[items.length - 1], right);
}

function textOperand(value: unknown): string {
  const converted = convertLike('', value);
  return typeof converted === 'string' ? converted : '';
}

function keysOf(value: unknown): readonly unknown[] {
  if (value instanceof Map) return [...value.keys()];
  return isPlainObject(value) ? Object.keys(value) : [];
}
