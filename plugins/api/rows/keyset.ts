import type { ColumnType } from '../../../contracts/index.ts';
import { and, condition, type FetchFilter, type FetchFilterItem, type FetchOrder, or } from '../../../engine/fetchxml/index.ts';
import type { Cell } from '../../../engine/index.ts';

/** A column that a list is sorted by. Lookups are none: the store sorts them by a name that the person may not be allowed to read. */
export interface SortColumn {
  readonly column: string;
  readonly type: Exclude<ColumnType, 'lookup'>;
  readonly descending: boolean;
}

/** Where a list goes on: the sort keys of a row, and its id. */
export interface Anchor {
  readonly keys: readonly Cell[];
  readonly id: string;
}

/** The orders of a list; the primary key comes last, so that the order is total. */
export const ordersOf = (sort: readonly SortColumn[], primaryKey: string): readonly FetchOrder[] =>
  sort
    .map(({ column, descending }) => ({ column, descending }))
    .concat([{ column: primaryKey, descending: false }])
    .map(({ column, descending }) => ({ kind: 'order', attribute: column, descending }));

/**
 * The rows behind an anchor, in the store's own order: every comparison is made by the store, with the collation that it sorts by,
 * so a page never depends on how another program would order text. Null is lowest, as in SQL Server.
 * Equal on the first keys and behind on the next, for each key in turn.
 */
export function behind(sort: readonly SortColumn[], primaryKey: string, anchor: Anchor): FetchFilter {
  const alternatives: FetchFilterItem[] = [];
  const equal: FetchFilterItem[] = [];
  sort.forEach((by, index) => {
    const key = anchor.keys[index] ?? null;
    const next = behindKey(by, key);
    if (next !== null) alternatives.push(and(equal.concat([next])));
    equal.push(key === null ? condition(by.column, 'null') : condition(by.column, 'eq', printed(key)));
  });
  alternatives.push(and(equal.concat([condition(primaryKey, 'gt', anchor.id)])));
  return or(alternatives);
}

function behindKey({ column, type, descending }: SortColumn, key: Cell): FetchFilterItem | null {
  if (key === null) return descending ? null : condition(column, 'not-null');
  if (type === 'boolean') return behindBoolean(column, key === true, descending);
  if (!descending) return condition(column, 'gt', printed(key));
  return or([condition(column, 'lt', printed(key)), condition(column, 'null')]);
}

/** False, then true; the store has no order operators for them. */
function behindBoolean(column: string, key: boolean, descending: boolean): FetchFilterItem | null {
  if (!descending) return key ? null : condition(column, 'eq', '1');
  return key ? or([condition(column, 'eq', '0'), condition(column, 'null')]) : condition(column, 'null');
}

const printed = (key: Exclude<Cell, null>): string => (typeof key === 'boolean' ? (key ? '1' : '0') : String(key));
