import type { Condition } from '../../../engine/index.ts';
import { groupCondition } from '../experience/group-key.ts';
import { own } from '../json.ts';
import { typeOf } from '../rows/column-types.ts';
import type { ChartTile, Group, Groups } from './groups.ts';
import { type Measured, measured, NOTHING } from './measures.ts';
import type { StoreNumbers } from './store-numbers.ts';
import type { TileRows } from './tile-rows.ts';

/** Queries that a chart may make one by one. */
const MOST_OPTIONS = 40;

/**
 * The groups of more rows than the store adds up at once: one query for each option, each within the limit or told as a lower bound.
 * Null where the groups are not known beforehand, or one of them alone cannot be added up.
 */
export function groupsOneByOne(rows: TileRows, numbers: StoreNumbers, tile: ChartTile): Groups | null {
  const options = optionsOf(rows, tile);
  if (options === null || options.length > MOST_OPTIONS) return null;
  const { column } = tile.group;
  const of = (condition: Condition): Measured | null => measured(rows, numbers, tile.measure, [tile.filter, condition]);
  const groups: Group[] = [];
  const keys = options.map(({ key }) => key).concat(['']);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? '';
    const condition = groupCondition(rows.facts, tile.group, key);
    const value = condition === null ? null : of(condition);
    if (value === null) return null;
    const has =
      'count' in tile.measure ? value : condition === null ? null : measured(rows, numbers, { count: true }, [tile.filter, condition]);
    if (has !== null && has.value !== '0') groups.push({ key: key === '' ? null : key, label: options[index]?.label ?? null, ...value });
  }
  // Rows may hold values that are no options any more.
  const unlisted: Condition = { not: [column, 'in', options.map(({ value }) => value)] };
  const other = numbers.hasAny(rows, rows.select([tile.filter, unlisted])) ? of(unlisted) : NOTHING;
  return other === null ? null : { groups, unnamed: other };
}

interface Option {
  readonly key: string;
  readonly value: number | boolean;
  readonly label: string | null;
}

function optionsOf({ session, table, facts }: TileRows, { group }: ChartTile): readonly Option[] | null {
  if (group.by !== 'value') return null;
  if (typeOf(facts, group.column) === 'boolean') return [true, false].map((value) => ({ key: String(value), value, label: null }));
  const store = own(own(session.active.store, table) ?? {}, group.column);
  if (store?.kind !== 'choice') return null;
  return store.options.map((value) => ({ key: String(value), value, label: own(store.labels ?? {}, String(value)) ?? null }));
}
