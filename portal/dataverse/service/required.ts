import { faults } from '../faults.ts';
import type { Table } from '../metadata/model.ts';
import type { TypedValue, Values } from '../types.ts';

/** An empty text is null to Dataverse. */
const isEmpty = (value: TypedValue | undefined): boolean =>
  value === undefined || value === null || (value[0] === 'text' && value[1] === '');

/** Faults a row that would lack a required column: on create any of them, on update one that is emptied. */
export function checkRequired(table: Table, values: Values, operation: 'create' | 'update'): void {
  for (const column of table.columns) {
    if (!column.required || !isEmpty(values[column.name])) continue;
    if (operation === 'create') throw faults.invalidArgument(`The required column '${column.name}' of '${table.name}' is missing.`);
    if (Object.hasOwn(values, column.name))
      throw faults.invalidArgument(`The required column '${column.name}' of '${table.name}' cannot be emptied.`);
  }
}
