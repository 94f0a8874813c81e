import { and, condition, entity, type FetchFilterItem } from '../../../engine/fetchxml/index.ts';
import type { Cell, TableFacts } from '../../../engine/index.ts';
import { own } from '../json.ts';
import { type Refused, refused } from '../outcome.ts';
import type { VisitorSession } from '../session.ts';
import { referenceIn, targetsOf } from './column-types.ts';
import { primaryKeyOf } from './row-store.ts';
import { isReadable } from './stored-row.ts';

type Changes = { readonly [column: string]: Cell };

/**
 * Whether another row has already what an alternate key would say of the written one: the store would answer with a fault. Its being
 * there is told only to those who may read it. A key with an empty column binds nothing. `id` is null for a new row.
 */
export function duplicateOf(
  session: VisitorSession,
  table: string,
  facts: TableFacts,
  id: string | null,
  changes: Changes,
): Refused | null {
  const keys = keysOf(session, table, Object.keys(changes));
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? [];
    const others = othersWith(session, table, facts, id, wholeKey(session, table, facts, id, key, changes));
    const other = others[0];
    if (other === undefined) continue;
    if (isReadable(session, table, other))
      return refused('duplicate', { columns: key.filter((column) => own(changes, column) !== undefined) });
    return refused('not-available', { details: { why: 'a row that the person may not read has these values', columns: key } });
  }
  return null;
}

/** The alternate keys that some columns are part of. */
function keysOf({ active }: VisitorSession, table: string, columns: readonly string[]): readonly (readonly string[])[] {
  const store = own(active.store, table) ?? {};
  return columns
    .reduce<readonly (readonly string[])[]>((all, column) => all.concat(own(store, column)?.keys ?? []), [])
    .filter((key, index, all) => all.map((each) => each.join()).indexOf(key.join()) === index);
}

/** The values of a key on the row as it will be; those that are not written are the stored ones. */
function wholeKey(
  { host }: VisitorSession,
  table: string,
  facts: TableFacts,
  id: string | null,
  key: readonly string[],
  changes: Changes,
): Changes {
  const rest = key.filter((column) => own(changes, column) === undefined);
  const stored =
    id === null || rest.length === 0
      ? {}
      : (host.rows('system', {
          kind: 'fetch',
          count: 1,
          entity: entity(table, {
            attributes: rest.map((name) => ({ kind: 'attribute', name })),
            filter: and([condition(primaryKeyOf(table, facts), 'eq', id)]),
          }),
        }).rows[0]?.values ?? {});
  const values: { [column: string]: Cell } = {};
  key.forEach((column) => {
    values[column] = own(changes, column) ?? own(stored, column) ?? null;
  });
  return values;
}

function othersWith({ host }: VisitorSession, table: string, facts: TableFacts, id: string | null, key: Changes): readonly string[] {
  const columns = Object.keys(key);
  if (columns.some((column) => key[column] === null)) return [];
  const primaryKey = primaryKeyOf(table, facts);
  const same = columns.map((column): FetchFilterItem => condition(column, 'eq', printed(facts, column, key[column] ?? null)));
  const { rows } = host.rows('system', {
    kind: 'fetch',
    count: 1,
    entity: entity(table, {
      attributes: [{ kind: 'attribute', name: primaryKey }],
      filter: and(id === null ? same : same.concat([condition(primaryKey, 'ne', id)])),
    }),
  });
  return rows.map((row) => row.id);
}

function printed(facts: TableFacts, column: string, value: Cell): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  const target = targetsOf(facts, column).length > 0 ? referenceIn(value) : null;
  return target === null ? String(value) : target.id;
}
