import type { HostRow, TileMeasure } from '../../../contracts/index.ts';
import type { FetchAttribute } from '../../../engine/fetchxml/index.ts';
import type { Condition } from '../../../engine/index.ts';
import { primaryKeyOf } from '../rows/row-store.ts';
import { addDigits } from './digits.ts';
import { scanned } from './scanned.ts';
import { MOST_AGGREGATED, type StoreNumbers } from './store-numbers.ts';
import type { TileRows } from './tile-rows.ts';

/** A number of plain digits. */
export interface Measured {
  readonly value: string;
  readonly atLeast: boolean;
}

export const NOTHING: Measured = { value: '0', atLeast: false };
export const plus = (left: Measured, right: Measured): Measured => ({
  value: addDigits(left.value, right.value),
  atLeast: left.atLeast || right.atLeast,
});

export const COUNT = 'n';
export const SUM = 's';

/** What an aggregate query asks for; `sum` where it adds up a column. */
export const measureAttributes = ({ table, facts }: TileRows, sum: string | null): readonly FetchAttribute[] => {
  const count: FetchAttribute = { kind: 'attribute', name: primaryKeyOf(table, facts), alias: COUNT, aggregate: 'count' };
  return sum === null ? [count] : [count, { kind: 'attribute', name: sum, alias: SUM, aggregate: 'sum' }];
};

/** The number in a row of an aggregate query; the sum of nothing but nulls is no value, and counts as 0. */
export const numberIn = ({ values }: HostRow, alias: string): string => String(values[alias] ?? 0);

export const sumOf = (measure: TileMeasure): string | null => ('sum' in measure ? measure.sum : null);

/**
 * How many rows there are for which the conditions hold, or what a column of them comes to. Null where the store cannot add up so many
 * rows; so many are counted as at least that many.
 */
export function measured(
  rows: TileRows,
  numbers: StoreNumbers,
  measure: TileMeasure,
  conditions: readonly (Condition | undefined)[],
): Measured | null {
  const sum = sumOf(measure);
  const clear = sum === null ? 'always' : rows.clear(sum);
  if (clear === 'never') return NOTHING;
  // The filter keeps to rows on which the column is clear and has a value: the others add nothing.
  const selection = rows.select(sum === null || clear === 'always' ? conditions : conditions.concat([[sum, 'is not null']]));
  if (selection.plan.kind === 'never') return NOTHING;
  if (!selection.exact) {
    const found = scanned(rows, selection, sum === null ? [] : [sum]);
    const value =
      sum === null ? String(found.rows.length) : found.rows.reduce((total, values) => addDigits(total, String(values[sum] ?? 0)), '0');
    return { value, atLeast: found.more };
  }
  if (!numbers.fits(rows, selection)) return sum === null ? { value: String(MOST_AGGREGATED), atLeast: true } : null;
  const row = numbers.aggregate(rows, selection, measureAttributes(rows, sum)).rows[0];
  return row === undefined ? NOTHING : { value: numberIn(row, sum === null ? COUNT : SUM), atLeast: false };
}
