import type { Column, Metadata, Relationship, Table } from './model.ts';

/** The schema with indexes by name. */
export function indexMetadata(stamp: string, tables: readonly Table[], relationships: readonly Relationship[]): Metadata {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const bySet = new Map(tables.map((table) => [table.setName, table]));
  const columns = new Map(
    tables.map((table) => [table.name, new Map(table.columns.map((column): [string, Column] => [column.name, column]))]),
  );
  const links = new Map(relationships.map((relationship) => [relationship.name.toLowerCase(), relationship]));
  const referencing = new Map<string, Extract<Relationship, { kind: 'many-to-one' }>[]>();
  for (const relationship of relationships) {
    if (relationship.kind !== 'many-to-one') continue;
    const list = referencing.get(relationship.referenced) ?? [];
    list.push(relationship);
    referencing.set(relationship.referenced, list);
  }
  return {
    stamp,
    tables,
    relationships,
    table: (name) => byName.get(name) ?? null,
    bySetName: (setName) => bySet.get(setName) ?? null,
    column: (table, column) => columns.get(table)?.get(column) ?? null,
    relationship: (name) => links.get(name.toLowerCase()) ?? null,
    referencedBy: (table) => referencing.get(table) ?? [],
  };
}
