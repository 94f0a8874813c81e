import type { SecurityRoleContract } from '../../contracts/index.ts';
import type { Contribution } from '../contribution.ts';
import { braced, deriveId } from '../ids.ts';
import { element, textElement } from '../xml.ts';

/** The id of a security role of ours; environments keep it, so links to it survive updates. */
export const roleIdOf = (name: string): string => deriveId('role', name);

/** Security roles with their privileges; each is a root component. */
export const securityRolesComponent = (roles: readonly SecurityRoleContract[]): Contribution => {
  const written = roles.map((role) => ({
    name: role.name,
    root: element(
      'Role',
      { id: braced(roleIdOf(role.name)), name: role.name },
      textElement('IsCustomizable', 1),
      textElement('IsAutoAssigned', 0),
      element(
        'RolePrivileges',
        {},
        ...[...role.privileges]
          .sort((left, right) => (left.name < right.name ? -1 : 1))
          .map(({ name, depth }) => element('RolePrivilege', { name, level: depth })),
      ),
    ),
  }));
  return {
    rootComponents: roles.map(({ name }) => ({ type: 20, id: braced(roleIdOf(name)) })),
    parts: written.map(({ name, root }) => ({ node: 'Roles', element: root, review: [{ path: `Roles/${name}.xml`, root }] })),
  };
};
