import type { CompiledOperand, Path, Step } from '../model/expression.ts';
import { own } from '../own.ts';
import type { Cell } from '../types.ts';
import type { Cells, Scope } from './scope.ts';

/** `table:id`, or null without an id. */
export const referenceTo = (table: string, id: Cell | undefined): string | null =>
  id === undefined || id === null ? null : `${table}:${id}`;

export interface Reference {
  readonly table: string;
  readonly id: string;
}

/** The two sides of a lookup value. */
export function splitReference(reference: string): Reference {
  const colon = reference.indexOf(':');
  return { table: reference.slice(0, Math.max(0, colon)), id: reference.slice(colon + 1) };
}

/** The value of one operand. */
export function operandValue(operand: CompiledOperand, scope: Scope, row: Cells | null): Cell {
  switch (operand.kind) {
    case 'literal':
      return operand.value;
    case 'now':
      return scope.nowText();
    case 'column':
      return follow(operand.path, scope, row);
    case 'principal':
      return follow(operand.path, scope, scope.principal[operand.whose]);
  }
}

/** The value at the end of a path; null through a null lookup, another target, or a row that cannot be loaded. */
export function follow(path: Path, scope: Pick<Scope, 'load'>, row: Cells | null): Cell {
  let at: Cells | null = row;
  for (let index = 0; ; index += 1) {
    const step = path.steps[index] as Step;
    const value = cellOf(step, at);
    if (step.target === null) return value;
    const reference: Reference | null = typeof value === 'string' ? splitReference(value) : null;
    at = reference !== null && reference.table === step.target ? scope.load(step.target, reference.id) : null;
  }
}

function cellOf(step: Step, row: Cells | null): Cell {
  if (row === null) return null;
  return step.column === 'id' ? referenceTo(step.table, own(row, 'id')) : (own(row, step.column) ?? null);
}
