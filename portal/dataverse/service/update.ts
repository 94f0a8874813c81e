import { faults } from '../faults.ts';
import type { Table } from '../metadata/model.ts';
import type { UpdateOptions, Values } from '../types.ts';
import { checkVersion, findTable, guidOf, nextVersion, present, type ServiceContext, storedRow } from './context.ts';
import { derivedValues } from './derived.ts';
import { requireCaller, requirePrivilege } from './privileges.ts';
import { checkRequired } from './required.ts';
import { resolveState } from './state.ts';
import { checkValues, updateRow, writeFileValues } from './write.ts';

/** Updates a row. Faults as on create; 0x80040217 when there is no such row, 0x80060882 when its version is another. */
export function changeRow(context: ServiceContext, tableName: string, id: string, values: Values, options: UpdateOptions = {}): void {
  requireCaller(context);
  const table = findTable(context, tableName);
  if (table.intersect) throw faults.invalidArgument(`Rows of '${table.name}' cannot be updated.`);
  requirePrivilege(context, 'Write', table);
  const key = guidOf(id);
  const row = storedRow(context, table, key);
  checkVersion(row, options.version);
  const given = withoutOwnKey(table, key, values);
  checkValues(context, table, given, 'update');
  checkRequired(table, given, 'update');
  const current = row.statecode === undefined || row.statecode === null ? null : Number(row.statecode);
  const version = Number(nextVersion(context));
  updateRow(context, table, key, {
    ...derivedValues(table, { given, current: row, number: version, now: present(context) }),
    ...given,
    ...(current === null ? {} : resolveState(table, given, current)),
    modifiedon: ['datetime', present(context)],
    modifiedby: ['lookup', 'systemuser', context.userId],
    versionnumber: ['integer', version],
  });
  writeFileValues(context, table, key, given);
}

/** The primary key may stand among the values, as long as it names the same row. */
function withoutOwnKey(table: Table, id: string, values: Values): Values {
  const { [table.primaryKey]: key, ...others } = values;
  if (key === undefined) return values;
  if (key === null || key[0] !== 'guid' || guidOf(key[1]) !== id)
    throw faults.invalidArgument(`The primary key '${table.primaryKey}' cannot be changed.`);
  return others;
}
