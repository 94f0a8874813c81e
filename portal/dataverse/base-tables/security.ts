import { boolean, choice, datetime, guid, integer, intersectTable, lookup, table, text } from '../metadata/define.ts';
import type { Relationship, Table } from '../metadata/model.ts';

/** Users, business units, roles and privileges, as far as the local security model looks at them. */
export const securityTables: readonly Table[] = [
  table({
    schemaName: 'BusinessUnit',
    setName: 'businessunits',
    label: 'Business Unit',
    primaryName: 'name',
    states: null,
    columns: [text('name', 160), lookup('parentbusinessunitid', ['businessunit']), boolean('isdisabled')],
  }),
  table({
    schemaName: 'SystemUser',
    setName: 'systemusers',
    label: 'User',
    primaryName: 'fullname',
    states: null,
    columns: [
      text('fullname', 200),
      text('firstname', 256),
      text('lastname', 256),
      text('domainname', 1024),
      text('internalemailaddress', 100),
      guid('applicationid'),
      guid('azureactivedirectoryobjectid'),
      lookup('businessunitid', ['businessunit']),
      boolean('isdisabled'),
      choice(
        'accessmode',
        { 0: 'Read-Write', 1: 'Administrative', 2: 'Read', 3: 'Support User', 4: 'Non-interactive', 5: 'Delegated Admin' },
        0,
      ),
    ],
  }),
  table({
    schemaName: 'Role',
    setName: 'roles',
    label: 'Security Role',
    primaryName: 'name',
    states: null,
    columns: [text('name', 100, { required: true }), lookup('businessunitid', ['businessunit']), guid('solutionid'), boolean('ismanaged')],
  }),
  table({
    schemaName: 'Privilege',
    setName: 'privileges',
    primaryName: 'name',
    states: null,
    keys: [{ name: 'privilege_name', columns: ['name'] }],
    columns: [text('name', 200, { required: true }), integer('accessright')],
  }),
  intersectTable('roleprivileges', 'roleid', 'privilegeid', [integer('privilegedepthmask')]),
  intersectTable('systemuserroles', 'systemuserid', 'roleid'),
];

export const securityRelationships: readonly Relationship[] = [
  {
    kind: 'many-to-many',
    name: 'systemuserroles_association',
    intersect: 'systemuserroles',
    first: { table: 'systemuser', column: 'systemuserid' },
    second: { table: 'role', column: 'roleid' },
  },
  {
    kind: 'many-to-many',
    name: 'roleprivileges_association',
    intersect: 'roleprivileges',
    first: { table: 'role', column: 'roleid' },
    second: { table: 'privilege', column: 'privilegeid' },
  },
];

/** What a solution brings: its own row, its publisher and its environment variables. */
export const solutionTables: readonly Table[] = [
  table({
    schemaName: 'Publisher',
    setName: 'publishers',
    primaryName: 'friendlyname',
    states: null,
    columns: [
      text('friendlyname', 256),
      text('uniquename', 256, { required: true }),
      text('customizationprefix', 8),
      integer('customizationoptionvalueprefix'),
    ],
    keys: [{ name: 'publisher_uniquename', columns: ['uniquename'] }],
  }),
  table({
    schemaName: 'Solution',
    setName: 'solutions',
    primaryName: 'friendlyname',
    states: null,
    columns: [
      text('friendlyname', 256),
      text('uniquename', 65, { required: true }),
      text('version', 256),
      boolean('ismanaged'),
      lookup('publisherid', ['publisher']),
      datetime('installedon'),
    ],
    keys: [{ name: 'solution_uniquename', columns: ['uniquename'] }],
  }),
  table({
    schemaName: 'EnvironmentVariableDefinition',
    setName: 'environmentvariabledefinitions',
    label: 'Environment Variable Definition',
    primaryName: 'schemaname',
    columns: [
      text('schemaname', 100, { required: true }),
      text('displayname', 100),
      text('description', 2000),
      text('defaultvalue', 2000),
      choice('type', {
        100000000: 'String',
        100000001: 'Number',
        100000002: 'Boolean',
        100000003: 'JSON',
        100000004: 'Data Source',
        100000005: 'Secret',
      }),
      boolean('isrequired'),
      guid('solutionid'),
    ],
    keys: [{ name: 'environmentvariabledefinition_schemaname', columns: ['schemaname'] }],
  }),
  table({
    schemaName: 'EnvironmentVariableValue',
    setName: 'environmentvariablevalues',
    label: 'Environment Variable Value',
    primaryName: 'schemaname',
    columns: [
      text('schemaname', 100),
      text('value', 2000),
      lookup('environmentvariabledefinitionid', ['environmentvariabledefinition'], { required: true }),
    ],
  }),
];
