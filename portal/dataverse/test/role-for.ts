import type { Dataverse } from '../index.ts';
import { derivedGuid } from '../storage/guid.ts';

const system = { kind: 'system' } as const;

/** Makes a system user with a role of its own that holds just the named privileges; returns the user's id. */
export async function userWith(dataverse: Dataverse, name: string, privileges: readonly string[]): Promise<string> {
  const [user, role] = [derivedGuid('test user', name), derivedGuid('test role', name)];
  await dataverse.seed({
    systemuser: [{ systemuserid: user, fullname: name }],
    role: [{ roleid: role, name }],
    systemuserroles: [{ systemuserid: user, roleid: role }],
  });
  await dataverse.transaction(system, (service) => {
    service.execute('AddPrivilegesRole', {
      RoleId: role,
      Privileges: privileges.map((privilege) => ({ Name: privilege, Depth: 'Global' })),
    });
  });
  return user;
}
