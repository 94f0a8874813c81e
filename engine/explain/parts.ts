import { referenceTo, splitReference } from '../evaluate/operands.ts';
import type { Cells, Scope } from '../evaluate/scope.ts';
import type { Trace } from '../evaluate/truth.ts';
import type { CompiledOperand, Path, Step } from '../model/expression.ts';
import { own } from '../own.ts';
import type { Cell, Truth } from '../types.ts';
import { textOf } from './text.ts';

/** What one part came to. `skipped`: not needed for the answer. `hidden`: it looks at a column that the asker may not read, so neither value nor outcome is told. */
export interface ExplainedPart {
  readonly text: string;
  readonly truth: Truth | 'skipped' | 'hidden';
  /** The values as they were compared; none where the part compares nothing. */
  readonly values: readonly Cell[];
  readonly parts: readonly ExplainedPart[];
}

/** Whether the asker may see the value of a column; `id` is null for a row that does not exist yet. */
export type MayShow = (table: string, id: string | null, column: string) => boolean;

/** The public form of what was written down. A part that holds a hidden one is hidden as well, else its outcome would tell. */
export function explained(scope: Scope, trace: Trace, mayShow: MayShow): ExplainedPart {
  const parts = trace.parts.map((part) => explained(scope, part, mayShow));
  const text = textOf(trace.expression);
  const hidden =
    parts.some((part) => part.truth === 'hidden') ||
    operandsOf(trace).some((operand) => !mayShowOperand(scope, operand, trace.row, mayShow));
  if (hidden) return { text, truth: 'hidden', values: [], parts: parts.map(hiddenPart) };
  return { text, truth: trace.truth, values: trace.values, parts };
}

/** What was skipped beside a hidden part would tell its outcome too. */
const hiddenPart = ({ text, parts }: ExplainedPart): ExplainedPart => ({ text, truth: 'hidden', values: [], parts: parts.map(hiddenPart) });

function operandsOf({ expression }: Trace): readonly CompiledOperand[] {
  switch (expression.kind) {
    case 'compare':
      return [expression.left, expression.right];
    case 'null-test':
      return [expression.operand];
    case 'parent':
      return [{ kind: 'column', path: expression.lookup, type: 'lookup' }];
    default:
      return [];
  }
}

function mayShowOperand(scope: Scope, operand: CompiledOperand, row: Cells | null, mayShow: MayShow): boolean {
  if (operand.kind === 'column') return mayShowPath(scope, operand.path, row, mayShow);
  return operand.kind !== 'principal' || mayShowPath(scope, operand.path, scope.principal[operand.whose], mayShow);
}

/** Every step of a path must be one that the asker may see. */
function mayShowPath(scope: Scope, { steps }: Path, from: Cells | null, mayShow: MayShow): boolean {
  let row = from;
  for (let index = 0; index < steps.length; index += 1) {
    const { table, column, target } = steps[index] as Step;
    if (row === null) return true;
    const id = own(row, 'id');
    if (column !== 'id' && !mayShow(table, typeof id === 'string' ? id : null, column)) return false;
    const value = column === 'id' ? referenceTo(table, id) : own(row, column);
    row = target !== null && typeof value === 'string' ? scope.load(target, splitReference(value).id) : null;
  }
  return true;
}
