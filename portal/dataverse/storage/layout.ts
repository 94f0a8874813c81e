import type { Column, Table } from '../metadata/model.ts';
import { columnSql, foldedSql, sortableSql, tableSql, targetSql } from './names.ts';

/** The SQLite columns of one Dataverse column: the value, and where needed the form that is compared. */
export function physicalColumns(column: Column): readonly string[] {
  switch (column.kind) {
    case 'text':
    case 'memo':
      return [`${columnSql(column.name)} TEXT`, `${foldedSql(column.name)} TEXT`];
    case 'decimal':
    case 'money':
      return [`${columnSql(column.name)} TEXT`, `${sortableSql(column.name)} TEXT`];
    case 'lookup':
      return [`${columnSql(column.name)} TEXT`, `${targetSql(column.name)} TEXT`];
    case 'key':
      return [`${columnSql(column.name)} TEXT PRIMARY KEY NOT NULL`];
    case 'integer':
    case 'bigint':
    case 'boolean':
    case 'choice':
    case 'state':
    case 'status':
      return [`${columnSql(column.name)} INTEGER`];
    case 'multi-choice':
    case 'datetime':
    case 'dateonly':
    case 'guid':
    case 'file':
      return [`${columnSql(column.name)} TEXT`];
  }
}

/** The expression by which a column is compared, sorted and grouped. */
export function comparedSql(column: Column, alias: string): string {
  switch (column.kind) {
    case 'text':
    case 'memo':
      return `${alias}.${foldedSql(column.name)}`;
    case 'decimal':
    case 'money':
      return `${alias}.${sortableSql(column.name)}`;
    default:
      return `${alias}.${columnSql(column.name)}`;
  }
}

const indexName = (table: string, what: string): string => `"i_${table}_${what}"`;

/** The statements that make a table with its indexes (lookups, ids, alternate keys). */
export function createTableSql(table: Table): readonly string[] {
  const columns = table.columns.flatMap(physicalColumns).join(', ');
  return [
    `CREATE TABLE ${tableSql(table.name)} (${columns})`,
    ...table.columns.flatMap((column) => columnIndexSql(table, column)),
    ...keySql(table),
  ];
}

/** The statements that add a column to a table. */
export function addColumnSql(table: Table, column: Column): readonly string[] {
  const statements = physicalColumns(column).map((definition) => `ALTER TABLE ${tableSql(table.name)} ADD COLUMN ${definition}`);
  return [...statements, ...columnIndexSql(table, column)];
}

/** Lookups and ids, each with the row's status where it has one: most lists and tiles ask for the rows of somebody in some states. */
function columnIndexSql(table: Table, column: Column): readonly string[] {
  if (column.kind !== 'lookup' && column.kind !== 'guid' && column.kind !== 'status') return [];
  const status = table.columns.find((each) => each.kind === 'status');
  const columns = status && column.kind === 'lookup' ? [column.name, status.name] : [column.name];
  return [
    `CREATE INDEX IF NOT EXISTS ${indexName(table.name, column.name)} ON ${tableSql(table.name)} (${columns.map(columnSql).join(', ')})`,
  ];
}

/** Alternate keys are unique over the compared forms; a row with a null in the key is not held to it, as on the platform. */
export function keySql(table: Table): readonly string[] {
  return table.keys.map((key) => {
    const columns = key.columns.map((name) => {
      const column = table.columns.find((each) => each.name === name);
      if (!column) throw new Error(`key \`${key.name}\` of table \`${table.name}\` names the unknown column \`${name}\``);
      return comparedSql(column, 'x').slice(2);
    });
    return `CREATE UNIQUE INDEX IF NOT EXISTS ${indexName(table.name, key.name)} ON ${tableSql(table.name)} (${columns.join(', ')})`;
  });
}
