import { baseRelationships, baseTables, type TableSwitches } from '../base-tables/index.ts';
import { nextVersion, present, type ServiceContext } from '../service/context.ts';
import { ADMINISTRATOR_ROLE } from '../service/privileges.ts';
import { insertRow } from '../service/write.ts';
import { derivedGuid, newGuid } from '../storage/guid.ts';
import type { Values } from '../types.ts';
import { registerPrivileges, registerTable } from './register.ts';
import { createMetadataTables, saveRelationship, schemaStamp } from './store.ts';

export const SYSTEM_USER = derivedGuid('systemuser', 'SYSTEM');
const ROOT_UNIT = derivedGuid('businessunit', 'root');

/** Makes a new database ready, or adds to an existing one the tables of switches that were off before. */
export function bootstrap(context: ServiceContext, switches: TableSwitches): void {
  const { connection } = context;
  const isNew = schemaStamp(connection.db) === null;
  if (isNew) {
    createMetadataTables(connection.db);
    connection.db.prepare("INSERT INTO meta_state VALUES ('organization', ?)").run(newGuid());
  }
  const known = connection.metadata();
  const added = baseTables(switches).filter((table) => known.table(table.name) === null);
  for (const table of added) registerTable(context, table);
  for (const relationship of baseRelationships(switches)) {
    if (known.relationship(relationship.name) === null) saveRelationship(connection.db, relationship);
  }
  connection.forgetMetadata();
  if (isNew) insertPlatformRows(context);
  for (const table of added) registerPrivileges(context, table);
}

function insertPlatformRows(context: ServiceContext): void {
  insert(context, 'businessunit', { businessunitid: ['guid', ROOT_UNIT], name: ['text', 'Local'] });
  insert(context, 'systemuser', {
    systemuserid: ['guid', SYSTEM_USER],
    fullname: ['text', 'SYSTEM'],
    businessunitid: ['lookup', 'businessunit', ROOT_UNIT],
    isdisabled: ['boolean', true],
  });
  insert(context, 'role', {
    roleid: ['guid', ADMINISTRATOR_ROLE],
    name: ['text', 'System Administrator'],
    businessunitid: ['lookup', 'businessunit', ROOT_UNIT],
  });
}

function insert(context: ServiceContext, name: string, values: Values): void {
  const table = context.connection.metadata().table(name);
  if (!table) throw new Error(`the table \`${name}\` is missing`);
  const now = present(context);
  insertRow(context, table, {
    ...values,
    createdon: ['datetime', now],
    modifiedon: ['datetime', now],
    createdby: ['lookup', 'systemuser', SYSTEM_USER],
    modifiedby: ['lookup', 'systemuser', SYSTEM_USER],
    versionnumber: ['integer', Number(nextVersion(context))],
  });
}

export function organizationId(context: ServiceContext): string {
  return String(context.connection.get("SELECT value FROM meta_state WHERE name = 'organization'", [])?.value);
}
