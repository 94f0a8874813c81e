import { and, condition, entity, type Fetch } from '../../engine/fetchxml/index.ts';
import type { ApiCall, ApiResult, Cell, Dataverse, Metadata, Page, Row, StoredFile, Values } from '../dataverse/index.ts';

/** What the site needs of Dataverse. Configuration is read as SYSTEM; business rows only through `query`, as the site's own user. */
export interface SiteStore {
  /** All rows of a table whose columns equal the given values; none when the table does not exist here. */
  readonly rows: (table: string, where?: Readonly<Record<string, Cell>>) => readonly Row[];
  /** The rows with the highest values of a column, highest first, `count` at most; none when the table does not exist here. */
  readonly latest: (table: string, column: string, count: number) => readonly Row[];
  readonly file: (table: string, id: string, column: string) => StoredFile | null;
  /** A query with the privileges of a system user. Faults are `DataverseFault`. */
  readonly query: (user: string, fetch: Fetch) => Page;
  /** Reads one row and writes what `decide` answers in the same transaction (`null`: nothing); `null` when there is no such row. */
  readonly change: (table: string, id: string, decide: (row: Row) => Values | null) => Promise<Row | null>;
  readonly executeApi: (call: ApiCall) => Promise<ApiResult>;
  readonly metadata: () => Metadata;
}

const system = { kind: 'system' } as const;
const pageSize = 5000;

/** The store of a site on the local Dataverse. */
export function dataverseStore(dataverse: Dataverse): SiteStore {
  const rows: SiteStore['rows'] = (table, where = {}) => {
    const primaryKey = dataverse.metadata().table(table)?.primaryKey;
    if (primaryKey === undefined) return [];
    const reader = dataverse.read(system);
    const found: Row[] = [];
    let pagingCookie: string | null = null;
    for (let page = 1; ; page += 1) {
      const answer: Page = reader.retrieveMultiple({
        kind: 'fetch',
        count: pageSize,
        page,
        ...(pagingCookie === null ? {} : { pagingCookie }),
        entity: entity(table, {
          attributes: [{ kind: 'all-attributes' }],
          orders: [{ kind: 'order', attribute: primaryKey, descending: false }],
          filter: and(Object.entries(where).map(([column, value]) => condition(column, 'eq', operand(value)))),
        }),
      });
      found.push(...answer.rows);
      if (!answer.more) return found;
      pagingCookie = answer.cookie;
    }
  };
  return {
    rows,
    latest: (table, column, count) => {
      const primaryKey = dataverse.metadata().table(table)?.primaryKey;
      if (primaryKey === undefined) return [];
      const orders = [
        { kind: 'order', attribute: column, descending: true },
        { kind: 'order', attribute: primaryKey, descending: false },
      ] as const;
      const fetch: Fetch = { kind: 'fetch', top: count, entity: entity(table, { attributes: [{ kind: 'all-attributes' }], orders }) };
      return dataverse.read(system).retrieveMultiple(fetch).rows;
    },
    file: (table, id, column) => dataverse.read(system).readFile(table, id, column),
    query: (user, fetch) => dataverse.read({ kind: 'user', id: user }).retrieveMultiple(fetch),
    change: (table, id, decide) =>
      dataverse.transaction(system, (service) => {
        const primaryKey = `${table}id`;
        const row = service.retrieveMultiple({
          kind: 'fetch',
          entity: entity(table, { attributes: [{ kind: 'all-attributes' }], filter: and([condition(primaryKey, 'eq', id)]) }),
        }).rows[0];
        if (!row) return null;
        const values = decide(row);
        if (values) service.update(table, id, values);
        return row;
      }),
    executeApi: (call) => dataverse.executeApi(call),
    metadata: () => dataverse.metadata(),
  };
}

const operand = (value: Cell): string => (typeof value === 'boolean' ? (value ? '1' : '0') : String(value));
