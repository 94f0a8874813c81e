import { grantPrivilege } from '../metadata/register.ts';
import type { ServiceContext } from '../service/context.ts';
import { DEPTH } from '../service/privileges.ts';
import { fold } from '../storage/fold.ts';
import type { Problems } from './archive.ts';
import type { RolePart } from './solution-parts.ts';
import type { Writer } from './write-row.ts';

/** The id of a privilege by its name, whatever the letter case. */
export function privilegeIdOf({ connection }: ServiceContext, name: string): string | null {
  const row = connection.get('SELECT privilegeid FROM t_privilege WHERE "name~f" = ?', [fold(name)]);
  return row ? String(row.privilegeid) : null;
}

/** Writes security roles; a role holds just the privileges that the zip says. */
export function applyRoles(context: ServiceContext, roles: readonly RolePart[], writer: Writer, problems: Problems): void {
  for (const role of roles) {
    const what = `the security role \`${role.name}\``;
    writer.write({ table: 'role', id: role.id, values: { name: role.name }, files: {}, what });
    context.connection.run('DELETE FROM t_roleprivileges WHERE roleid = ?', [role.id]);
    for (const { name, level } of role.privileges) {
      const id = privilegeIdOf(context, name);
      if (id === null) problems.add(`${what} holds the privilege \`${name}\`, which does not exist`);
      else grantPrivilege(context, role.id, id, DEPTH[level]);
    }
  }
}
