import type { StoreColumn, TypedValue } from '../../../contracts/index.ts';
import { type Cell, compareNumbers, type TableFacts } from '../../../engine/index.ts';
import { isDigit } from '../text.ts';
import { referenceIn } from './column-types.ts';
import { filterValue } from './filter-value.ts';

/** A value as the engine sees it and as the store takes it. */
export interface StoreValue {
  readonly cell: Cell;
  readonly typed: TypedValue;
}

/**
 * A literal as the store takes it for a column; null where it does not fit, which the store would answer with a fault.
 * Empty text is null, as the store makes it.
 * @example storeValue({ kind: 'money', … }, facts, 'totalamount', '1.50') // { cell: '1.50', typed: ['money', '1.50'] }
 */
export function storeValue(store: StoreColumn, facts: TableFacts, column: string, literal: unknown): StoreValue | null {
  if (store.kind !== 'fixed' && (literal === null || literal === '')) return { cell: null, typed: null };
  switch (store.kind) {
    case 'integer':
      return wholeValue(literal, store);
    case 'decimal':
    case 'money':
      return digitsValue(literal, store);
    case 'fixed':
      return null;
    default:
      return fittingValue(store, filterValue(facts, column, store.kind === 'date' ? midnight(literal) : literal));
  }
}

type Other = Exclude<StoreColumn, { readonly kind: 'integer' | 'decimal' | 'money' | 'fixed' }>;

function fittingValue(store: Other, value: string | number | boolean | null): StoreValue | null {
  if (value === null) return null;
  const of = (typed: TypedValue): StoreValue => ({ cell: value, typed });
  switch (store.kind) {
    case 'text':
      return typeof value === 'string' && value.length <= store.max ? of(['text', value]) : null;
    case 'choice':
      return typeof value === 'number' && store.options.indexOf(value) >= 0 ? of(['choice', value]) : null;
    case 'boolean':
      return typeof value === 'boolean' ? of(['boolean', value]) : null;
    case 'datetime':
    case 'date':
      return typeof value === 'string' && (store.kind === 'datetime' || isMidnight(value)) ? of(['datetime', value]) : null;
    case 'lookup': {
      const target = referenceIn(value);
      return target === null ? null : of(['lookup', target.table, target.id]);
    }
  }
}

/** A date alone is midnight in UTC. */
const midnight = (literal: unknown): unknown => (typeof literal === 'string' && literal.length === 10 ? `${literal}T00:00:00Z` : literal);
const isMidnight = (time: string): boolean => time.slice(10) === 'T00:00:00Z';

function wholeValue(literal: unknown, { min, max }: Extract<StoreColumn, { readonly kind: 'integer' }>): StoreValue | null {
  const digits = plainDigits(literal);
  if (digits === null || digits.indexOf('.') >= 0 || digits.length > 11) return null;
  const whole = Number(digits);
  return whole >= min && whole <= max ? { cell: whole, typed: ['integer', whole] } : null;
}

function digitsValue(literal: unknown, store: Extract<StoreColumn, { readonly kind: 'decimal' | 'money' }>): StoreValue | null {
  const value = plainDigits(literal);
  if (value === null) return null;
  const point = value.indexOf('.');
  const decimals = point < 0 ? 0 : value.length - point - 1;
  const within = (compareNumbers(value, store.min) ?? -1) >= 0 && (compareNumbers(value, store.max) ?? 1) <= 0;
  return decimals <= store.digits && within ? { cell: value, typed: [store.kind, value] } : null;
}

const MOST_DIGITS = 28;

/** A number as plain digits without superfluous zeros in front; null for everything else, exponents and signs of plus included. */
function plainDigits(literal: unknown): string | null {
  const text = typeof literal === 'number' ? String(literal) : literal;
  if (typeof text !== 'string') return null;
  const negative = text.charAt(0) === '-';
  const parts = (negative ? text.slice(1) : text).split('.');
  const [whole = '', decimals] = parts;
  if (parts.length > 2 || !areDigits(whole) || (decimals !== undefined && !areDigits(decimals))) return null;
  if (whole.length + (decimals ?? '').length > MOST_DIGITS) return null;
  let start = 0;
  while (start < whole.length - 1 && whole.charAt(start) === '0') start++;
  const digits = whole.slice(start) + (decimals === undefined ? '' : `.${decimals}`);
  return negative && compareNumbers(digits, 0) !== 0 ? `-${digits}` : digits;
}

function areDigits(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (!isDigit(text.charAt(index))) return false;
  return text.length > 0;
}
