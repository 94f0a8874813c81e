import type { HostRow } from '../../../contracts/index.ts';
import { and, condition, entity, type FetchColumn } from '../../../engine/fetchxml/index.ts';
import type { Cell, Engine, Row, RowSource, TableFacts } from '../../../engine/index.ts';
import type { Host, Service } from '../host.ts';
import { own, ownProperty } from '../json.ts';
import type { ActivePolicy } from '../policy/store.ts';
import { guidOf } from '../text.ts';
import { referenceIn } from './column-types.ts';

/** The business rows of one call, read through one service; each is read once. */
export interface RowStore extends RowSource {
  /** Keeps a row that a query has read: the columns that rules look at, and those in `more`. The rows that rules reach from it are expected. */
  keep(row: HostRow, more?: readonly string[]): Row;
  /** Names rows that may be asked for soon: the first one that is asked for brings the others of its table along. */
  expect(table: string, ids: readonly string[]): void;
  /** From now on rows are also read with what another engine's rules look at; those read before are read again. */
  also(engine: Pick<Engine, 'columnsNeeded' | 'lookupsNeeded'>): void;
  /** How many queries it has made: the platform's host ends a call that asks too often. */
  queries(): number;
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
  let known: { [reference: string]: Row | null } = {};
  let looking: readonly Pick<Engine, 'columnsNeeded' | 'lookupsNeeded'>[] = [active.engine];
  const expected: { [table: string]: string[] } = {};
  let queries = 0;
  const keyOf = (table: string, id: string): string => `${table}:${id}`;

  const columnsOf = (table: string): readonly string[] =>
    looking.reduce<readonly string[]>((all, engine) => all.concat(engine.columnsNeeded(table)), []);

  function keep(row: HostRow, more: readonly string[] = []): Row {
    if (own(policy.tables, row.table) === undefined) throw new Error('a row of a table that the policy does not know was read');
    const kept = rowOf(row, columnsOf(row.table).concat(more));
    known[keyOf(row.table, row.id)] = kept;
    looking.forEach((engine) => {
      engine.lookupsNeeded(row.table).forEach(({ column, targets }) => {
        const target = referenceIn(row.values[column]);
        if (target !== null && targets.indexOf(target.table) >= 0) expect(target.table, [target.id]);
      });
    });
    return kept;
  }

  function expect(table: string, ids: readonly string[]): void {
    const waiting = own(expected, table) ?? [];
    ids.forEach((id) => {
      if (!ownProperty.call(known, keyOf(table, id)) && guidOf(id) === id) waiting.push(id);
    });
    expected[table] = waiting;
  }

  /** A row and as many expected ones as one query takes, the latest first: those that were left over are less likely to be asked for. */
  function batch(table: string, id: string): readonly string[] {
    const waiting = own(expected, table) ?? [];
    const ids = [id];
    known[keyOf(table, id)] = null;
    while (waiting.length > 0 && ids.length < MOST_AT_ONCE) {
      const next = waiting.pop() as string;
      if (ownProperty.call(known, keyOf(table, next))) continue;
      known[keyOf(table, next)] = null;
      ids.push(next);
    }
    return ids;
  }

  function read(table: string, facts: TableFacts, ids: readonly string[]): void {
    queries += 1;
    host
      .rows(as, {
        kind: 'fetch',
        count: MOST_AT_ONCE,
        entity: entity(table, {
          attributes: columnsToRead(active, table, columnsOf(table)),
          filter: and([condition(primaryKeyOf(table, facts), 'in', ids)]),
        }),
      })
      .rows.forEach((row) => {
        keep(row);
      });
  }

  return {
    keep,
    expect,
    also(engine) {
      looking = looking.concat([engine]);
      known = {};
    },
    queries: () => queries,
    load(table, id) {
      const row = own(known, keyOf(table, id));
      if (row !== undefined) return row;
      const facts = own(policy.tables, table);
      if (facts === undefined || guidOf(id) !== id) return null;
      read(table, facts, batch(table, id));
      return own(known, keyOf(table, id)) ?? null;
    },
    grants: () => [],
  };
}
