import { follow, referenceTo } from '../evaluate/operands.ts';
import type { CompiledOperand, Step } from '../model/expression.ts';
import { own } from '../own.ts';
import type { Cell, Row } from '../types.ts';
import type { Binding, RowReader } from './binding.ts';
import type { Moment } from './tests.ts';

export type Read = (row: Row, moment: Moment) => Cell;

/** The value that an operand has for this person on every row; undefined where it depends on the row or the time. */
export function constantOf(operand: CompiledOperand, { principal }: Binding): Cell | undefined {
  if (operand.kind === 'literal') return operand.value;
  if (operand.kind !== 'principal') return undefined;
  const step = operand.path.steps[0] as Step;
  const row = principal[operand.whose];
  // What lies behind a lookup of the person is a row of its own, which may change while the person does not.
  if (step.target !== null) return row === null ? null : undefined;
  if (row === null) return null;
  return step.column === 'id' ? referenceTo(step.table, own(row, 'id')) : (own(row, step.column) ?? null);
}

/** The column of an operand that is one of the row itself; null for every other operand. */
export function plainColumn(operand: CompiledOperand): Step | null {
  const step = operand.kind === 'column' ? (operand.path.steps[0] as Step) : null;
  return step === null || step.target !== null ? null : step;
}

const NO_COLUMNS = {};

/** Reads a column of the row. A name that every object has by birth is only read where it is the row's own. */
export function cellReader(column: string, reader: RowReader | null): (row: Row) => Cell {
  if (reader !== null) return reader.cell(column);
  if (column in NO_COLUMNS) return (row) => own(row, column) ?? null;
  return (row) => {
    const cell = row[column];
    return cell === undefined ? null : cell;
  };
}

/** Reads any operand. */
export function readerOf(operand: CompiledOperand, binding: Binding): Read {
  const { principal, reader } = binding;
  const step = plainColumn(operand);
  if (step !== null && step.column !== 'id') return cellReader(step.column, reader);
  switch (operand.kind) {
    case 'literal':
      return () => operand.value;
    case 'now':
      return (_row, moment) => moment.nowText();
    case 'principal':
      return (_row, moment) => follow(operand.path, moment, principal[operand.whose]);
    case 'column':
      return reader === null ? (row, moment) => follow(operand.path, moment, row) : pathReader(reader, operand.path.steps);
  }
}

/** The value at the end of a path through rows of another form. */
function pathReader(reader: RowReader, steps: readonly Step[]): (row: Row) => Cell {
  const { table, column, target } = steps[0] as Step;
  if (target === null) return column === 'id' ? (row) => referenceTo(table, row.id) : reader.cell(column);
  const behind = reader.behind(column, target);
  const rest = pathReader(reader, steps.slice(1));
  return (row) => {
    const next = behind(row);
    return next === null ? null : rest(next);
  };
}
