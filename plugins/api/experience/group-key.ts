import type { TileDefinition } from '../../../contracts/index.ts';
import type { Cell, Condition, TableFacts } from '../../../engine/index.ts';
import { typeOf } from '../rows/column-types.ts';
import { filterValue } from '../rows/filter-value.ts';
import { isDigit } from '../text.ts';

export type GroupOfChart = Extract<TileDefinition, { readonly kind: 'chart' }>['group'];

/** A month as groups call it. @example monthKey(2026, 3) // '2026-03' */
export const monthKey = (year: number, month: number): string => `${`000${year}`.slice(-4)}-${`0${month}`.slice(-2)}`;

/** A value as the key of its group; null where there is none. */
export const keyOf = (value: Cell | undefined): string | null => (value === undefined || value === null ? null : String(value));

/**
 * The rows of one group of a chart; an empty key is the group without a value. Null where the key is none of such a group.
 * @example groupCondition(facts, { column: 'statuscode', by: 'value' }, '3') // ['statuscode', '=', { value: 3 }]
 */
export function groupCondition(facts: TableFacts, { column, by }: GroupOfChart, key: string): Condition | null {
  if (key === '') return [column, 'is null'];
  if (by === 'month') return monthCondition(column, key);
  const value = filterValue(facts, column, literalOf(facts, column, key));
  return value === null ? null : [column, '=', { value }];
}

function literalOf(facts: TableFacts, column: string, key: string): unknown {
  const type = typeOf(facts, column);
  if (type === 'boolean') return key === 'true' ? true : key === 'false' ? false : null;
  if (type !== 'choice') return key;
  const value = Number(key);
  return String(value) === key ? value : null;
}

/** From the first moment of the month to the first of the next, in UTC. */
function monthCondition(column: string, key: string): Condition | null {
  const [years = '', months = ''] = key.split('-');
  const [year, month] = [Number(years), Number(months)];
  const isMonth = key.length === 7 && areDigits(years) && areDigits(months) && month >= 1 && month <= 12 && monthKey(year, month) === key;
  // No date of the store is earlier.
  if (!isMonth || year < 1753) return null;
  const next = month === 12 ? monthKey(year + 1, 1) : monthKey(year, month + 1);
  const first = (of: string) => ({ value: `${of}-01T00:00:00Z` });
  const until: readonly Condition[] = next.length === 7 && year < 9999 ? [[column, '<', first(next)]] : [];
  return { all: [[column, '≥', first(key)] as Condition].concat(until) };
}

const areDigits = (text: string): boolean => text.length > 0 && text.split('').every(isDigit);
