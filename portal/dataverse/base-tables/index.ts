import type { Relationship, Table } from '../metadata/model.ts';
import { customerTables } from './customers.ts';
import { customizationTables, extensibilityTables } from './extensibility.ts';
import { powerPagesRelationships, powerPagesTables } from './power-pages.ts';
import { salesTables } from './sales.ts';
import { securityRelationships, securityTables, solutionTables } from './security.ts';
import { activityTables, serviceTables } from './service.ts';

export type TableSwitches = { readonly sales?: boolean; readonly service?: boolean };

/** The tables that a new database starts with. */
export const baseTables = (switches: TableSwitches): readonly Table[] => [
  ...securityTables,
  ...solutionTables,
  ...extensibilityTables,
  ...customizationTables,
  ...powerPagesTables,
  ...customerTables,
  ...(switches.sales ? salesTables : []),
  ...(switches.service ? serviceTables : []),
  ...activityTables([
    'account',
    'contact',
    ...(switches.sales ? ['salesorder', 'invoice'] : []),
    ...(switches.service ? ['incident'] : []),
  ]),
];

/** Children that go with their parent when it is deleted. */
const CASCADES: ReadonlySet<string> = new Set([
  'customapirequestparameter.customapiid',
  'customapiresponseproperty.customapiid',
  'customcontrolresource.customcontrolid',
  'environmentvariablevalue.environmentvariabledefinitionid',
  'powerpagecomponent.powerpagesiteid',
  'powerpagesitelanguage.powerpagesiteid',
  'salesorderdetail.salesorderid',
  'annotation.objectid',
]);

/** Lookups that keep the row they point to from being deleted. */
const RESTRICTS: ReadonlySet<string> = new Set(['salesorder.customerid', 'invoice.customerid', 'incident.customerid']);

/** The many-to-one relationships of a table's lookups, by our own naming: `<table>_<column>_<target>`. */
export function lookupRelationships(table: Table): readonly Relationship[] {
  return table.columns.flatMap((column) => {
    if (column.kind !== 'lookup') return [];
    const place = `${table.name}.${column.name}`;
    const isUser = column.targets.includes('systemuser');
    const onDelete = CASCADES.has(place) ? 'cascade' : RESTRICTS.has(place) || isUser ? 'restrict' : 'remove-link';
    return column.targets.map((referenced) => ({
      kind: 'many-to-one' as const,
      name: `${table.name}_${column.name}_${referenced}`,
      referencing: table.name,
      column: column.name,
      referenced,
      onDelete,
    }));
  });
}

/** The relationships that a new database starts with. */
export const baseRelationships = (switches: TableSwitches): readonly Relationship[] => [
  ...baseTables(switches).flatMap(lookupRelationships),
  ...securityRelationships,
  ...powerPagesRelationships,
];
