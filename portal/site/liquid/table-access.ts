import { and, condition, entity, type FetchCondition, type FetchEntity, type FetchLinkEntity, or } from '../../../engine/fetchxml/index.ts';
import type { Metadata } from '../../dataverse/index.ts';
import type { TablePermission, TableRight } from '../model/types.ts';
import type { Visit } from '../visit.ts';
import { contactIdOf, holdsOne } from '../visit.ts';

/** What the table permissions of a visitor's roles grant on a table. */
export type TableAccess =
  | { readonly kind: 'global' }
  | { readonly kind: 'scoped'; readonly conditions: readonly FetchCondition[] }
  | { readonly kind: 'none' };

/**
 * Table permissions of this site that name one of the visitor's roles. Global opens every row; Contact, Account and Self give
 * one condition each. Scopes over several tables (Parent, custom FetchXML, relationships that are not a column of the row) are
 * not built: they grant nothing, and `notBuilt` hears of them.
 */
export function tableAccess(
  visit: Visit,
  metadata: Metadata,
  { table, right, notBuilt }: { readonly table: string; readonly right: TableRight; readonly notBuilt: (message: string) => void },
): TableAccess {
  const permissions = visit.site.tablePermissions.filter(
    (each) => each.table === table && each.rights.includes(right) && holdsOne(visit, each.roleIds),
  );
  if (permissions.some(({ scope }) => scope === 'global')) return { kind: 'global' };
  const conditions = permissions.flatMap((each): readonly FetchCondition[] => {
    const found = scopeCondition(visit, metadata, each);
    if (found === 'not-built')
      notBuilt(`Table permission “${each.name}” has a scope that the local portal does not build; it grants nothing here.`);
    return found === 'not-built' || found === null ? [] : [found];
  });
  return permissions.length === 0 ? { kind: 'none' } : { kind: 'scoped', conditions };
}

function scopeCondition(visit: Visit, metadata: Metadata, permission: TablePermission): FetchCondition | null | 'not-built' {
  const contactId = contactIdOf(visit);
  const accountId = visit.visitor.kind === 'contact' ? visit.visitor.accountId : null;
  switch (permission.scope) {
    case 'self':
      if (permission.table !== 'contact') return 'not-built';
      return contactId === null ? null : condition('contactid', 'eq', contactId);
    case 'contact':
      return along(metadata, permission.table, permission.contactRelationship, 'contact', contactId);
    case 'account':
      return along(metadata, permission.table, permission.accountRelationship, 'account', accountId);
    default:
      return 'not-built';
  }
}

function along(metadata: Metadata, table: string, name: string | null, to: string, id: string | null): FetchCondition | null | 'not-built' {
  const relationship = name === null ? null : metadata.relationship(name);
  if (relationship?.kind !== 'many-to-one' || relationship.referencing !== table || relationship.referenced !== to) return 'not-built';
  return id === null ? null : condition(relationship.column, 'eq', id);
}

/** The query narrowed to what is granted; null when no row can be. */
export function narrow(query: FetchEntity, access: TableAccess): FetchEntity | null {
  if (access.kind === 'global') return query;
  if (access.kind === 'none' || access.conditions.length === 0) return null;
  const scope = or(access.conditions);
  const { kind: _kind, name, ...parts } = query;
  return entity(name, { ...parts, filter: query.filter ? and([query.filter, scope]) : scope });
}

/** Every table that the links and link filters of a query reach. */
export function linkedTables(query: FetchEntity): readonly string[] {
  const found = new Set<string>();
  const visitLink = (link: FetchLinkEntity): void => {
    found.add(link.name);
    visitTable(link);
  };
  const visitTable = (table: Pick<FetchEntity, 'filter' | 'links'>): void => {
    table.links.forEach(visitLink);
    visitFilter(table.filter);
  };
  const visitFilter = (filter: FetchEntity['filter']): void => {
    for (const item of filter?.items ?? []) {
      if (item.kind === 'link-entity') visitLink(item);
      if (item.kind === 'filter') visitFilter(item);
    }
  };
  visitTable(query);
  return [...found];
}
