import { faults } from '../faults.ts';
import type { Relationship, Table } from '../metadata/model.ts';
import { columnSql, tableSql, targetSql } from '../storage/names.ts';
import type { UpdateOptions } from '../types.ts';
import { checkVersion, findTable, guidOf, nextVersion, type ServiceContext, storedRow } from './context.ts';
import { dropFilesOfRow } from './files.ts';
import { requireCaller, requirePrivilege } from './privileges.ts';

/** Deletes a row with what cascades from it. Faults 0x80040227 when another row restricts it. */
export function deleteRow(context: ServiceContext, tableName: string, id: string, options: UpdateOptions = {}): void {
  requireCaller(context);
  const table = findTable(context, tableName);
  if (table.intersect) throw faults.invalidArgument(`Rows of '${table.name}' are removed by disassociating.`);
  requirePrivilege(context, 'Delete', table);
  const key = guidOf(id);
  checkVersion(storedRow(context, table, key), options.version);
  removeRow(context, table, key);
}

function removeRow(context: ServiceContext, table: Table, id: string): void {
  const metadata = context.connection.metadata();
  const references = metadata.referencedBy(table.name);
  for (const reference of references.filter((each) => each.onDelete === 'restrict')) restrict(context, reference, id);
  for (const reference of references) release(context, reference, id);
  for (const link of metadata.relationships) {
    if (link.kind !== 'many-to-many') continue;
    for (const side of [link.first, link.second]) {
      if (side.table === table.name)
        context.connection.run(`DELETE FROM ${tableSql(link.intersect)} WHERE ${columnSql(side.column)} = ?`, [id]);
    }
  }
  dropFilesOfRow(context, table, id);
  context.connection.run(`DELETE FROM ${tableSql(table.name)} WHERE "${table.primaryKey}" = ?`, [id]);
}

type Reference = Extract<Relationship, { kind: 'many-to-one' }>;

const pointing = ({ column }: Reference): string => `${columnSql(column)} = ? AND ${targetSql(column)} = ?`;

function restrict(context: ServiceContext, reference: Reference, id: string): void {
  const sql = `SELECT 1 AS found FROM ${tableSql(reference.referencing)} WHERE ${pointing(reference)} LIMIT 1`;
  if (context.connection.get(sql, [id, reference.referenced]) === undefined) return;
  throw faults.cannotDelete(
    `The object you tried to delete is associated with another object ('${reference.referencing}.${reference.column}') and cannot be deleted.`,
  );
}

function release(context: ServiceContext, reference: Reference, id: string): void {
  const child = findTable(context, reference.referencing);
  if (reference.onDelete === 'cascade') {
    const sql = `SELECT "${child.primaryKey}" AS id FROM ${tableSql(child.name)} WHERE ${pointing(reference)}`;
    for (const row of context.connection.all(sql, [id, reference.referenced])) removeRow(context, child, String(row.id));
    return;
  }
  const sets = `${columnSql(reference.column)} = NULL, ${targetSql(reference.column)} = NULL, "versionnumber" = ?`;
  const sql = `UPDATE ${tableSql(child.name)} SET ${sets} WHERE ${pointing(reference)}`;
  context.connection.run(sql, [nextVersion(context), id, reference.referenced]);
}
