import { faults } from '../faults.ts';
import { grantPrivilege } from '../metadata/register.ts';
import { fold } from '../storage/fold.ts';
import { doesNotExist, findTable, guidOf, rowExists, type ServiceContext } from './context.ts';
import { DEPTH, requireCaller, requirePrivilege } from './privileges.ts';

type Inputs = Readonly<Record<string, unknown>>;

const isDepth = (depth: string): depth is keyof typeof DEPTH => Object.hasOwn(DEPTH, depth);

/** `AddPrivilegesRole`: gives a role privileges, each by its name and depth. An unknown privilege faults 0x80040203. */
export function addPrivilegesRole(context: ServiceContext, inputs: Inputs): Inputs {
  requireCaller(context);
  const roles = findTable(context, 'role');
  requirePrivilege(context, 'Write', roles);
  const id = guidOf(String(inputs.RoleId));
  if (!rowExists(context, roles, id)) throw doesNotExist(roles, id);
  if (!Array.isArray(inputs.Privileges)) throw faults.invalidArgument(`The parameter 'Privileges' is missing.`);
  for (const given of inputs.Privileges as readonly { readonly Name?: unknown; readonly Depth?: unknown }[]) {
    const depth = String(given.Depth);
    const row = context.connection.get('SELECT privilegeid FROM t_privilege WHERE "name~f" = ?', [fold(String(given.Name))]);
    if (!row || !isDepth(depth))
      throw faults.invalidArgument(`The privilege '${String(given.Name).slice(0, 100)}' or its depth does not exist.`);
    grantPrivilege(context, id, String(row.privilegeid), DEPTH[depth]);
  }
  return {};
}
