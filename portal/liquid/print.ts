import { printDate } from './date-parts.ts';
import { LiquidLimitError } from './errors.ts';
import { isNumber, printNumber } from './number.ts';
import { isNil, listItems } from './value.ts';

const deepest = 20;
const mostPieces = 1_000_000;
const mostCharacters = 20_000_000;

/** The text of a value in an output: nothing for nil and objects, `true`/`false`, .NET numbers, en-US dates, lists run together. */
export function printValue(value: unknown): string {
  return typeof value === 'boolean' ? String(value) : toText(value);
}

/**
 * The text of a value as .NET's `ToString` gives it to filters: like an output, but `True` and `False`.
 * @throws LiquidLimitError for lists within lists that would print without measure
 */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  const parts: string[] = [];
  collect(value, { parts, characters: 0 }, 0);
  return parts.join('');
}

interface Pieces {
  readonly parts: string[];
  characters: number;
}

function collect(value: unknown, pieces: Pieces, depth: number): void {
  const items = depth < deepest ? (value instanceof Map ? [...value] : listItems(value)) : null;
  push(pieces, items === null ? scalarText(value) : '');
  for (const item of items ?? []) {
    if (value instanceof Map && Array.isArray(item)) {
      push(pieces, '[');
      collect(item[0], pieces, depth + 1);
      push(pieces, ', ');
      collect(item[1], pieces, depth + 1);
      push(pieces, ']');
    } else collect(item, pieces, depth + 1);
  }
}

function push(pieces: Pieces, text: string): void {
  pieces.characters += text.length;
  if (pieces.parts.length >= mostPieces || pieces.characters > mostCharacters) throw new LiquidLimitError('a list is too large to print');
  pieces.parts.push(text);
}

function scalarText(value: unknown): string {
  if (isNil(value)) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isNumber(value)) return printNumber(value);
  return value instanceof Date ? printDate(value) : '';
}
