import type { FetchFilter, FetchFilterItem, FetchLinkEntity } from '../../../engine/fetchxml/index.ts';
import { faults } from '../faults.ts';
import type { Column } from '../metadata/model.ts';
import { tableSql } from '../storage/names.ts';
import { compileCondition } from './conditions.ts';
import { allOf, concat, type Fragment, join, raw } from './fragment.ts';
import { type Compilation, columnOf, compared, openScope, type Scope } from './scope.ts';

/** A link with the table it opened; links of `exists` and `in` open none that columns could come from. */
export type OpenLink = { readonly link: FetchLinkEntity; readonly scope: Scope; readonly children: readonly OpenLink[] };

/** What the links of a table add to a query. */
export type Joined = { readonly joins: readonly Fragment[]; readonly conditions: readonly Fragment[]; readonly open: readonly OpenLink[] };

const NOTHING: Joined = { joins: [], conditions: [], open: [] };

/** Compiles the links of a table, outermost first. `outer` says that the table itself may be absent from the joined row. */
export function compileLinks(compilation: Compilation, parent: Scope, links: readonly FetchLinkEntity[], outer = false): Joined {
  return links.map((link) => compileLink(compilation, parent, link, outer)).reduce(both, NOTHING);
}

const both = (left: Joined, right: Joined): Joined => ({
  joins: [...left.joins, ...right.joins],
  conditions: [...left.conditions, ...right.conditions],
  open: [...left.open, ...right.open],
});

function compileLink(compilation: Compilation, parent: Scope, link: FetchLinkEntity, outer: boolean): Joined {
  switch (link.linkType) {
    case 'inner':
    case 'outer':
      return compileJoin(compilation, parent, link, outer);
    case 'exists':
    case 'in':
      if (outer) throw unsupported(`a link of type '${link.linkType}' below an outer link`);
      return { ...NOTHING, conditions: [existsSql(compilation, parent, link, 'EXISTS')] };
    case 'matchfirstrowusingcrossapply':
      throw unsupported(`links of type '${link.linkType}'`);
    case 'any':
    case 'not any':
    case 'all':
    case 'not all':
      throw faults.invalidQuery(`A link of type '${link.linkType}' may only stand inside a filter.`);
  }
}

const unsupported = (what: string) => faults.invalidQuery(`The local Dataverse does not implement ${what}.`);

function compileJoin(compilation: Compilation, parent: Scope, link: FetchLinkEntity, outer: boolean): Joined {
  if (link.linkType === 'inner' && outer) throw unsupported('an inner link below an outer link');
  const scope = openScope(compilation, link.name, { alias: link.alias, isRoot: false });
  const filter = link.filter ? [compileFilter(compilation, scope, link.filter)] : [];
  const on = allOf([joinCondition(compilation, parent, scope, link), ...filter]);
  const kind = link.linkType === 'outer' ? 'LEFT JOIN' : 'JOIN';
  const own = concat(`${kind} ${tableSql(scope.table.name)} AS ${scope.sql} ON `, on);
  const inner = compileLinks(compilation, scope, link.links, outer || link.linkType === 'outer');
  return { joins: [own, ...inner.joins], conditions: inner.conditions, open: [{ link, scope, children: inner.open }] };
}

const JOINABLE: readonly (readonly Column['kind'][])[] = [
  ['key', 'guid', 'lookup'],
  ['text', 'memo'],
  ['integer', 'bigint'],
  ['decimal', 'money'],
  ['datetime', 'dateonly'],
];

function joinCondition(compilation: Compilation, parent: Scope, scope: Scope, link: FetchLinkEntity): Fragment {
  const [from, to] = [columnOf(scope.table, link.from), columnOf(parent.table, link.to)];
  const fits = from.kind === to.kind || JOINABLE.some((group) => group.includes(from.kind) && group.includes(to.kind));
  if (!fits) throw faults.invalidQuery(`The columns '${link.from}' and '${link.to}' of a link are of different types.`);
  return raw(`${compared(compilation, scope, from)} = ${compared(compilation, parent, to)}`);
}

function existsSql(
  compilation: Compilation,
  parent: Scope,
  link: FetchLinkEntity,
  kind: 'EXISTS' | 'NOT EXISTS',
  filtered = true,
): Fragment {
  if (link.attributes.length > 0 || link.orders.length > 0) {
    throw faults.invalidQuery(`A link of type '${link.linkType}' returns no columns and cannot be sorted by.`);
  }
  const scope = openScope(compilation, link.name, { alias: filtered ? link.alias : undefined, isRoot: false });
  const nested = filtered ? compileLinks(compilation, scope, link.links) : NOTHING;
  const filter = filtered && link.filter ? [compileFilter(compilation, scope, link.filter)] : [];
  const where = allOf([joinCondition(compilation, parent, scope, link), ...filter, ...nested.conditions]);
  const joins = join(nested.joins, ' ');
  return concat(`${kind} (SELECT 1 FROM ${tableSql(scope.table.name)} AS ${scope.sql} `, joins, ' WHERE ', where, ')');
}

/** Compiles a filter of a table. An empty filter keeps every row, as on the platform. */
export function compileFilter(compilation: Compilation, scope: Scope, filter: FetchFilter): Fragment {
  const parts = filter.items
    .filter((item) => item.kind !== 'filter' || item.items.length > 0)
    .map((item) => compileItem(compilation, scope, item));
  if (parts.length === 0) return raw('1');
  return join(
    parts.map((part) => concat('(', part, ')')),
    filter.type === 'and' ? ' AND ' : ' OR ',
  );
}

function compileItem(compilation: Compilation, scope: Scope, item: FetchFilterItem): Fragment {
  switch (item.kind) {
    case 'filter':
      return compileFilter(compilation, scope, item);
    case 'condition':
      return compileCondition(compilation, item.entityName === undefined ? scope : namedScope(compilation, scope, item.entityName), item);
    case 'link-entity':
      return compileFilterLink(compilation, scope, item);
  }
}

function namedScope(compilation: Compilation, scope: Scope, name: string): Scope {
  if (!scope.isRoot) throw faults.invalidQuery(`'entityname' may only be used in the filter of the main table.`);
  const named = compilation.scopes.get(name) ?? [...compilation.scopes.values()].find((each) => each.table.name === name);
  if (!named) throw faults.invalidQuery(`The query has no linked table with the alias '${name}'.`);
  return named;
}

/** `not all` is EXISTS with the filter; `all` is a related row and none that satisfies the filter: the platform's own, odd meaning. */
function compileFilterLink(compilation: Compilation, scope: Scope, link: FetchLinkEntity): Fragment {
  switch (link.linkType) {
    case 'any':
    case 'not all':
      return existsSql(compilation, scope, link, 'EXISTS');
    case 'not any':
      return existsSql(compilation, scope, link, 'NOT EXISTS');
    case 'all':
      return allOf([existsSql(compilation, scope, link, 'EXISTS', false), existsSql(compilation, scope, link, 'NOT EXISTS')]);
    default:
      throw faults.invalidQuery(`A link of type '${link.linkType}' may not stand inside a filter.`);
  }
}
