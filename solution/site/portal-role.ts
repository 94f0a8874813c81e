import type { PrivilegeContract, SecurityRoleContract } from '../../contracts/index.ts';
import { roleIdOf, securityRolesComponent } from '../components/security-role.ts';
import type { Contribution } from '../contribution.ts';
import { platformTableOfPrivileges } from '../platform-tables.ts';
import type { Site } from './description.ts';

/**
 * A security role with what the site's portal user needs on business tables: custom APIs work on them as the calling user.
 * The tables become dependencies, since the solution does not bring them.
 */
export function portalRoleContribution(site: Site, roleName: string): Contribution {
  const { portalPrivileges } = site.description;
  if (portalPrivileges.length === 0) return {};
  const privileges = portalPrivileges.flatMap(({ table, privileges }) =>
    privileges.map((privilege): PrivilegeContract => ({ name: `prv${privilege}${table}`, depth: 'Global' })),
  );
  const role: SecurityRoleContract = {
    name: roleName,
    description: 'What the portal user of the site needs on business tables.',
    privileges,
  };
  return {
    ...securityRolesComponent([role]),
    missingDependencies: portalPrivileges.map(({ table }) => {
      const known = platformTableOfPrivileges(table);
      return {
        required: { type: 1, schemaName: known?.name ?? table.toLowerCase(), displayName: known?.label ?? table },
        dependent: { type: 20, displayName: roleName, id: `{${roleIdOf(roleName)}}` },
      };
    }),
  };
}
