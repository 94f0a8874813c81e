import type { Fetch, FetchAttribute, FetchColumn, FetchOrder } from '../../../engine/fetchxml/index.ts';
import { faults } from '../faults.ts';
import type { Column } from '../metadata/model.ts';
import { fold } from '../storage/fold.ts';
import { targetSql } from '../storage/names.ts';
import { bind, concat, type Fragment, join, raw } from './fragment.ts';
import type { OpenLink } from './joins.ts';
import { type Compilation, columnOf, compared, lookupName, type Scope, stored } from './scope.ts';

/** One column of the result: the key of its cell, where it comes from, and the SQL columns `<sql>`, `<sql>t`, `<sql>n` that it is read from. */
export type OutputColumn = {
  readonly key: string;
  readonly column: Column;
  readonly table: string;
  readonly aliased: boolean;
  readonly sql: string;
};
export type Selection = { readonly expressions: readonly Fragment[]; readonly outputs: readonly OutputColumn[] };

const attributesOf = (columns: readonly FetchColumn[]): readonly FetchAttribute[] =>
  columns.filter((column) => column.kind === 'attribute');

/** The columns that a query returns. Without any column element the main table returns all of its columns, as on the platform. */
export function compileSelection(compilation: Compilation, fetch: Fetch, root: Scope, links: readonly OpenLink[]): Selection {
  const asked: (readonly [string, Scope, Column])[] = [];
  const columns = fetch.entity.attributes;
  const all = columns.some((column) => column.kind === 'all-attributes') || (columns.length === 0 && fetch.distinct !== true);
  if (all) asked.push(...root.table.columns.map((column) => [column.name, root, column] as const));
  for (const attribute of attributesOf(columns))
    asked.push([attribute.alias ?? attribute.name, root, columnOf(root.table, attribute.name)]);
  if (fetch.distinct !== true) asked.unshift([root.table.primaryKey, root, columnOf(root.table, root.table.primaryKey)]);
  asked.push(...links.flatMap((link) => linkColumns(link)));
  const unique = new Map(asked.map((each) => [each[0], each]));
  for (const [key, scope, column] of asked) {
    const [, other, named] = unique.get(key) ?? [];
    if (other !== scope || named !== column) throw faults.invalidQuery(`The alias '${key}' is used more than once.`);
  }
  if (unique.size === 0) throw faults.invalidQuery('A distinct query needs at least one column.');
  const outputs = [...unique.values()].map(([key, scope, column], index) => {
    const aliased = !scope.isRoot || key !== column.name;
    return { key, column, table: scope.table.name, aliased, sql: `c${index}` };
  });
  const expressions = [...unique.values()].flatMap(([, scope, column], index) => expressionsOf(compilation, scope, column, `c${index}`));
  return { expressions, outputs };
}

function linkColumns({ link, scope, children }: OpenLink): (readonly [string, Scope, Column])[] {
  const own = link.attributes.some((column) => column.kind === 'all-attributes')
    ? scope.table.columns.map((column) => [`${scope.alias}.${column.name}`, scope, column] as const)
    : [];
  const named = attributesOf(link.attributes).map(
    (attribute) => [attribute.alias ?? `${scope.alias}.${attribute.name}`, scope, columnOf(scope.table, attribute.name)] as const,
  );
  return [...own, ...named, ...children.flatMap(linkColumns)];
}

/** The SQL of one column of the result; a lookup also brings its target's table and name, money the symbol of its currency. */
export function expressionsOf(compilation: Compilation, scope: Scope, column: Column, name: string): readonly Fragment[] {
  const value = raw(`${stored(compilation, scope, column)} AS ${name}`);
  if (column.kind === 'money' && scope.table.columns.some((each) => each.name === 'transactioncurrencyid')) {
    const symbol = `(SELECT n."currencysymbol" FROM "t_transactioncurrency" AS n WHERE n."transactioncurrencyid" = ${scope.sql}."transactioncurrencyid")`;
    return [value, raw(`${symbol} AS ${name}n`)];
  }
  if (column.kind !== 'lookup') return [value];
  return [
    value,
    raw(`${scope.sql}.${targetSql(column.name)} AS ${name}t`),
    raw(`${lookupName(compilation, scope, column, 'shown')} AS ${name}n`),
  ];
}

/** The form by which a column is sorted: lookups by name, choices by label (by number with `useraworderby`), text by its fold. */
export function sortExpression(compilation: Compilation, scope: Scope, column: Column, byNumber: boolean): Fragment {
  if (column.kind === 'lookup') return raw(lookupName(compilation, scope, column, 'folded'));
  const value = compared(compilation, scope, column);
  const isChoice = column.kind === 'choice' || column.kind === 'state' || column.kind === 'status';
  if (!isChoice || byNumber || column.choices.length === 0) return raw(value);
  const cases = column.choices.map((choice) => concat('WHEN ', bind(choice.value), ' THEN ', bind(fold(choice.label))));
  return concat(`CASE ${value} `, join(cases, ' '), ' END');
}

type PlacedOrder = { readonly scope: Scope; readonly order: FetchOrder };

const linkOrders = ({ link, scope, children }: OpenLink): PlacedOrder[] => [
  ...link.orders.map((order) => ({ scope, order })),
  ...children.flatMap(linkOrders),
];

export type Ordering = { readonly expressions: readonly Fragment[]; readonly usesLinks: boolean };

/** The order of a query: the main table's orders first, then those of the links, as on the platform. */
export function compileOrder(compilation: Compilation, fetch: Fetch, root: Scope, links: readonly OpenLink[]): Ordering {
  const placed = [...fetch.entity.orders.map((order) => ({ scope: root, order })), ...links.flatMap(linkOrders)];
  const resolved = placed.map(({ scope, order }) => {
    if (order.kind === 'order-alias') throw faults.invalidQuery("Order by 'alias' is for aggregate queries; use 'attribute'.");
    const at = order.entityName === undefined ? scope : compilation.scopes.get(order.entityName);
    if (!at) throw faults.invalidQuery(`The query has no linked table with the alias '${order.entityName}'.`);
    return { at, column: columnOf(at.table, order.attribute), descending: order.descending };
  });
  if (fetch.distinct === true) checkDistinctOrder(fetch, resolved);
  return {
    expressions: resolved.map(({ at, column, descending }) =>
      concat(sortExpression(compilation, at, column, fetch.userRawOrderBy === true), descending ? ' DESC' : ' ASC'),
    ),
    usesLinks: resolved.some(({ at }) => !at.isRoot),
  };
}

/** A distinct query can only be sorted by columns that it returns. */
function checkDistinctOrder(fetch: Fetch, orders: readonly { readonly at: Scope; readonly column: Column }[]): void {
  const returned = attributesOf(fetch.entity.attributes).map((attribute) => attribute.name);
  const all = fetch.entity.attributes.some((column) => column.kind === 'all-attributes');
  for (const { at, column } of orders) {
    if (!at.isRoot || !(all || returned.includes(column.name))) {
      throw faults.invalidQuery(
        `A distinct query can only be sorted by columns of the main table that it returns; '${column.name}' is none.`,
      );
    }
  }
}
