import { lookupRelationships } from '../base-tables/index.ts';
import { nextVersion, type ServiceContext } from '../service/context.ts';
import { ADMINISTRATOR_ROLE, DEPTH, privilegeName, VERBS } from '../service/privileges.ts';
import { insertRow } from '../service/write.ts';
import { derivedGuid, newGuid } from '../storage/guid.ts';
import type { Relationship, Table } from './model.ts';
import { saveRelationship, saveTable } from './store.ts';

/** Makes a table or brings it up to date: its metadata, its SQLite table, the relationships of its lookups, its privileges. */
export function registerTable(context: ServiceContext, table: Table): void {
  const { connection } = context;
  const existing = connection.metadata().table(table.name);
  saveTable(connection.db, table, existing);
  connection.forgetMetadata();
  const known = connection.metadata().relationships;
  for (const made of lookupRelationships(table)) {
    if (!known.some((each) => isSameLookup(each, made))) saveRelationship(connection.db, made);
  }
  connection.forgetMetadata();
}

const isSameLookup = (left: Relationship, right: Relationship): boolean =>
  left.kind === 'many-to-one' &&
  right.kind === 'many-to-one' &&
  left.referencing === right.referencing &&
  left.column === right.column &&
  left.referenced === right.referenced;

/** Makes the privileges of a table, and gives them to the System Administrator role. Does nothing for those that exist. */
export function registerPrivileges(context: ServiceContext, table: Table): void {
  if (table.intersect) return;
  const privileges = context.connection.metadata().table('privilege');
  if (!privileges) throw new Error('the table `privilege` is missing');
  const verbs = table.ownership === 'user' ? VERBS : VERBS.filter((verb) => verb !== 'Assign' && verb !== 'Share');
  for (const verb of verbs) {
    const name = privilegeName(verb, table);
    const id = derivedGuid('privilege', name);
    if (context.connection.get('SELECT 1 AS found FROM t_privilege WHERE privilegeid = ?', [id])) continue;
    const version = Number(nextVersion(context));
    insertRow(context, privileges, { privilegeid: ['guid', id], name: ['text', name], versionnumber: ['integer', version] });
    grantPrivilege(context, ADMINISTRATOR_ROLE, id, DEPTH.Global);
  }
}

/** Gives a role a privilege at a depth, in place of the depth it had. */
export function grantPrivilege(context: ServiceContext, roleId: string, privilegeId: string, mask: number): void {
  context.connection.run('DELETE FROM t_roleprivileges WHERE roleid = ? AND privilegeid = ?', [roleId, privilegeId]);
  const sql =
    'INSERT INTO t_roleprivileges (roleprivilegesid, versionnumber, roleid, privilegeid, privilegedepthmask) VALUES (?, ?, ?, ?, ?)';
  context.connection.run(sql, [newGuid(), nextVersion(context), roleId, privilegeId, mask]);
}
