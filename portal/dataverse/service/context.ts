import { faults } from '../faults.ts';
import type { Column, Table } from '../metadata/model.ts';
import { columnOf, tableOf } from '../query/scope.ts';
import type { Connection, SqlValue } from '../storage/database.ts';
import { parseGuid } from '../storage/guid.ts';
import { printInstant } from '../storage/instant.ts';
import { tableSql } from '../storage/names.ts';
import type { Caller } from '../types.ts';

/** What every operation of the service needs: where it runs and for whom. */
export type ServiceContext = {
  readonly connection: Connection;
  readonly caller: Caller;
  /** The user whom rows are marked with: the caller, or the SYSTEM user. */
  readonly userId: string;
  readonly now: () => Date;
};

export const present = (context: ServiceContext): string => printInstant(context.now());

export const findTable = (context: ServiceContext, name: string): Table => tableOf(context.connection.metadata(), name);

export const findColumn = (table: Table, name: string): Column => columnOf(table, name);

/** A guid in the stored form. Fault 0x80040203. */
export function guidOf(text: string): string {
  const id = parseGuid(text);
  if (!id) throw faults.invalidArgument(`'${text.slice(0, 60)}' is not a guid.`);
  return id;
}

export const doesNotExist = (table: Table, id: string) => faults.notFound(`Entity '${table.schemaName}' With Id = ${id} Does Not Exist`);

/** The stored columns of a row as SQLite has them. Fault 0x80040217 when there is none. */
export function storedRow(context: ServiceContext, table: Table, id: string): Readonly<Record<string, unknown>> {
  const row = context.connection.get(`SELECT * FROM ${tableSql(table.name)} WHERE "${table.primaryKey}" = ?`, [id]);
  if (!row) throw doesNotExist(table, id);
  return row;
}

export const rowExists = (context: ServiceContext, table: Table, id: string): boolean =>
  context.connection.get(`SELECT 1 AS found FROM ${tableSql(table.name)} WHERE "${table.primaryKey}" = ?`, [id]) !== undefined;

/** The next row version: one sequence for the whole database, as on the platform. */
export function nextVersion(context: ServiceContext): SqlValue {
  const row = context.connection.get('UPDATE row_sequence SET value = value + 1 RETURNING value', []);
  return Number(row?.value);
}

/** The version that a caller read against the one that the row has. Fault 0x80060882. */
export function checkVersion(row: Readonly<Record<string, unknown>>, version: string | undefined): void {
  if (version === undefined || version === String(row.versionnumber)) return;
  throw faults.versionMismatch("The version of the existing record doesn't match the RowVersion property provided.");
}
