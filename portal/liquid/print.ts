import { printDate } from './date-parts.ts';
import { isNumber, printNumber } from './number.ts';
import { isNil, listItems } from './value.ts';

const deepest = 20;

/** The text of a value in an output: nothing for nil and objects, `true`/`false`, .NET numbers, en-US dates, lists run together. */
export function printValue(value: unknown): string {
  return typeof value === 'boolean' ? String(value) : toText(value);
}

/** The text of a value as .NET's `ToString` gives it to filters: like an output, but `True` and `False`. */
export function toText(value: unknown, depth = 0): string {
  if (isNil(value)) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isNumber(value)) return printNumber(value);
  if (value instanceof Date) return printDate(value);
  if (depth >= deepest) return '';
  const items = listItems(value);
  if (items !== null) return items.map((item) => toText(item, depth + 1)).join('');
  if (value instanceof Map) return [...value].map(([key, item]) => `[${toText(key, depth + 1)}, ${toText(item, depth + 1)}]`).join('');
  return '';
}
