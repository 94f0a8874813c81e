import { faults } from '../faults.ts';
import type { Guard } from '../transactions/guard.ts';
import type { OrganizationService } from '../types.ts';
import { associateRows, disassociateRows } from './associate.ts';
import { doesNotExist, findColumn, findTable, guidOf, rowExists, type ServiceContext } from './context.ts';
import { createRow } from './create.ts';
import { deleteRow } from './delete.ts';
import { storeFile } from './files.ts';
import { executeMessage } from './messages.ts';
import { requireCaller, requirePrivilege } from './privileges.ts';
import { readFile, retrieve, retrieveMultiple } from './read.ts';
import { changeRow } from './update.ts';

/** The organization service of a caller inside a transaction. */
export const organizationService = (context: ServiceContext, guard: Guard): OrganizationService => ({
  retrieve: (table, id, columns) => guard(() => retrieve(context, table, id, columns)),
  retrieveMultiple: (fetch) => guard(() => retrieveMultiple(context, fetch)),
  readFile: (table, id, column) => guard(() => readFile(context, table, id, column)),
  create: (table, values) => guard(() => createRow(context, table, values)),
  update: (table, id, values, options) => {
    guard(() => changeRow(context, table, id, values, options));
  },
  delete: (table, id, options) => {
    guard(() => deleteRow(context, table, id, options));
  },
  associate: (target, relationship, related) => {
    guard(() => associateRows(context, target, relationship, related));
  },
  disassociate: (target, relationship, related) => {
    guard(() => disassociateRows(context, target, relationship, related));
  },
  execute: (message, inputs) => guard(() => executeMessage(context, message, inputs)),
  writeFile: (tableName, id, columnName, file) => {
    guard(() => {
      requireCaller(context);
      const table = findTable(context, tableName);
      requirePrivilege(context, 'Write', table);
      const column = findColumn(table, columnName);
      if (column.kind !== 'file') throw faults.invalidArgument(`The column '${columnName}' is not a file column.`);
      const key = guidOf(id);
      if (!rowExists(context, table, key)) throw doesNotExist(table, key);
      storeFile(context, table, key, column, file);
      changeRow(context, tableName, key, {});
    });
  },
});
