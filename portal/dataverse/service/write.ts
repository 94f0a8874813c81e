import SQLite from 'better-sqlite3';
import { faults } from '../faults.ts';
import type { Column, Table } from '../metadata/model.ts';
import type { SqlValue } from '../storage/database.ts';
import { encodeValue } from '../storage/encode.ts';
import { tableSql } from '../storage/names.ts';
import type { TypedValue, Values } from '../types.ts';
import { doesNotExist, findColumn, findTable, guidOf, rowExists, type ServiceContext } from './context.ts';
import { dropFile, storeFile } from './files.ts';
import { requirePrivilege, seesSecured } from './privileges.ts';

/** What a caller wants to write, checked against the table. */
export type Checked = { readonly columns: readonly (readonly [Column, TypedValue])[] };

/** Faults unknown columns, columns that may not be written, values of secured columns, and lookups that may not be set or do not exist. */
export function checkValues(context: ServiceContext, table: Table, values: Values, operation: 'create' | 'update'): Checked {
  const columns = Object.entries(values).map(([name, value]) => [findColumn(table, name), value] as const);
  for (const [column, value] of columns) {
    if (operation === 'create' ? !column.canCreate : !column.canUpdate) {
      throw faults.invalidArgument(`The column '${column.name}' of '${table.name}' cannot be set on ${operation}.`);
    }
    if (column.secured && !seesSecured(context)) {
      const fault = operation === 'create' ? faults.securedCreate : faults.securedUpdate;
      throw fault(`The user does not have ${operation} permission for the secured column '${column.name}'.`);
    }
    checkLookup(context, table, column, value);
  }
  return { columns };
}

function checkLookup(context: ServiceContext, table: Table, column: Column, value: TypedValue): void {
  if (column.kind !== 'lookup' || value === null) return;
  encodeValue(column, value);
  if (value[0] !== 'lookup') return;
  const target = findTable(context, value[1]);
  if (column.name === 'ownerid') {
    if (guidOf(value[2]) !== context.userId) requirePrivilege(context, 'Assign', table);
  } else {
    requirePrivilege(context, 'Append', table);
    requirePrivilege(context, 'AppendTo', target);
  }
  if (!rowExists(context, target, guidOf(value[2]))) throw doesNotExist(target, guidOf(value[2]));
}

/** The SQLite columns and values of what is written; file columns are written afterwards. */
export const assignmentsOf = (table: Table, values: Values): readonly (readonly [string, SqlValue])[] =>
  Object.entries(values).flatMap(([name, value]) => {
    const column = findColumn(table, name);
    return column.kind === 'file' ? [] : encodeValue(column, value);
  });

/** Writes the file columns of a row from text. */
export function writeFileValues(context: ServiceContext, table: Table, id: string, values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    const column = findColumn(table, name);
    if (column.kind !== 'file') continue;
    if (value === null) dropFile(context, table, id, column);
    else if (value[0] === 'file') {
      storeFile(context, table, id, column, { name: `${column.name}.txt`, mimeType: 'text/plain', bytes: Buffer.from(value[1], 'utf8') });
    } else throw faults.invalidArgument(`Incorrect attribute value type: the column '${column.name}' is a file column.`);
  }
}

/** Runs an insert or update and gives a broken uniqueness the platform's fault: 0x80040237 for ids and pairs, 0x80060892 for alternate keys. */
export function runWrite(context: ServiceContext, table: Table, sql: string, values: readonly SqlValue[]): number {
  try {
    return context.connection.run(sql, values);
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError)) throw error;
    if (error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || (table.intersect && error.code === 'SQLITE_CONSTRAINT_UNIQUE')) {
      throw faults.duplicate('Cannot insert duplicate key.');
    }
    if (error.code === 'SQLITE_CONSTRAINT_UNIQUE') {
      throw faults.duplicateKey(`A record that has the same alternate key values already exists in '${table.name}'.`);
    }
    throw error;
  }
}

export function insertRow(context: ServiceContext, table: Table, values: Values): void {
  const assignments = assignmentsOf(table, values);
  const names = assignments.map(([name]) => name).join(', ');
  const marks = assignments.map(() => '?').join(', ');
  runWrite(
    context,
    table,
    `INSERT INTO ${tableSql(table.name)} (${names}) VALUES (${marks})`,
    assignments.map(([, value]) => value),
  );
}

export function updateRow(context: ServiceContext, table: Table, id: string, values: Values): void {
  const assignments = assignmentsOf(table, values);
  const sets = assignments.map(([name]) => `${name} = ?`).join(', ');
  const bound = [...assignments.map(([, value]) => value), id];
  runWrite(context, table, `UPDATE ${tableSql(table.name)} SET ${sets} WHERE "${table.primaryKey}" = ?`, bound);
}
