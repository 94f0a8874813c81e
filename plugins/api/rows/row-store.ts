import type { HostRow } from '../../../contracts/index.ts';
import { and, condition, entity, type FetchColumn } from '../../../engine/fetchxml/index.ts';
import type { Cell, Row, RowSource, TableFacts } from '../../../engine/index.ts';
import type { Host, Service } from '../host.ts';
import { own, ownProperty } from '../json.ts';
import type { ActivePolicy } from '../policy/store.ts';
import { guidOf } from '../text.ts';

/** The business rows of one call, read through one service; each is read once. */
export interface RowStore extends RowSource {
  /** Keeps a row that a query has read: the columns that rules look at, and those in `more`. */
  keep(row: HostRow, more?: readonly string[]): Row;
  /** Names rows that may be asked for soon: the first one that is asked for brings the others of its table along. */
  expect(table: string, ids: readonly string[]): void;
}

const MOST_AT_ONCE = 250;

/** The primary key's name in the store. @example primaryKeyOf('salesorder', facts) // 'salesorderid' */
export const primaryKeyOf = (table: string, facts: TableFacts): string => facts.primaryKey ?? `${table}id`;

/** The columns of a table that any rule looks at, on its own rows or through lookups of others, and what a query asks for beside them. */
export function columnsToRead({ engine, policy }: ActivePolicy, table: string, asked: readonly string[] = []): readonly FetchColumn[] {
  const facts = own(policy.tables, table);
  if (facts === undefined) throw new Error('columns of a table that the policy does not know were asked for');
  return [primaryKeyOf(table, facts)]
    .concat(engine.columnsNeeded(table), facts.site === undefined ? [] : [facts.site], asked)
    .filter((name, index, all) => name !== 'id' && all.indexOf(name) === index)
    .map((name) => ({ kind: 'attribute', name }));
}

/** A row as the engine sees it: `id` and the columns that are named; those that are empty or were not read are null. */
function rowOf({ id, values }: HostRow, columns: readonly string[]): Row {
  const cells: { id: string; [column: string]: Cell } = { id };
  columns.forEach((column) => {
    if (ownProperty.call(values, column)) cells[column] = values[column] ?? null;
  });
  return cells;
}

/** There are no access grants yet: the list is empty, not unknown. */
export function createRowStore(host: Host, active: ActivePolicy, as: Service = 'user'): RowStore {
  const { policy } = active;
  const known: { [reference: string]: Row | null } = {};
  const expected: { [table: string]: readonly string[] } = {};
  const keyOf = (table: string, id: string): string => `${table}:${id}`;

  function keep(row: HostRow, more: readonly string[] = []): Row {
    if (own(policy.tables, row.table) === undefined) throw new Error('a row of a table that the policy does not know was read');
    const kept = rowOf(row, active.engine.columnsNeeded(row.table).concat(more));
    known[keyOf(row.table, row.id)] = kept;
    return kept;
  }

  function read(table: string, facts: TableFacts, ids: readonly string[]): void {
    ids.forEach((id) => {
      known[keyOf(table, id)] = null;
    });
    host
      .rows(as, {
        kind: 'fetch',
        count: MOST_AT_ONCE,
        entity: entity(table, {
          attributes: columnsToRead(active, table),
          filter: and([condition(primaryKeyOf(table, facts), 'in', ids)]),
        }),
      })
      .rows.forEach((row) => {
        keep(row);
      });
  }

  return {
    keep,
    expect(table, ids) {
      const fresh = ids.filter((id) => guidOf(id) === id && own(known, keyOf(table, id)) === undefined);
      expected[table] = (own(expected, table) ?? []).concat(fresh);
    },
    load(table, id) {
      const row = own(known, keyOf(table, id));
      if (row !== undefined) return row;
      const facts = own(policy.tables, table);
      if (facts === undefined || guidOf(id) !== id) return null;
      const others = own(expected, table) ?? [];
      const wanted = [id]
        .concat(others)
        .filter((each, at, all) => all.indexOf(each) === at && own(known, keyOf(table, each)) === undefined);
      read(table, facts, wanted.slice(0, MOST_AT_ONCE));
      return own(known, keyOf(table, id)) ?? null;
    },
    grants: () => [],
  };
}
