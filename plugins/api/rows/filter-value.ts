import type { StoreColumn } from '../../../contracts/index.ts';
import { isXmlText } from '../../../engine/fetchxml/index.ts';
import { compareNumbers, millisecondsOf, printTime, type TableFacts } from '../../../engine/index.ts';
import { guidOf } from '../text.ts';
import { referenceIn, targetsOf, typeOf } from './column-types.ts';

type FilterValue = string | number | boolean;

const LARGEST_WHOLE = 2147483647;
/** Dataverse holds no date before 1753. */
const EARLIEST = '1753-01-01T00:00:00Z';
const MOST_DIGITS = 16;
const MOST_DECIMALS = 10;

/**
 * The literal as rows of the column's type hold it, or null where it does not fit: the store would answer with a fault. Which numbers
 * are whole ones only the store knows.
 */
export function filterValue(facts: TableFacts, column: string, literal: unknown, store?: StoreColumn): FilterValue | null {
  switch (typeOf(facts, column)) {
    case 'text':
      return typeof literal === 'string' && isXmlText(literal) ? literal : null;
    case 'number':
      return store?.kind === 'integer' || store?.kind === 'fixed' ? wholeValue(literal) : numberValue(literal);
    case 'choice':
      return typeof literal === 'number' && Math.floor(literal) === literal && Math.abs(literal) <= LARGEST_WHOLE ? literal : null;
    case 'boolean':
      return typeof literal === 'boolean' ? literal : null;
    case 'datetime':
      return timeValue(literal);
    case 'lookup':
      return lookupValue(literal, targetsOf(facts, column));
    case null:
      return null;
  }
}

function numberValue(literal: unknown): FilterValue | null {
  if (typeof literal !== 'string' && typeof literal !== 'number') return null;
  const digits = String(literal);
  const point = digits.indexOf('.');
  const whole = point < 0 ? digits.length : point;
  const fits = whole <= MOST_DIGITS && digits.length - whole <= MOST_DECIMALS && digits.charAt(0) !== '+';
  return fits && compareNumbers(digits, 0) !== null ? digits : null;
}

function wholeValue(literal: unknown): FilterValue | null {
  const digits = numberValue(literal);
  if (digits === null || String(digits).indexOf('.') >= 0) return null;
  return Math.abs(Number(digits)) <= LARGEST_WHOLE ? digits : null;
}

function timeValue(literal: unknown): FilterValue | null {
  const time = typeof literal === 'string' ? millisecondsOf(literal) : null;
  if (time === null || time < (millisecondsOf(EARLIEST) ?? 0)) return null;
  return printTime(Math.floor(time / 1000) * 1000);
}

function lookupValue(literal: unknown, targets: readonly string[]): FilterValue | null {
  const reference = referenceIn(literal);
  const id = reference === null ? null : guidOf(reference.id);
  if (reference === null || id === null || targets.indexOf(reference.table) < 0) return null;
  return `${reference.table}:${id}`;
}
