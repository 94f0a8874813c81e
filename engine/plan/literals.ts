import { splitReference } from '../evaluate/operands.ts';
import { isXmlText } from '../fetchxml/index.ts';
import { digitsOf, fold, millisecondsOf, printDigits, printTime } from '../fold/index.ts';
import type { Cell } from '../types.ts';

/** The most digits before and after the point that the platform's decimals and money hold. */
const WHOLE_DIGITS = 15;
const PART_DIGITS = 10;
const FIRST_TIME = '1753-01-01T00:00:00Z';
const LAST_TIME = '9999-12-31T23:59:59Z';

/** A number in its shortest form; null where no column of the platform could hold it. */
export function numberLiteral(value: Cell): string | null {
  const digits = value === null ? null : digitsOf(value);
  return digits && digits.whole.length <= WHOLE_DIGITS && digits.part.length <= PART_DIGITS ? printDigits(digits) : null;
}

/** A time in UTC; null outside of what the platform stores. */
export function timeLiteral(value: Cell): string | null {
  const time = millisecondsOf(String(value));
  if (time === null || time < (millisecondsOf(FIRST_TIME) ?? 0) || time > (millisecondsOf(LAST_TIME) ?? 0)) return null;
  return printTime(time);
}

export const choiceLiteral = (value: Cell): string | null =>
  typeof value === 'number' && Math.floor(value) === value ? String(value) : null;
export const booleanLiteral = (value: Cell): string | null => (typeof value === 'boolean' ? (value ? '1' : '0') : null);

/** The id of a lookup value with its table; null where it is none. */
export function lookupLiteral(value: Cell): { readonly table: string; readonly id: string } | null {
  if (typeof value !== 'string' || !isXmlText(value)) return null;
  const { table, id } = splitReference(value);
  return table === '' || id === '' ? null : { table, id };
}

/** What stands for a text operand: as it is, where every letter folds to ASCII, so that a case- and accent-insensitive store compares as the fold does; else as a pattern that selects at least those rows. */
export type TextLiteral = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'pattern'; readonly pattern: string };

const MOST_TEXT = 800;

export function textLiteral(value: Cell): TextLiteral | null {
  const text = withoutTrailingBlanks(String(value));
  if (!isXmlText(text) || text.length > MOST_TEXT) return null;
  const folded = fold(text);
  let pattern = '';
  let plain = true;
  for (let index = 0; index < folded.length; index += 1) {
    const isAscii = folded.charCodeAt(index) < 128;
    plain = plain && isAscii;
    if (isAscii) pattern += escapedForLike(folded.charAt(index));
    else if (pattern.charAt(pattern.length - 1) !== '%') pattern += '%';
  }
  return plain ? { kind: 'text', text } : { kind: 'pattern', pattern };
}

function withoutTrailingBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 32) end -= 1;
  return text.slice(0, end);
}

/** T-SQL's LIKE reads `%`, `_` and `[`; in brackets they stand for themselves. */
export function escapedForLike(text: string): string {
  let escaped = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    escaped += character === '%' || character === '_' || character === '[' ? `[${character}]` : character;
  }
  return escaped;
}
