import { isFault } from '../faults.ts';
import { findColumn, findTable, rowExists, type ServiceContext } from '../service/context.ts';
import { createRow } from '../service/create.ts';
import { storeFile } from '../service/files.ts';
import { changeRow } from '../service/update.ts';
import { typedCell } from '../storage/typed.ts';
import type { TypedValue } from '../types.ts';
import type { Problems } from './archive.ts';
import type { RowPart } from './solution-parts.ts';

export type Writer = {
  /** Creates or updates a row; a fault of the service becomes a problem. */
  readonly write: (row: RowPart) => void;
  readonly written: () => Readonly<Record<string, number>>;
};

/** Writes the rows of a solution as SYSTEM, in place when they exist. */
export function rowWriter(context: ServiceContext, solutionId: string, problems: Problems): Writer {
  const written: Record<string, number> = {};
  return {
    write: (row) => {
      try {
        writeRow(context, solutionId, row);
        written[row.table] = (written[row.table] ?? 0) + 1;
      } catch (error) {
        if (!isFault(error)) throw error;
        problems.add(`${row.what} cannot be imported: ${error.message}`);
      }
    },
    written: () => written,
  };
}

function writeRow(context: ServiceContext, solutionId: string, row: RowPart): void {
  const table = findTable(context, row.table);
  const exists = rowExists(context, table, row.id);
  const values: Record<string, TypedValue> = {};
  for (const [name, cell] of Object.entries(row.values)) {
    const column = findColumn(table, name);
    if (!exists || column.canUpdate) values[name] = typedCell(column, cell);
  }
  if (table.columns.some((column) => column.name === 'solutionid')) values.solutionid = ['guid', solutionId];
  if (exists) changeRow(context, table.name, row.id, values);
  else createRow(context, table.name, { ...values, [table.primaryKey]: ['guid', row.id] });
  for (const [name, file] of Object.entries(row.files)) {
    const column = findColumn(table, name);
    if (column.kind === 'file') storeFile(context, table, row.id, column, file);
  }
}
