import type { Database } from 'better-sqlite3';
import { newGuid } from '../storage/guid.ts';
import { addColumnSql, createTableSql, keySql } from '../storage/layout.ts';
import { isLogicalName } from '../storage/names.ts';
import type { Column, Metadata, Relationship, Table } from './model.ts';
import { indexMetadata } from './registry.ts';

const SCHEMA = `
  CREATE TABLE meta_state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE meta_table (name TEXT PRIMARY KEY, definition TEXT NOT NULL);
  CREATE TABLE meta_column (table_name TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, definition TEXT NOT NULL, PRIMARY KEY (table_name, name));
  CREATE TABLE meta_relationship (name TEXT PRIMARY KEY, definition TEXT NOT NULL);
  CREATE TABLE row_sequence (value INTEGER NOT NULL);
  INSERT INTO row_sequence VALUES (1000);
  CREATE TABLE file_content (id TEXT PRIMARY KEY, table_name TEXT NOT NULL, row_id TEXT NOT NULL, column_name TEXT NOT NULL,
    name TEXT NOT NULL, mime_type TEXT NOT NULL, bytes BLOB NOT NULL);
  CREATE INDEX file_row ON file_content (table_name, row_id);
  CREATE TABLE file_session (token TEXT PRIMARY KEY, direction TEXT NOT NULL, table_name TEXT NOT NULL, row_id TEXT NOT NULL,
    column_name TEXT NOT NULL, name TEXT NOT NULL);
  CREATE TABLE file_block (token TEXT NOT NULL, block TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (token, block));
`;

/** Makes the tables that hold the metadata, files and the row version; for a new database only. */
export function createMetadataTables(db: Database): void {
  db.exec(SCHEMA);
  restamp(db);
}

/** The mark of the present schema; null when the database is new. */
export function schemaStamp(db: Database): string | null {
  const known = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta_state'").get();
  if (!known) return null;
  const row = db.prepare<[], { value: string }>("SELECT value FROM meta_state WHERE name = 'stamp'").get();
  return row?.value ?? null;
}

function restamp(db: Database): void {
  db.prepare("INSERT INTO meta_state VALUES ('stamp', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value").run(newGuid());
}

/** Reads the whole schema from the database. */
export function loadMetadata(db: Database): Metadata {
  const columns = new Map<string, Column[]>();
  const all = db.prepare<[], { table_name: string; definition: string }>(
    'SELECT table_name, definition FROM meta_column ORDER BY table_name, position',
  );
  for (const { table_name, definition } of all.all()) {
    const list = columns.get(table_name) ?? [];
    list.push(JSON.parse(definition) as Column);
    columns.set(table_name, list);
  }
  const rows = db.prepare<[], { name: string; definition: string }>('SELECT name, definition FROM meta_table ORDER BY name').all();
  const tables = rows.map(({ name, definition }) => ({
    ...(JSON.parse(definition) as Omit<Table, 'columns'>),
    columns: columns.get(name) ?? [],
  }));
  const links = db.prepare<[], { definition: string }>('SELECT definition FROM meta_relationship ORDER BY name').all();
  const relationships = links.map(({ definition }) => JSON.parse(definition) as Relationship);
  return indexMetadata(schemaStamp(db) ?? '', tables, relationships);
}

/** Makes a new table, or brings an existing one up to date: new columns and keys are added, definitions replaced, nothing is dropped. */
export function saveTable(db: Database, table: Table, existing: Table | null): void {
  for (const name of [table.name, ...table.columns.map((column) => column.name), ...table.keys.map((key) => key.name)]) {
    if (!isLogicalName(name)) throw new Error(`\`${name}\` is not a logical name`);
  }
  const known = new Set(existing?.columns.map((column) => column.name));
  const statements = existing
    ? [...table.columns.filter((column) => !known.has(column.name)).flatMap((column) => addColumnSql(table, column)), ...keySql(table)]
    : createTableSql(table);
  for (const statement of statements) db.exec(statement);
  const { columns, ...rest } = table;
  db.prepare('INSERT INTO meta_table VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET definition = excluded.definition').run(
    table.name,
    JSON.stringify(rest),
  );
  const save = db.prepare(
    'INSERT INTO meta_column VALUES (?, ?, ?, ?) ON CONFLICT (table_name, name) DO UPDATE SET position = excluded.position, definition = excluded.definition',
  );
  columns.forEach((column, position) => {
    save.run(table.name, column.name, position, JSON.stringify(column));
  });
  restamp(db);
}

export function saveRelationship(db: Database, relationship: Relationship): void {
  const sql = 'INSERT INTO meta_relationship VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET definition = excluded.definition';
  db.prepare(sql).run(relationship.name, JSON.stringify(relationship));
  restamp(db);
}
