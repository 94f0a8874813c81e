import { permissionRuleTable, policyVersionTable, protectedTableTable, siteTable } from '../../../contracts/index.ts';
import type { Screens } from '../declaration.ts';

const byTable = [{ column: 'TableName' }, { column: 'Name' }] as const;
const ruleColumns = ['Name', 'Effect', 'TableName', 'Roles', 'Privileges', 'Reason', 'ModifiedOn'] as const;

/** Who may do what: rules, what they are about, and the versions that are published. */
export const permissionScreens: readonly Screens[] = [
  {
    table: permissionRuleTable,
    use: 'edited',
    sections: [
      { title: 'Site', columns: ['SiteId'] },
      { title: 'The rule', columns: ['Definition'] },
      { title: 'What it says', columns: ['Name', 'Effect', 'TableName', 'Roles', 'Privileges', 'Reason'], readOnly: true },
    ],
    views: [
      { name: 'Rules by table', columns: ruleColumns, sort: byTable, rows: 'active' },
      { name: 'Denies', columns: ruleColumns, sort: byTable, where: [{ column: 'Effect', is: 'in', options: ['deny'] }], rows: 'active' },
      { name: 'Rules for no role', columns: ruleColumns, sort: byTable, where: [{ column: 'Roles', is: 'empty' }], rows: 'active' },
      { name: 'Inactive rules', columns: ruleColumns, sort: byTable, rows: 'inactive' },
    ],
    search: ['Name', 'TableName', 'Roles'],
    script: { handlers: 'PermissionRule', columns: ['Definition', 'SiteId'] },
  },
  {
    table: protectedTableTable,
    use: 'edited',
    sections: [
      { title: 'Table', columns: ['Name', 'SiteId'] },
      { title: 'How the policy sees it', columns: ['Definition'] },
      { title: 'What it says', columns: ['Kind'], readOnly: true },
    ],
    views: [
      { name: 'Protected tables', columns: ['Name', 'Kind', 'SiteId', 'ModifiedOn'], sort: [{ column: 'Name' }], rows: 'active' },
      { name: 'Inactive protected tables', columns: ['Name', 'Kind', 'SiteId'], sort: [{ column: 'Name' }], rows: 'inactive' },
    ],
    search: ['Name'],
    script: { handlers: 'ProtectedTable', columns: ['Definition', 'Name', 'SiteId'] },
  },
  {
    table: policyVersionTable,
    use: 'read',
    sections: [{ title: 'Version', columns: ['Name', 'Number', 'SiteId', 'Hash'], readOnly: true }],
    views: [
      {
        name: 'Policy versions, newest first',
        columns: ['Name', 'Number', 'SiteId', 'Hash', 'CreatedOn'],
        sort: [{ column: 'SiteId' }, { column: 'Number', descending: true }],
        rows: 'active',
      },
    ],
    search: ['Name', 'Hash'],
    // Whoever knows the key can forge the continuation of a list.
    withheld: ['ContinuationKey'],
  },
  {
    table: siteTable,
    use: 'edited',
    sections: [
      { title: 'Site', columns: ['Name', 'SiteId'] },
      { title: 'Who calls for it', columns: ['PortalUser', 'IdentityMode'] },
      { title: 'Policy in force', columns: ['ActiveVersion'] },
    ],
    views: [
      {
        name: 'Registered sites',
        columns: ['Name', 'SiteId', 'IdentityMode', 'PortalUser', 'ActiveVersion'],
        sort: [{ column: 'Name' }],
        rows: 'active',
      },
      { name: 'Inactive sites', columns: ['Name', 'SiteId', 'IdentityMode'], sort: [{ column: 'Name' }], rows: 'inactive' },
    ],
    search: ['Name', 'SiteId'],
  },
];
