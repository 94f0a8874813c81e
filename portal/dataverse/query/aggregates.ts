import type { Fetch, FetchAttribute } from '../../../engine/fetchxml/index.ts';
import { faults } from '../faults.ts';
import type { Column } from '../metadata/model.ts';
import type { SqlRow } from '../storage/database.ts';
import { decodeValue } from '../storage/decode.ts';
import type { Cell } from '../types.ts';
import { concat, type Fragment, raw } from './fragment.ts';
import type { OpenLink } from './joins.ts';
import { type Compilation, columnOf, compared, type Scope, stored } from './scope.ts';
import { expressionsOf, sortExpression } from './select.ts';

/** One value of an aggregated row. */
type AggregateOutput = {
  readonly key: string;
  readonly table: string;
  readonly column: Column;
  readonly numeric: Numeric;
  readonly expressions: readonly Fragment[];
  readonly groups: readonly Fragment[];
  readonly sort: Fragment;
  readonly read: (row: SqlRow) => { readonly cell: Cell; readonly label: string | null } | null;
};

/** What kind of value comes out: a whole number, an exact decimal, or a value of the column itself. */
export type Numeric = 'count' | 'exact' | 'value';

export type Aggregation = {
  readonly outputs: readonly AggregateOutput[];
  readonly orders: readonly Fragment[];
};

type Asked = { readonly scope: Scope; readonly attribute: FetchAttribute };

const askedOf = (scope: Scope, attributes: Fetch['entity']['attributes']): Asked[] =>
  attributes.map((attribute) => {
    if (attribute.kind === 'all-attributes') throw faults.invalidQuery("An aggregate query cannot use 'all-attributes'.");
    return { scope, attribute };
  });

const ofLink = ({ link, scope, children }: OpenLink): Asked[] => [...askedOf(scope, link.attributes), ...children.flatMap(ofLink)];

/** Compiles the columns and the order of an aggregate query. */
export function compileAggregates(compilation: Compilation, fetch: Fetch, root: Scope, links: readonly OpenLink[]): Aggregation {
  const asked = [...askedOf(root, fetch.entity.attributes), ...links.flatMap(ofLink)];
  if (asked.length === 0) throw faults.invalidQuery('An aggregate query needs at least one column.');
  const outputs = asked.map(({ scope, attribute }, index) => outputOf(compilation, scope, attribute, `c${index}`));
  const keys = outputs.map((output) => output.key);
  const again = keys.find((key, position) => keys.indexOf(key) !== position);
  if (again !== undefined) throw faults.invalidQuery(`The alias '${again}' is used more than once.`);
  const orders = [...fetch.entity.orders, ...links.flatMap(({ link }) => link.orders)].map((order) => {
    if (order.kind !== 'order-alias') throw faults.invalidQuery("An aggregate query is sorted by 'alias'.");
    const output = outputs.find((each) => each.key === order.alias);
    if (!output) throw faults.invalidQuery(`The query has no column with the alias '${order.alias}'.`);
    return concat(output.sort, order.descending ? ' DESC' : ' ASC');
  });
  return { outputs, orders };
}

function outputOf(compilation: Compilation, scope: Scope, attribute: FetchAttribute, sql: string): AggregateOutput {
  if (attribute.alias === undefined) throw faults.invalidQuery(`The column '${attribute.name}' of an aggregate query needs an alias.`);
  const column = columnOf(scope.table, attribute.name);
  if (attribute.groupBy === true) return groupOutput(compilation, scope, { column, attribute, key: attribute.alias, sql });
  if (attribute.aggregate === undefined) throw faults.invalidQuery(`The column '${attribute.name}' needs 'aggregate' or 'groupby'.`);
  const { expression, numeric } = aggregateSql(compilation, scope, column, attribute);
  const read = (row: SqlRow) => readAggregate(column, row[sql], numeric);
  const place = { key: attribute.alias, table: scope.table.name, column, numeric };
  return { ...place, expressions: [raw(`${expression} AS ${sql}`)], groups: [], sort: raw(sql), read };
}

const NUMERIC: readonly Column['kind'][] = ['integer', 'bigint', 'decimal', 'money'];
const ORDERED: readonly Column['kind'][] = [...NUMERIC, 'datetime', 'dateonly'];

type AggregateSql = { readonly expression: string; readonly numeric: Numeric };

function aggregateSql(compilation: Compilation, scope: Scope, column: Column, attribute: FetchAttribute): AggregateSql {
  const exact = column.kind === 'decimal' || column.kind === 'money';
  const [form, value] = [compared(compilation, scope, column), stored(compilation, scope, column)];
  const distinct = attribute.distinct === true ? 'DISTINCT ' : '';
  const allowed = (kinds: readonly Column['kind'][]) => {
    if (!kinds.includes(column.kind))
      throw faults.invalidQuery(`The aggregate '${attribute.aggregate}' cannot be applied to '${column.name}'.`);
  };
  switch (attribute.aggregate) {
    case 'count':
      return { expression: 'count(*)', numeric: 'count' };
    case 'countcolumn':
      return { expression: `count(${distinct}${form})`, numeric: 'count' };
    case 'sum':
      allowed(NUMERIC);
      return { expression: `exact_sum(${value})`, numeric: exact ? 'exact' : 'count' };
    case 'avg':
      allowed(NUMERIC);
      return { expression: `exact_avg(${value})`, numeric: 'exact' };
    case 'min':
    case 'max':
      allowed(ORDERED);
      return exact
        ? { expression: `exact_${attribute.aggregate}(${value})`, numeric: 'exact' }
        : { expression: `${attribute.aggregate}(${form})`, numeric: 'value' };
    default:
      throw faults.invalidQuery(`The local Dataverse does not implement the aggregate '${String(attribute.aggregate)}'.`);
  }
}

function readAggregate(column: Column, value: unknown, numeric: Numeric): { cell: Cell; label: string | null } | null {
  if (value === null || value === undefined) return null;
  if (numeric === 'count') return { cell: Number(value), label: null };
  if (numeric === 'exact') return { cell: String(value), label: null };
  return decodeValue(column, value);
}

type Grouped = { readonly column: Column; readonly attribute: FetchAttribute; readonly key: string; readonly sql: string };

function groupOutput(compilation: Compilation, scope: Scope, { column, attribute, key, sql }: Grouped): AggregateOutput {
  if (attribute.dateGrouping !== undefined) return dateGroupOutput(compilation, scope, { column, attribute, key, sql });
  const form = compared(compilation, scope, column);
  const isText = column.kind === 'text' || column.kind === 'memo';
  const expressions = isText
    ? [raw(`min(${stored(compilation, scope, column)}) AS ${sql}`)]
    : expressionsOf(compilation, scope, column, sql);
  return {
    key,
    table: scope.table.name,
    column,
    numeric: 'value',
    expressions,
    groups: [raw(form)],
    sort: sortExpression(compilation, scope, column, false),
    read: (row) => decodeValue(column, row[sql], row[`${sql}t`], row[`${sql}n`]),
  };
}

/** Date parts as SQL Server's DATEPART gives them, in UTC, from ISO text; week 1 holds the first of January, weeks start on Sunday. */
const DATE_PARTS: Readonly<Record<string, (value: string) => string>> = {
  day: (value) => `CAST(substr(${value}, 9, 2) AS INTEGER)`,
  week: (value) => `((CAST(strftime('%j', ${value}) AS INTEGER) + CAST(strftime('%w', ${value}, 'start of year') AS INTEGER) - 1) / 7 + 1)`,
  month: (value) => `CAST(substr(${value}, 6, 2) AS INTEGER)`,
  quarter: (value) => `((CAST(substr(${value}, 6, 2) AS INTEGER) + 2) / 3)`,
  year: (value) => `CAST(substr(${value}, 1, 4) AS INTEGER)`,
};

function dateGroupOutput(compilation: Compilation, scope: Scope, { column, attribute, key, sql }: Grouped): AggregateOutput {
  if (column.kind !== 'datetime' && column.kind !== 'dateonly') throw faults.invalidQuery(`The column '${column.name}' is not a date.`);
  const part = DATE_PARTS[attribute.dateGrouping ?? ''];
  if (!part) throw faults.invalidQuery(`The local Dataverse does not implement the date grouping '${attribute.dateGrouping}'.`);
  const expression = part(compared(compilation, scope, column));
  const read = (row: SqlRow) => (row[sql] === null ? null : { cell: Number(row[sql]), label: null });
  const place = { key, table: scope.table.name, column, numeric: 'count' as const };
  return { ...place, expressions: [raw(`${expression} AS ${sql}`)], groups: [raw(expression)], sort: raw(expression), read };
}
