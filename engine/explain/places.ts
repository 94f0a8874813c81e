import type { Reference } from '../evaluate/operands.ts';
import { splitReference } from '../evaluate/operands.ts';
import type { Cells, Scope } from '../evaluate/scope.ts';
import type { Path, Step } from '../model/expression.ts';
import { own } from '../own.ts';
import type { Cell, DecisionRequest } from '../types.ts';
import type { SetColumn } from './changes.ts';

/** A column of a row, stored or asked for, with its value. */
export interface Place extends Pick<SetColumn, 'table' | 'id' | 'column'> {
  readonly now: Cell;
}

/** The column at the end of a path; null where the way there is cut off. */
export function placeAtEnd(scope: Scope, request: DecisionRequest, path: Path, from: Cells): Place | null {
  const first = path.steps[0] as Step;
  const last = path.steps[path.steps.length - 1] as Step;
  const stored = typeof from.id === 'string' && scope.load(first.table, from.id) === from;
  const row = rowAtEnd(scope, path, from);
  if (row === null) return null;
  const requested = row === from && !stored && (typeof from.id !== 'string' || own(request.set, last.column) !== undefined);
  return { table: last.table, id: requested ? null : String(row.id), column: last.column, now: own(row, last.column) ?? null };
}

/** The same from the contact or account of the person who asks. */
export function placeInPerson(scope: Scope, whose: 'contact' | 'account', path: Path): Place | null {
  const person = scope.principal[whose];
  const row = person === null ? null : rowAtEnd(scope, path, person);
  const last = path.steps[path.steps.length - 1] as Step;
  return row === null ? null : { table: last.table, id: String(row.id), column: last.column, now: own(row, last.column) ?? null };
}

function rowAtEnd(scope: Scope, { steps }: Path, from: Cells): Cells | null {
  let row: Cells | null = from;
  for (let index = 0; index < steps.length - 1 && row !== null; index += 1) {
    const { column, target } = steps[index] as Step;
    const value: Cell | undefined = own(row, column);
    const reference: Reference | null = typeof value === 'string' ? splitReference(value) : null;
    row = reference !== null && target !== null && reference.table === target ? scope.load(target, reference.id) : null;
  }
  return row;
}
