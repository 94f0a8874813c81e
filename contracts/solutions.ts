import { administratorPrivilege, apis } from './apis/index.ts';
import { administrationRoles } from './app.ts';
import { publisher } from './publisher.ts';
import type { TableContract } from './table.ts';
import { actionTable, automationOutboxTable, commentTable, notificationTable } from './tables/actions.ts';
import { auditEntryTable } from './tables/audit.ts';
import { dashboardTable, formTable, menuItemTable, personaTable, tabTable, tileTable } from './tables/experience.ts';
import { administratorMarkerTable, auditorMarkerTable, portalMarkerTable } from './tables/markers.ts';
import { permissionRuleTable, policyVersionTable, protectedTableTable } from './tables/policy.ts';
import { siteTable } from './tables/site.ts';

/** The version of everything that a release ships: solutions, plug-in package, controls. */
export const release = '0.1.0.0';

export const solutions = {
  portico: {
    uniqueName: 'Portico',
    displayName: 'Portico',
    description: 'Tables, custom APIs, plug-in package, controls and roles.',
    dependsOn: [],
  },
  starter: {
    uniqueName: 'PorticoStarter',
    displayName: 'Portico starter site',
    description: 'A ready site without business pages.',
    dependsOn: ['Portico'],
  },
  sampleScm: {
    uniqueName: 'PorticoSampleScm',
    displayName: 'Portico sample: supply chain',
    description: 'The customer portal of a supply chain.',
    dependsOn: ['Portico', 'PorticoStarter'],
  },
  sampleSupport: {
    uniqueName: 'PorticoSampleSupport',
    displayName: 'Portico sample: support',
    description: 'The support portal of a service company: cases, tasks and invoices by tier and escalation.',
    dependsOn: ['Portico', 'PorticoStarter'],
  },
} as const;

/** The plug-in package: its unique name binds custom APIs offline (export key), so it never changes. */
export const pluginPackage = {
  uniqueName: `${publisher.prefix}_Portico.Plugins`,
  packageId: 'Portico.Plugins',
  assembly: 'Portico.Plugins',
  customApiType: 'Portico.Plugins.CustomApi',
  /** The bundle lies in the package a second time as a file, for hosts without .NET; the plug-in reads its embedded copy. */
  bundlePath: 'content/portico-api.js',
} as const;

export interface PrivilegeContract {
  /** Privilege name in the case of the schema name, e.g. `prvReadAccount`. */
  readonly name: string;
  readonly depth: 'Global';
}
export interface SecurityRoleContract {
  readonly name: string;
  readonly description: string;
  readonly privileges: readonly PrivilegeContract[];
}

type Verb = 'Create' | 'Read' | 'Write' | 'Delete' | 'Append' | 'AppendTo';
const on = (of: TableContract, ...verbs: readonly Verb[]): readonly PrivilegeContract[] =>
  verbs.map((verb) => ({ name: `prv${verb}${of.schemaName}`, depth: 'Global' }));
const edit = (of: TableContract) => on(of, 'Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo');

/** Nobody gets a privilege to change or delete an audit entry. */
export const securityRoles: readonly SecurityRoleContract[] = [
  {
    name: 'Portico Portal Service',
    description: 'For the application user of a site: may call what portal users may call.',
    privileges: on(portalMarkerTable, 'Read'),
  },
  {
    name: administrationRoles.auditor,
    // Not the policy versions: they hold the key that authenticates continuations, and explanations do not need them.
    description: 'May read the audit trail and ask why a decision was made.',
    privileges: [
      ...on(portalMarkerTable, 'Read'),
      ...on(auditorMarkerTable, 'Read'),
      ...on(auditEntryTable, 'Read'),
      ...on(siteTable, 'Read'),
    ],
  },
  {
    name: administrationRoles.administrator,
    description: 'May describe permissions and pages, publish them, and read the audit trail.',
    privileges: [
      ...[portalMarkerTable, auditorMarkerTable, administratorMarkerTable, auditEntryTable].flatMap((each) => on(each, 'Read')),
      ...[siteTable, policyVersionTable, permissionRuleTable, protectedTableTable, actionTable].flatMap(edit),
      ...[menuItemTable, personaTable, dashboardTable, tabTable, tileTable, formTable].flatMap(edit),
      ...[commentTable, notificationTable].flatMap((each) => on(each, 'Read')),
      ...on(automationOutboxTable, 'Read', 'Write'),
    ],
  },
];

/** Every privilege name that a custom API asks for. */
export const executePrivileges: readonly string[] = [
  ...new Set([...Object.values(apis).map((each) => each.executePrivilege), administratorPrivilege]),
];

export const environmentVariables = [
  {
    schemaName: `${publisher.prefix}_SupportContact`,
    displayName: 'Support contact',
    description: 'Shown below refusals and in the footer: whom to give a reference to.',
    type: 'string',
    defaultValue: 'your contact person',
  },
] as const;
