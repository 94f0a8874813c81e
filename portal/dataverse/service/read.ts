import { and, condition, entity, type Fetch, parseFetch } from '../../../engine/fetchxml/index.ts';
import { faults } from '../faults.ts';
import { type CellOrigin, cellOrigins, compileQuery, runQuery } from '../query/run.ts';
import type { QueryContext } from '../query/scope.ts';
import type { Page, ReadService, Row, StoredFile } from '../types.ts';
import { doesNotExist, findColumn, findTable, guidOf, type ServiceContext } from './context.ts';
import { readFileContent } from './files.ts';
import { requireCaller, requirePrivilege, seesSecured } from './privileges.ts';

const queryContext = (context: ServiceContext): QueryContext => ({
  metadata: context.connection.metadata(),
  userId: context.userId,
  now: context.now(),
  readsSecured: seesSecured(context),
});

/** A page with the origin of each cell. */
export type OriginatedPage = { readonly page: Page; readonly origins: ReadonlyMap<string, CellOrigin> };

/** Runs a query as the caller: the read privilege of every table in it is asked. */
export const retrieveMultiple = (context: ServiceContext, fetch: Fetch | string): Page => retrieveWithOrigins(context, fetch).page;

export function retrieveWithOrigins(context: ServiceContext, fetch: Fetch | string): OriginatedPage {
  requireCaller(context);
  const typed = typeof fetch === 'string' ? parsed(fetch) : fetch;
  const query = compileQuery(typed, queryContext(context));
  for (const name of query.tables) requirePrivilege(context, 'Read', findTable(context, name));
  return { page: runQuery(context.connection, query), origins: cellOrigins(query) };
}

/** The reader's own limits are those of the platform for links and conditions, which has codes for them. */
function parsed(xml: string): Fetch {
  const result = parseFetch(xml);
  if (result.kind === 'fetch') return result.fetch;
  if (/^there are more than \d+ links$/.test(result.message))
    throw faults.tooManyLinks('Number of link entities in query exceeded maximum limit.');
  if (/^there are more than \d+ conditions$/.test(result.message))
    throw faults.tooManyConditions('Number of conditions in query exceeded maximum limit.');
  throw faults.invalidQuery(`Invalid FetchXML: ${result.message}`);
}

/** One row by its id. Fault 0x80040217 when there is none. */
export function retrieve(context: ServiceContext, tableName: string, id: string, columns?: readonly string[]): Row {
  const table = findTable(context, tableName);
  const key = guidOf(id);
  const attributes = (columns ?? []).map((name) => ({ kind: 'attribute' as const, name: findColumn(table, name).name }));
  const filter = and([condition(table.primaryKey, 'eq', key)]);
  const asked =
    columns === undefined ? [{ kind: 'all-attributes' as const }] : [{ kind: 'attribute' as const, name: table.primaryKey }, ...attributes];
  const page = retrieveMultiple(context, { kind: 'fetch', entity: entity(table.name, { attributes: asked, filter }) });
  const row = page.rows[0];
  if (!row) throw doesNotExist(table, key);
  return row;
}

/** The content of a file column; null when the row or its file does not exist. */
export function readFile(context: ServiceContext, tableName: string, id: string, columnName: string): StoredFile | null {
  requireCaller(context);
  const table = findTable(context, tableName);
  requirePrivilege(context, 'Read', table);
  const column = findColumn(table, columnName);
  if (column.kind !== 'file') throw faults.invalidArgument(`The column '${columnName}' is not a file column.`);
  if (column.secured && !seesSecured(context)) return null;
  return readFileContent(context, table, guidOf(id), column);
}

/** Reads with a context that is made anew for every call, so that each call sees the present roles and schema. */
export const readService = (context: ServiceContext): ReadService => ({
  retrieve: (table, id, columns) => retrieve(context, table, id, columns),
  retrieveMultiple: (fetch) => retrieveMultiple(context, fetch),
  readFile: (table, id, column) => readFile(context, table, id, column),
});
