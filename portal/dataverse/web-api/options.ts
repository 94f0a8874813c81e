import { and, condition, entity, type Fetch, type FetchCondition } from '../../../engine/fetchxml/index.ts';
import { faults } from '../faults.ts';
import type { Column, Table } from '../metadata/model.ts';

const beyond = (what: string) => faults.notImplemented(`The local Dataverse's Web API does not implement ${what}.`);

/** A column by its name in the Web API: lookups are `_name_value`. Fault 400. */
export function webColumn(table: Table, name: string): Column {
  const lookup = /^_(.+)_value$/.exec(name)?.[1];
  const column = table.columns.find((each) => each.name === (lookup ?? name) && (each.kind === 'lookup') === (lookup !== undefined));
  if (!column)
    throw faults.badQuery(`Could not find a property named '${name.slice(0, 100)}' on type 'Microsoft.Dynamics.CRM.${table.name}'.`);
  return column;
}

export type QueryOptions = { readonly fetch: Fetch; readonly columns: readonly Column[]; readonly count: boolean };

const KNOWN: ReadonlySet<string> = new Set(['$select', '$filter', '$top', '$count', '$orderby']);

/** Reads `$select`, `$filter` (comparisons by `eq` and `ne`, joined by `and`), `$orderby`, `$top`, `$count`. 501 for anything beyond. */
export function readOptions(table: Table, parameters: URLSearchParams): QueryOptions {
  for (const name of parameters.keys()) if (!KNOWN.has(name)) throw beyond(`the query option '${name.slice(0, 60)}'`);
  const selected = parameters.get('$select');
  const columns = selected === null ? table.columns : selected.split(',').map((name) => webColumn(table, name.trim()));
  const top = parameters.get('$top');
  if (top !== null && !/^[1-9]\d{0,3}$/.test(top))
    throw faults.badQuery(`Invalid value '${top.slice(0, 60)}' for $top query option found.`);
  const filter = parameters.get('$filter');
  const orders = parameters.get('$orderby');
  const count = parameters.get('$count') === 'true';
  const fetch: Fetch = {
    kind: 'fetch',
    ...(top === null ? {} : { top: Number(top) }),
    ...(count ? { returnTotalRecordCount: true } : {}),
    entity: entity(table.name, {
      attributes: columns.map((column) => ({ kind: 'attribute' as const, name: column.name })),
      filter: filter === null ? null : and(readFilter(table, filter)),
      orders: orders === null ? [] : orders.split(',').map((order) => readOrder(table, order.trim())),
    }),
  };
  return { fetch, columns, count };
}

function readOrder(table: Table, order: string) {
  const match = /^(\w+)(?: +(asc|desc))?$/.exec(order);
  if (!match) throw beyond(`the order '${order.slice(0, 60)}'`);
  return { kind: 'order' as const, attribute: webColumn(table, match[1] ?? '').name, descending: match[2] === 'desc' };
}

const COMPARISON = /^\s*(\w+) +(eq|ne) +('(?:[^']|'')*'|[^\s'()]+)\s*/;

function readFilter(table: Table, filter: string): readonly FetchCondition[] {
  const conditions: FetchCondition[] = [];
  let rest = filter;
  for (;;) {
    const match = COMPARISON.exec(rest);
    if (!match) throw beyond(`the filter '${filter.slice(0, 100)}'`);
    conditions.push(comparison(webColumn(table, match[1] ?? ''), match[2] === 'ne' ? 'ne' : 'eq', match[3] ?? ''));
    rest = rest.slice(match[0].length);
    if (rest === '') return conditions;
    if (!rest.startsWith('and ')) throw beyond(`the filter '${filter.slice(0, 100)}'`);
    rest = rest.slice(4);
  }
}

function comparison(column: Column, operator: 'eq' | 'ne', literal: string): FetchCondition {
  if (literal === 'null') return condition(column.name, operator === 'eq' ? 'null' : 'not-null');
  const quoted = literal.startsWith("'");
  const isText = column.kind === 'text' || column.kind === 'memo';
  if (quoted !== isText) throw faults.badQuery(`The value of '${column.name}' in the filter is not of its type.`);
  return condition(column.name, operator, quoted ? literal.slice(1, -1).replaceAll("''", "'") : literal);
}
