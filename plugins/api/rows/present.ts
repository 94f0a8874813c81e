import type { ColumnType, HostRow, RecordRow } from '../../../contracts/index.ts';
import { type Cell, type ColumnAccesses, maskOf, type Policy, type TableFacts } from '../../../engine/index.ts';
import { own } from '../json.ts';
import { typeOf } from './column-types.ts';
import type { MayName } from './labels.ts';

/** A column of an answer, with its type. */
export interface ShownColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** The columns with their types, in the order asked for. */
export const columnsWithTypes = (facts: TableFacts, columns: readonly string[]): readonly ShownColumn[] =>
  columns.map((name) => ({ name, type: typeOf(facts, name) ?? 'text' }));

/** Numbers leave as text of plain digits, whatever the store makes of them. */
const outward = (type: ColumnType, cell: Cell): Cell => (type === 'number' && cell !== null ? String(cell) : cell);

/**
 * A row as it leaves: a column that may not be read is absent, a masked one shows its mask and no label.
 * INVARIANT: nothing of `row` gets into the answer but through a level.
 */
export function present(
  policy: Policy,
  columns: readonly ShownColumn[],
  row: HostRow,
  access: ColumnAccesses,
  mayName: MayName,
): RecordRow {
  const values: { [column: string]: Cell } = {};
  const labels: { [column: string]: string } = {};
  const masked: string[] = [];
  columns.forEach(({ name, type }) => {
    const cell: Cell = own(row.values, name) ?? null;
    const given = own(access, name);
    if (given?.level === 'read') {
      values[name] = outward(type, cell);
      const label = own(row.labels, name);
      const nameable = type === 'choice' || (type === 'lookup' && typeof cell === 'string' && mayName(cell));
      if (label !== undefined && nameable) labels[name] = label;
    } else if (given?.level === 'masked') {
      values[name] = maskOf(policy, given.mask ?? '', cell);
      masked.push(name);
    }
  });
  return { id: row.id, values, labels, masked };
}
