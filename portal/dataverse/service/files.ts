import { faults } from '../faults.ts';
import type { Column, Table } from '../metadata/model.ts';
import { newGuid } from '../storage/guid.ts';
import { columnSql, tableSql } from '../storage/names.ts';
import type { StoredFile } from '../types.ts';
import type { ServiceContext } from './context.ts';

type FileColumn = Extract<Column, { kind: 'file' }>;

/** Reads a file by the id that its row holds. */
export function readFileContent({ connection }: ServiceContext, table: Table, rowId: string, column: FileColumn): StoredFile | null {
  const found = connection.get(
    `SELECT f.name, f.mime_type, f.bytes FROM ${tableSql(table.name)} AS r JOIN file_content AS f ON f.id = r.${columnSql(column.name)} WHERE r."${table.primaryKey}" = ?`,
    [rowId],
  );
  if (!found) return null;
  return { name: String(found.name), mimeType: String(found.mime_type), bytes: new Uint8Array(found.bytes as Buffer) };
}

/** Puts a file into a file column of an existing row, in place of the one before. Fault 0x80040203 when it is too large. */
export function storeFile({ connection }: ServiceContext, table: Table, rowId: string, column: FileColumn, file: StoredFile): string {
  if (file.bytes.length > column.maxKilobytes * 1024) {
    throw faults.invalidArgument(`The file of '${column.name}' is larger than ${column.maxKilobytes} kilobytes.`);
  }
  dropFile({ connection }, table, rowId, column);
  const id = newGuid();
  connection.run('INSERT INTO file_content VALUES (?, ?, ?, ?, ?, ?, ?)', [
    id,
    table.name,
    rowId,
    column.name,
    file.name,
    file.mimeType,
    file.bytes,
  ]);
  connection.run(`UPDATE ${tableSql(table.name)} SET ${columnSql(column.name)} = ? WHERE "${table.primaryKey}" = ?`, [id, rowId]);
  return id;
}

/** Takes the file out of a file column. */
export function dropFile({ connection }: Pick<ServiceContext, 'connection'>, table: Table, rowId: string, column: FileColumn): void {
  connection.run('DELETE FROM file_content WHERE table_name = ? AND row_id = ? AND column_name = ?', [table.name, rowId, column.name]);
  connection.run(`UPDATE ${tableSql(table.name)} SET ${columnSql(column.name)} = NULL WHERE "${table.primaryKey}" = ?`, [rowId]);
}

/** Takes all files of a row that is deleted. */
export const dropFilesOfRow = ({ connection }: ServiceContext, table: Table, rowId: string): void => {
  connection.run('DELETE FROM file_content WHERE table_name = ? AND row_id = ?', [table.name, rowId]);
};
