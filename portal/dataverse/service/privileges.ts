import { faults } from '../faults.ts';
import type { Table } from '../metadata/model.ts';
import { fold } from '../storage/fold.ts';
import { derivedGuid } from '../storage/guid.ts';
import type { ServiceContext } from './context.ts';

export const VERBS = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo', 'Assign', 'Share'] as const;
export type Verb = (typeof VERBS)[number];

/** The bits of `privilegedepthmask`. Only the widest counts here: ownership never opens a row in a portal. */
export const DEPTH = { Basic: 1, Local: 2, Deep: 4, Global: 8 } as const;

export const ADMINISTRATOR_ROLE = derivedGuid('role', 'System Administrator');

/** Activities share the privileges of `Activity`, and notes have those of `Note` (learn.microsoft.com, security role privilege reference). */
const OTHERWISE_NAMED: Readonly<Record<string, string>> = { task: 'Activity', annotation: 'Note' };

/** The name of a table's privilege. @example privilegeName('Read', contact) // prvReadContact */
export const privilegeName = (verb: Verb, table: Table): string => `prv${verb}${OTHERWISE_NAMED[table.name] ?? table.schemaName}`;

const HELD = `SELECT 1 AS held FROM t_systemuserroles AS u JOIN t_roleprivileges AS r ON r.roleid = u.roleid
  JOIN t_privilege AS p ON p.privilegeid = r.privilegeid WHERE u.systemuserid = ? AND p."name~f" = ? AND r.privilegedepthmask >= 8`;

/** Whether a user holds a privilege through one of its security roles, at organization depth. */
export const holdsPrivilege = (context: ServiceContext, name: string): boolean =>
  context.caller.kind === 'system' || context.connection.get(HELD, [context.userId, fold(name)]) !== undefined;

export const isAdministrator = (context: ServiceContext): boolean =>
  context.connection.get('SELECT 1 AS held FROM t_systemuserroles WHERE systemuserid = ? AND roleid = ?', [
    context.userId,
    ADMINISTRATOR_ROLE,
  ]) !== undefined;

/** Whether columns with column security are readable and writable: for SYSTEM and system administrators; there are no column profiles. */
export const seesSecured = (context: ServiceContext): boolean => context.caller.kind === 'system' || isAdministrator(context);

/**
 * Faults 0x80040220 with the name of the privilege that the caller lacks. SYSTEM holds all. An intersect table has no privileges of its
 * own: it takes those of both tables that it joins.
 */
export function requirePrivilege(context: ServiceContext, verb: Verb, table: Table): void {
  for (const asked of table.intersect ? joinedTables(context, table) : [table])
    requireNamedPrivilege(context, privilegeName(verb, asked), asked.name);
}

function joinedTables({ connection }: ServiceContext, intersect: Table): readonly Table[] {
  const metadata = connection.metadata();
  const link = metadata.relationships.find((each) => each.kind === 'many-to-many' && each.intersect === intersect.name);
  const names = link?.kind === 'many-to-many' ? [link.first.table, link.second.table] : [];
  const tables = names.flatMap((name) => metadata.table(name) ?? []);
  if (tables.length !== 2) throw new Error(`the intersect table \`${intersect.name}\` joins no two tables`);
  return tables;
}

export function requireNamedPrivilege(context: ServiceContext, name: string, table?: string): void {
  if (holdsPrivilege(context, name)) return;
  const place = table === undefined ? '' : ` for entity '${table}'`;
  throw faults.privilegeDenied(`Principal user (Id=${context.userId}, type=8) is missing ${name} privilege${place}.`);
}

/** Faults a call of a user that does not exist or is disabled. */
export function requireCaller(context: ServiceContext): void {
  if (context.caller.kind === 'system') return;
  const user = context.connection.get('SELECT isdisabled FROM t_systemuser WHERE systemuserid = ?', [context.userId]);
  if (!user) throw faults.notFound(`Entity 'SystemUser' With Id = ${context.userId} Does Not Exist`);
  if (user.isdisabled === 1) throw faults.userDisabled('The user with this id is disabled.');
}
