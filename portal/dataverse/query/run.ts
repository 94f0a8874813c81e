import type { Fetch } from '../../../engine/fetchxml/index.ts';
import { faults } from '../faults.ts';
import type { Column } from '../metadata/model.ts';
import type { Connection, SqlRow } from '../storage/database.ts';
import { decodeValue } from '../storage/decode.ts';
import { EMPTY_GUID } from '../storage/guid.ts';
import { tableSql } from '../storage/names.ts';
import type { Cell, Page, Row } from '../types.ts';
import { type Aggregation, compileAggregates, type Numeric } from './aggregates.ts';
import { allOf, concat, type Fragment, join, raw } from './fragment.ts';
import { compileFilter, compileLinks, type Joined } from './joins.ts';
import { checkLimits, QUERY_LIMITS } from './limits.ts';
import { checkCookie, printCookie } from './paging.ts';
import { newCompilation, openScope, type QueryContext, type Scope } from './scope.ts';
import { compileOrder, compileSelection, type Ordering, type Selection } from './select.ts';

type Body = { readonly from: Fragment; readonly root: Scope; readonly joined: Joined };
type Plain = { readonly kind: 'plain'; readonly selection: Selection; readonly ordering: Ordering };
type Aggregated = { readonly kind: 'aggregated'; readonly aggregation: Aggregation };

/** A query ready to run, with the tables whose read privilege it needs. */
export type CompiledQuery = {
  readonly fetch: Fetch;
  readonly body: Body;
  readonly shape: Plain | Aggregated;
  readonly tables: readonly string[];
};

/** Compiles a query to SQL; every value is bound. Faults name what is unknown or not implemented. */
export function compileQuery(fetch: Fetch, context: QueryContext): CompiledQuery {
  checkLimits(fetch);
  const compilation = newCompilation(context);
  const root = openScope(compilation, fetch.entity.name, { alias: undefined, isRoot: true });
  const joined = compileLinks(compilation, root, fetch.entity.links);
  const filter = fetch.entity.filter ? [compileFilter(compilation, root, fetch.entity.filter)] : [];
  const where = allOf([...filter, ...joined.conditions]);
  const from = concat(`FROM ${tableSql(root.table.name)} AS ${root.sql} `, join(joined.joins, ' '), ' WHERE ', where);
  const shape: Plain | Aggregated =
    fetch.aggregate === true
      ? { kind: 'aggregated', aggregation: compileAggregates(compilation, fetch, root, joined.open) }
      : {
          kind: 'plain',
          selection: compileSelection(compilation, fetch, root, joined.open),
          ordering: compileOrder(compilation, fetch, root, joined.open),
        };
  return { fetch, body: { from, root, joined }, shape, tables: [...compilation.tables] };
}

/** Where the cells of a result come from, by their key. */
export type CellOrigin = { readonly table: string; readonly column: Column; readonly aliased: boolean; readonly numeric: Numeric };

export function cellOrigins({ shape }: CompiledQuery): ReadonlyMap<string, CellOrigin> {
  if (shape.kind === 'aggregated') {
    return new Map(shape.aggregation.outputs.map(({ key, table, column, numeric }) => [key, { table, column, numeric, aliased: true }]));
  }
  return new Map(shape.selection.outputs.map(({ key, table, column, aliased }) => [key, { table, column, aliased, numeric: 'value' }]));
}

/** Runs a compiled query and reads one page of it. */
export function runQuery(connection: Connection, query: CompiledQuery): Page {
  const { fetch, shape } = query;
  const size = Math.min(fetch.top ?? fetch.count ?? QUERY_LIMITS.rowsPerPage, QUERY_LIMITS.rowsPerPage);
  const page = fetch.page ?? 1;
  if (fetch.pagingCookie !== undefined) checkCookie(fetch.pagingCookie, page);
  else if ((page - 1) * size >= QUERY_LIMITS.simplePaging) throw faults.invalidQuery('Paging beyond 50,000 rows needs a paging cookie.');
  const limit = ` LIMIT ${size + 1} OFFSET ${(page - 1) * size}`;
  const limited = shape.kind === 'plain' ? plainSql(query, shape, limit) : concat(aggregateSql(query, shape.aggregation), limit);
  const found = connection.all(limited.sql, limited.values);
  if (shape.kind === 'aggregated') checkAggregateLimit(connection, query, found, found.length <= size && page === 1);
  const more = fetch.top === undefined && found.length > size;
  const rows = found
    .slice(0, size)
    .map((row) => (shape.kind === 'plain' ? plainRow(query, shape, row) : aggregateRow(query, shape.aggregation, row)));
  const total = fetch.returnTotalRecordCount === true ? countRows(connection, query) : null;
  const cookie =
    more && shape.kind === 'plain' && !shape.ordering.usesLinks ? printCookie(page, query.body.root.table.primaryKey, rows) : null;
  return {
    rows,
    more,
    cookie,
    count: total === null ? null : Math.min(total, QUERY_LIMITS.count),
    countLimited: (total ?? 0) > QUERY_LIMITS.count,
  };
}

/**
 * Where a table is queried alone, its page is found first and its columns are read afterwards: what a column costs (names of lookups)
 * is then paid for the rows of the page, and not for every row that is sorted.
 */
function plainSql({ fetch, body }: CompiledQuery, { selection, ordering }: Plain, limit: string): Fragment {
  const { sql, table } = body.root;
  const version =
    fetch.distinct === true || !table.columns.some((column) => column.name === 'versionnumber') ? [] : [raw(`${sql}."versionnumber" AS v`)];
  const columns = join([...selection.expressions, ...version], ', ');
  const order = ordering.expressions.length === 0 ? raw('') : concat(' ORDER BY ', join(ordering.expressions, ', '));
  if (fetch.distinct === true) return concat('SELECT DISTINCT ', columns, ' ', body.from, order, limit);
  if (body.joined.joins.length > 0 || ordering.expressions.length === 0) return concat('SELECT ', columns, ' ', body.from, order, limit);
  const found = concat(`SELECT ${sql}.rowid AS place `, body.from, order, limit);
  const again = ` AS page JOIN ${tableSql(table.name)} AS ${sql} ON ${sql}.rowid = page.place`;
  return concat('SELECT ', columns, ' FROM (', found, ')', again, order);
}

function aggregateSql({ body }: CompiledQuery, { outputs, orders }: Aggregation): Fragment {
  const groups = outputs.flatMap((output) => output.groups);
  const select = join([...outputs.flatMap((output) => output.expressions), raw('count(*) AS aggregated')], ', ');
  const grouped = groups.length === 0 ? raw('') : concat(' GROUP BY ', join(groups, ', '));
  const ordered = orders.length === 0 ? raw('') : concat(' ORDER BY ', join(orders, ', '));
  return concat('SELECT ', select, ' ', body.from, grouped, ordered);
}

function countRows(connection: Connection, query: CompiledQuery): number {
  const inner =
    query.shape.kind === 'aggregated'
      ? aggregateSql(query, query.shape.aggregation)
      : query.fetch.distinct === true
        ? concat('SELECT DISTINCT ', join(query.shape.selection.expressions, ', '), ' ', query.body.from)
        : concat('SELECT 1 ', query.body.from);
  const counted = concat('SELECT count(*) AS n FROM (', inner, ` LIMIT ${QUERY_LIMITS.count + 1})`);
  return Number(connection.get(counted.sql, counted.values)?.n ?? 0);
}

/** How many rows were aggregated say the groups themselves; where not all of them are here, a count does. */
function checkAggregateLimit(connection: Connection, query: CompiledQuery, found: readonly SqlRow[], whole: boolean): void {
  const limit = QUERY_LIMITS.aggregated;
  const beyond = (): boolean => {
    if (whole) return found.reduce((total, row) => total + Number(row.aggregated), 0) > limit;
    const counted = concat('SELECT count(*) AS n FROM (SELECT 1 ', query.body.from, ` LIMIT ${limit + 1})`);
    return Number(connection.get(counted.sql, counted.values)?.n ?? 0) > limit;
  };
  if (beyond()) throw faults.aggregateLimit('The maximum record limit is exceeded. Reduce the number of records.');
}

/** Without a prototype, so that an alias like `__proto__` is a key like any other. */
const dictionary = <T>(): Record<string, T> => Object.create(null);

function plainRow({ body }: CompiledQuery, { selection }: Plain, row: SqlRow): Row {
  const values = dictionary<Cell>();
  const labels = dictionary<string>();
  for (const { key, column, sql } of selection.outputs) {
    const decoded = decodeValue(column, row[sql], row[`${sql}t`], row[`${sql}n`]);
    if (!decoded) continue;
    values[key] = decoded.cell;
    if (decoded.label !== null) labels[key] = decoded.label;
  }
  // An alias may have the name of the key where a distinct query does not return the key itself.
  const key = selection.outputs.find((output) => !output.aliased && output.key === body.root.table.primaryKey);
  const id = key && values[key.key];
  const version = row.v;
  const base = { id: typeof id === 'string' ? id : EMPTY_GUID, table: body.root.table.name, values, labels };
  return version === undefined || version === null ? base : { ...base, version: String(version) };
}

function aggregateRow({ body }: CompiledQuery, { outputs }: Aggregation, row: SqlRow): Row {
  const values = dictionary<Cell>();
  const labels = dictionary<string>();
  for (const output of outputs) {
    const read = output.read(row);
    if (!read) continue;
    values[output.key] = read.cell;
    if (read.label !== null) labels[output.key] = read.label;
  }
  return { id: EMPTY_GUID, table: body.root.table.name, values, labels };
}
