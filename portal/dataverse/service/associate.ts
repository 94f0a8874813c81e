import { faults } from '../faults.ts';
import type { Relationship, Table } from '../metadata/model.ts';
import { newGuid } from '../storage/guid.ts';
import { columnSql, tableSql } from '../storage/names.ts';
import type { Reference } from '../types.ts';
import { doesNotExist, findTable, guidOf, nextVersion, rowExists, type ServiceContext } from './context.ts';
import { requireCaller, requirePrivilege } from './privileges.ts';
import { runWrite } from './write.ts';

type ManyToMany = Extract<Relationship, { kind: 'many-to-many' }>;
type Sides = {
  readonly link: ManyToMany;
  readonly near: string;
  readonly far: string;
  readonly nearTable: Table;
  readonly farTable: Table;
};

function sidesOf(context: ServiceContext, target: Reference, relationshipName: string): Sides {
  const link = context.connection.metadata().relationship(relationshipName);
  if (link?.kind !== 'many-to-many') throw faults.invalidArgument(`'${relationshipName}' is not a many-to-many relationship.`);
  if (link.intersect === 'roleprivileges')
    throw faults.invalidArgument("Privileges are given to a role by the message 'AddPrivilegesRole'.");
  const [near, far] = link.first.table === target.table ? [link.first, link.second] : [link.second, link.first];
  if (near.table !== target.table) throw faults.invalidArgument(`The relationship '${relationshipName}' does not join '${target.table}'.`);
  return { link, near: near.column, far: far.column, nearTable: findTable(context, near.table), farTable: findTable(context, far.table) };
}

function checkPair(context: ServiceContext, sides: Sides, target: Reference, related: Reference): readonly [string, string] {
  if (related.table !== sides.farTable.name)
    throw faults.invalidArgument(`The relationship '${sides.link.name}' does not join '${related.table}'.`);
  const [nearId, farId] = [guidOf(target.id), guidOf(related.id)];
  if (!rowExists(context, sides.nearTable, nearId)) throw doesNotExist(sides.nearTable, nearId);
  if (!rowExists(context, sides.farTable, farId)) throw doesNotExist(sides.farTable, farId);
  return [nearId, farId];
}

function requireBoth(context: ServiceContext, { nearTable, farTable }: Sides): void {
  requirePrivilege(context, 'Append', nearTable);
  requirePrivilege(context, 'AppendTo', farTable);
}

/** Links rows. A pair that is linked already faults 0x80040237: the platform does, and a caught fault would poison the transaction. */
export function associateRows(context: ServiceContext, target: Reference, relationship: string, related: readonly Reference[]): void {
  requireCaller(context);
  const sides = sidesOf(context, target, relationship);
  requireBoth(context, sides);
  const intersect = findTable(context, sides.link.intersect);
  for (const other of related) {
    const [nearId, farId] = checkPair(context, sides, target, other);
    const sql = `INSERT INTO ${tableSql(intersect.name)} ("${intersect.primaryKey}", "versionnumber", ${columnSql(sides.near)}, ${columnSql(sides.far)}) VALUES (?, ?, ?, ?)`;
    runWrite(context, intersect, sql, [newGuid(), nextVersion(context), nearId, farId]);
  }
}

/** Unlinks rows; a pair that is not linked is left alone. */
export function disassociateRows(context: ServiceContext, target: Reference, relationship: string, related: readonly Reference[]): void {
  requireCaller(context);
  const sides = sidesOf(context, target, relationship);
  requireBoth(context, sides);
  for (const other of related) {
    const [nearId, farId] = checkPair(context, sides, target, other);
    const sql = `DELETE FROM ${tableSql(sides.link.intersect)} WHERE ${columnSql(sides.near)} = ? AND ${columnSql(sides.far)} = ?`;
    context.connection.run(sql, [nearId, farId]);
  }
}
