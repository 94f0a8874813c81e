import type { ColumnType, HostRow, RecordRow } from '../../../contracts/index.ts';
import { type Cell, type ColumnAccesses, type Level, maskOf, type Policy, type TableFacts } from '../../../engine/index.ts';
import { own, ownProperty } from '../json.ts';
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

/** Makes a row of the answer from a row of the store. */
export type Presenter = (row: HostRow) => RecordRow;

/**
 * How rows leave on which a person has the same access: a column that may not be read is absent, a masked one shows its mask and no
 * label, and numbers are text of plain digits, whatever the store makes of them. What follows from the access is found once for all rows.
 * INVARIANT: nothing of a row gets into the answer but through a level.
 */
export function presenter(policy: Policy, columns: readonly ShownColumn[], access: ColumnAccesses, mayName: MayName): Presenter {
  const at = (level: Level) => columns.filter(({ name }) => own(access, name)?.level === level);
  const clear = at('read');
  const names = clear.map(({ name }) => name);
  const numbers = clear.filter(({ type }) => type === 'number').map(({ name }) => name);
  const labelled = clear.filter(({ type }) => type === 'choice' || type === 'lookup');
  const masked = at('masked').map(({ name }) => ({ name, mask: own(access, name)?.mask ?? '' }));
  return (row) => {
    const stored = row.values;
    const values: { [column: string]: Cell } = {};
    const labels: { [column: string]: string } = {};
    // Every cell of every answer passes here, so a call of `own` each would be most of what a list costs.
    names.forEach((name) => {
      values[name] = ownProperty.call(stored, name) ? (stored[name] as Cell) : null;
    });
    numbers.forEach((name) => {
      if (values[name] !== null) values[name] = String(values[name]);
    });
    labelled.forEach(({ name, type }) => {
      const label = own(row.labels, name);
      const cell = values[name];
      if (label !== undefined && (type === 'choice' || (typeof cell === 'string' && mayName(cell)))) labels[name] = label;
    });
    masked.forEach(({ name, mask }) => {
      values[name] = maskOf(policy, mask, own(stored, name) ?? null);
    });
    return { id: row.id, values, labels, masked: masked.map(({ name }) => name) };
  };
}
