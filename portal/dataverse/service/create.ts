import { faults } from '../faults.ts';
import type { Table } from '../metadata/model.ts';
import { newGuid } from '../storage/guid.ts';
import type { TypedValue, Values } from '../types.ts';
import { findTable, guidOf, nextVersion, present, type ServiceContext } from './context.ts';
import { derivedValues } from './derived.ts';
import { requireCaller, requirePrivilege } from './privileges.ts';
import { checkRequired } from './required.ts';
import { resolveState } from './state.ts';
import { checkValues, insertRow, writeFileValues } from './write.ts';

/**
 * Creates a row: values are checked, defaults and the platform's own columns added. Returns the id, which the caller may give.
 * Faults: 0x80041102/03 unknown table or column, 0x80040220 privilege, 0x80040217 lookup to nothing, 0x80040237 id taken, and those of values.
 */
export function createRow(context: ServiceContext, tableName: string, values: Values): string {
  requireCaller(context);
  const table = findTable(context, tableName);
  if (table.intersect) throw faults.invalidArgument(`Rows of '${table.name}' are made by associating, not by create.`);
  requirePrivilege(context, 'Create', table);
  checkValues(context, table, values, 'create');
  const id = givenId(table, values) ?? newGuid();
  const version = Number(nextVersion(context));
  const complete: Values = {
    ...defaults(table),
    ...derivedValues(table, { given: values, current: null, number: version, now: present(context) }),
    ...values,
    ...resolveState(table, values, null),
    ...ownColumns(context, table, values, version),
    [table.primaryKey]: ['guid', id],
  };
  checkRequired(table, complete, 'create');
  insertRow(context, table, complete);
  writeFileValues(context, table, id, values);
  return id;
}

function givenId(table: Table, values: Values): string | null {
  const value = values[table.primaryKey];
  if (value === undefined || value === null) return null;
  if (value[0] !== 'guid') throw faults.invalidArgument(`The primary key '${table.primaryKey}' is not a guid.`);
  return guidOf(value[1]);
}

function defaults(table: Table): Values {
  const values: Record<string, TypedValue> = {};
  for (const column of table.columns) {
    if (column.kind === 'boolean' && column.byDefault !== null) values[column.name] = ['boolean', column.byDefault];
    if (column.kind === 'choice' && column.byDefault !== null) values[column.name] = ['choice', column.byDefault];
  }
  return values;
}

function ownColumns(context: ServiceContext, table: Table, values: Values, version: number): Values {
  const now = present(context);
  const user: TypedValue = ['lookup', 'systemuser', context.userId];
  const owner = table.ownership === 'user' && (values.ownerid === undefined || values.ownerid === null) ? { ownerid: user } : {};
  return {
    versionnumber: ['integer', version],
    createdon: values.overriddencreatedon ?? ['datetime', now],
    modifiedon: ['datetime', now],
    createdby: user,
    modifiedby: user,
    ...owner,
  };
}
