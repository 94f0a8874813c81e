import type { HostRow, TileDefinition } from '../../../contracts/index.ts';
import type { FetchAttribute } from '../../../engine/fetchxml/index.ts';
import type { Cell, Condition } from '../../../engine/index.ts';
import { compareNumbers } from '../../../engine/index.ts';
import { keyOf, monthKey } from '../experience/group-key.ts';
import { addDigits, lessDigits } from './digits.ts';
import { COUNT, type Measured, measureAttributes, measured, NOTHING, numberIn, SUM, sumOf } from './measures.ts';
import { scanned } from './scanned.ts';
import type { StoreNumbers } from './store-numbers.ts';
import type { Selection, TileRows } from './tile-rows.ts';

export type ChartTile = Extract<TileDefinition, { readonly kind: 'chart' }>;

/** One group of a chart; `label` is the store's text for the key, which not everybody may see. */
export interface Group extends Measured {
  readonly key: string | null;
  readonly label: string | null;
}

/** Every group, in any order; `unnamed` is what further ones come to, where the store has more groups than it tells at once. */
export interface Groups {
  readonly groups: readonly Group[];
  readonly unnamed: Measured;
}

const KEY = 'g';
const YEAR = 'y';
const MONTH = 'm';

/** Null where there are more rows than the store adds up. */
export function groupsOf(rows: TileRows, numbers: StoreNumbers, tile: ChartTile): Groups | null {
  const { column } = tile.group;
  const clear = rows.clear(column);
  const ungrouped = (): Groups | null => {
    const value = measured(rows, numbers, tile.measure, clear === 'never' ? [tile.filter] : [tile.filter, [column, 'is null']]);
    return value === null ? null : { groups: emptyGroup(value, rows, numbers, tile, clear), unnamed: NOTHING };
  };
  // A column that is never clear counts as null on every row: one group, without a value.
  if (clear === 'never') return ungrouped();
  const conditions: readonly (Condition | undefined)[] = clear === 'always' ? [tile.filter] : [tile.filter, [column, 'is not null']];
  const selection = rows.select(conditions);
  if (selection.plan.kind !== 'never' && !selection.exact) return looked(rows, tile);
  const named = selection.plan.kind === 'never' ? { groups: [], unnamed: NOTHING } : inStore(rows, numbers, tile, conditions, selection);
  if (named === null || clear === 'always') return named;
  const rest = ungrouped();
  return rest === null ? null : { groups: named.groups.concat(rest.groups), unnamed: named.unnamed };
}

/** The group without a value stands only where it has a row, whatever the row comes to. */
function emptyGroup(value: Measured, rows: TileRows, numbers: StoreNumbers, tile: ChartTile, clear: string): readonly Group[] {
  const { column } = tile.group;
  const conditions: readonly (Condition | undefined)[] = clear === 'never' ? [tile.filter] : [tile.filter, [column, 'is null']];
  const count = 'count' in tile.measure ? value : measured(rows, numbers, { count: true }, conditions);
  return count === null || count.value === '0' ? [] : [{ key: null, label: null, ...value }];
}

function inStore(
  rows: TileRows,
  numbers: StoreNumbers,
  tile: ChartTile,
  conditions: readonly (Condition | undefined)[],
  selection: Selection,
): Groups | null {
  if (!numbers.fits(rows, selection)) return null;
  const sum = sumOf(tile.measure);
  const clear = sum === null ? 'always' : rows.clear(sum);
  const ask = (of: Selection, added: string | null) =>
    numbers.aggregate(rows, of, groupAttributes(tile).concat(measureAttributes(rows, added)), groupOrders(tile, added));
  const found = ask(selection, clear === 'always' ? sum : null);
  const alias = sum === null ? COUNT : SUM;
  const groups = found.rows.map(
    (row): Group => ({
      key: keyIn(tile, row),
      label: row.labels[KEY] ?? null,
      value: clear === 'always' ? numberIn(row, alias) : '0',
      atLeast: false,
    }),
  );
  if (clear === 'always') {
    if (!found.more) return { groups, unnamed: NOTHING };
    const all = measured(rows, numbers, tile.measure, conditions);
    const shown = groups.reduce((total, { value }) => addDigits(total, value), '0');
    return all === null ? null : { groups, unnamed: { value: lessDigits(all.value, shown), atLeast: false } };
  }
  if (found.more) return null;
  return clear === 'never' ? { groups, unnamed: NOTHING } : summed(rows, tile, groups, conditions, ask);
}

/** The sums of the rows on which the added column is clear, put to the groups of all rows; null where they cannot be told. */
function summed(
  rows: TileRows,
  tile: ChartTile,
  groups: readonly Group[],
  conditions: readonly (Condition | undefined)[],
  ask: (of: Selection, added: string | null) => { readonly rows: readonly HostRow[] },
): Groups | null {
  const sum = sumOf(tile.measure) ?? '';
  const selection = rows.select(conditions.concat([[sum, 'is not null']]));
  if (selection.plan.kind === 'never') return { groups, unnamed: NOTHING };
  if (!selection.exact) return looked(rows, tile);
  const sums: { [key: string]: string } = {};
  ask(selection, sum).rows.forEach((row) => {
    sums[`key ${keyIn(tile, row)}`] = numberIn(row, SUM);
  });
  return { groups: groups.map((group) => ({ ...group, value: sums[`key ${group.key}`] ?? '0' })), unnamed: NOTHING };
}

function groupAttributes({ group: { column, by } }: ChartTile): readonly FetchAttribute[] {
  if (by === 'value') return [{ kind: 'attribute', name: column, alias: KEY, groupBy: true }];
  const part = (alias: string, dateGrouping: 'year' | 'month'): FetchAttribute => ({
    kind: 'attribute',
    name: column,
    alias,
    groupBy: true,
    dateGrouping,
    userTimeZone: false,
  });
  return [part(YEAR, 'year'), part(MONTH, 'month')];
}

/** The largest first, so that what the store does not tell at once are the smallest; months need no order. */
const groupOrders = ({ group }: ChartTile, added: string | null) =>
  group.by === 'month' ? [] : [{ kind: 'order-alias' as const, alias: added === null ? COUNT : SUM, descending: true }];

function keyIn({ group }: ChartTile, { values }: HostRow): string | null {
  if (group.by === 'value') return keyOf(values[KEY]);
  const [year, month] = [values[YEAR], values[MONTH]];
  return typeof year === 'number' && typeof month === 'number' ? monthKey(year, month) : null;
}

/** The rows looked at one by one. */
function looked(rows: TileRows, tile: ChartTile): Groups {
  const { column, by } = tile.group;
  const sum = sumOf(tile.measure);
  const found = scanned(rows, rows.select([tile.filter]), sum === null ? [column] : [column, sum]);
  const groups: { [key: string]: Group } = {};
  found.rows.forEach((values, index) => {
    const key = groupedBy(by, values[column] ?? null);
    const known = groups[`key ${key}`] ?? { key, label: found.labels[index]?.[column] ?? null, value: '0', atLeast: found.more };
    groups[`key ${key}`] = { ...known, value: addDigits(known.value, sum === null ? '1' : String(values[sum] ?? 0)) };
  });
  const all = Object.keys(groups).map((key) => groups[key] as Group);
  return { groups: all, unnamed: { value: '0', atLeast: found.more } };
}

const groupedBy = (by: 'value' | 'month', value: Cell): string | null =>
  by === 'value' ? keyOf(value) : typeof value === 'string' ? value.slice(0, 7) : null;

/** Largest first, the one without a value after others of its size. */
export const bySize = (left: Group, right: Group): number => (compareNumbers(right.value, left.value) ?? 0) || byKey(left.key, right.key);

const byKey = (left: string | null, right: string | null): number =>
  left === right ? 0 : left === null ? 1 : right === null ? -1 : left < right ? -1 : 1;
