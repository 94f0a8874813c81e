import { compareValues, fits } from '../evaluate/compare.ts';
import { splitReference } from '../evaluate/operands.ts';
import { fold, foldsTo } from '../fold/index.ts';
import type { Compare, CompareOperator, Expression, NullTest, Step } from '../model/expression.ts';
import type { Cell, Row } from '../types.ts';
import type { Binding } from './binding.ts';
import { cellReader, constantOf, plainColumn, readerOf } from './operands.ts';
import { always, everyOf, never, notOf, type RowTest, someOf } from './tests.ts';

/** A condition as two questions: whether it is known to hold, and whether it is known not to. Where neither is, it is unknown. */
export interface TwoTests {
  readonly holds: RowTest;
  readonly fails: RowTest;
}

type In = Extract<Expression, { kind: 'in' }>;

export const UNKNOWN: TwoTests = Object.freeze({ holds: never, fails: never });
export const constant = (truth: boolean | 'unknown'): TwoTests =>
  truth === 'unknown' ? UNKNOWN : truth ? { holds: always, fails: never } : { holds: never, fails: always };

/** `in`: one of the comparisons. A text column against texts is read once. */
export function inTests({ left, items }: In, binding: Binding): TwoTests {
  const column = plainColumn(left);
  const folds = column === null || left.type !== 'text' ? [] : items.map((item) => foldOf(constantOf(item.right, binding)));
  if (column === null || column.column === 'id' || folds.length === 0 || folds.indexOf('') >= 0) {
    const bound = items.map((item) => compareTests(item, binding));
    return { holds: someOf(bound.map(({ holds }) => holds)), fails: everyOf(bound.map(({ fails }) => fails)) };
  }
  return textTests(cellReader(column.column, binding.reader), folds);
}

/** The fold of a text; empty for everything with which a text cannot be compared. */
const foldOf = (value: Cell | undefined): string => (typeof value === 'string' ? fold(value) : '');

/** `is null` and `is not null`, which are never unknown. */
export function nullTests({ operand, wanted }: NullTest, binding: Binding): TwoTests {
  const fixed = constantOf(operand, binding);
  if (fixed !== undefined) return constant((fixed === null) === wanted);
  const read = readerOf(operand, binding);
  const holds: RowTest = wanted ? (row, moment) => read(row, moment) === null : (row, moment) => read(row, moment) !== null;
  return { holds, fails: notOf(holds) };
}

/** One comparison. A column against a value of the person or of the policy has a test of its own; everything else is compared in general. */
export function compareTests(compare: Compare, binding: Binding): TwoTests {
  const left = constantOf(compare.left, binding);
  const right = constantOf(compare.right, binding);
  if (left !== undefined && right !== undefined) return constant(compareValues(compare.operator, compare.type, left, right));
  if (left === null || right === null) return UNKNOWN;
  const column = plainColumn(compare.left);
  const special = column === null || right === undefined ? null : columnTests(compare, column, right, binding);
  return special ?? inGeneral(compare, binding);
}

function inGeneral({ operator, type, left, right }: Compare, binding: Binding): TwoTests {
  const readLeft = readerOf(left, binding);
  const readRight = readerOf(right, binding);
  return {
    holds: (row, moment) => compareValues(operator, type, readLeft(row, moment), readRight(row, moment)) === true,
    fails: (row, moment) => compareValues(operator, type, readLeft(row, moment), readRight(row, moment)) === false,
  };
}

const swapped = ({ holds, fails }: TwoTests): TwoTests => ({ holds: fails, fails: holds });

/** Null where there is nothing special about the comparison. */
function columnTests({ operator, type }: Compare, column: Step, value: NonNullable<Cell>, binding: Binding): TwoTests | null {
  if (operator === '≠') {
    const equal = columnTests({ operator: '=', type } as Compare, column, value, binding);
    return equal === null ? null : swapped(equal);
  }
  if (type === 'lookup') return operator === '=' ? lookupTests(column, value, binding) : UNKNOWN;
  if (column.column === 'id') return null;
  const cell = cellReader(column.column, binding.reader);
  switch (type) {
    case 'text':
      return operator === '=' && typeof value === 'string' ? textTests(cell, [fold(value)]) : null;
    case 'choice':
    case 'boolean':
      return operator === '=' && fits(type, value)
        ? {
            holds: (row) => cell(row) === value,
            fails: (row) => {
              const own = cell(row);
              return own !== value && own !== null && fits(type, own);
            },
          }
        : null;
    case 'number':
      return numberTests(cell, operator, value);
    default:
      return null;
  }
}

function lookupTests({ table, column }: Step, value: NonNullable<Cell>, { reader }: Binding): TwoTests {
  if (!fits('lookup', value)) return UNKNOWN;
  const reference = splitReference(value as string);
  if (column === 'id') {
    if (table !== reference.table) return { holds: never, fails: (row) => row.id !== undefined && row.id !== null };
    return { holds: (row) => row.id === reference.id, fails: (row) => row.id !== reference.id && row.id !== undefined && row.id !== null };
  }
  if (reader !== null) {
    const leads = reader.leadsTo(column, reference.table, reference.id);
    return { holds: (row) => leads(row) === true, fails: (row) => leads(row) === false };
  }
  const cell = cellReader(column, null);
  return {
    holds: (row) => cell(row) === value,
    fails: (row) => {
      const own = cell(row);
      return own !== value && own !== null && fits('lookup', own);
    },
  };
}

/** An empty text on either side makes a comparison unknown. */
function textTests(cell: (row: Row) => Cell, folds: readonly string[]): TwoTests {
  if (folds.indexOf('') >= 0) return UNKNOWN;
  const isOne = (text: string): boolean => {
    for (let index = 0; index < folds.length; index += 1) if (foldsTo(text, folds[index] as string)) return true;
    return false;
  };
  return {
    holds: (row) => {
      const own = cell(row);
      return typeof own === 'string' && isOne(own);
    },
    fails: (row) => {
      const own = cell(row);
      return typeof own === 'string' && !isOne(own) && fold(own) !== '';
    },
  };
}

/** Whether a number is one of 32 bits, which are compared as they are; all others by their digits. */
const isSmall = (value: Cell): value is number => ((value as number) | 0) === value;

function numberTests(cell: (row: Row) => Cell, operator: CompareOperator, value: NonNullable<Cell>): TwoTests | null {
  const small = typeof value === 'string' && String(Number(value) | 0) === value ? Number(value) : value;
  if (!isSmall(small)) return null;
  const exact = (own: Cell, wanted: boolean): boolean => compareValues(operator, 'number', own, value) === wanted;
  const tests = (holds: (own: number) => boolean): TwoTests => ({
    holds: (row) => {
      const own = cell(row);
      return isSmall(own) ? holds(own) : exact(own, true);
    },
    fails: (row) => {
      const own = cell(row);
      return isSmall(own) ? !holds(own) : exact(own, false);
    },
  });
  switch (operator) {
    case '=':
      return tests((own) => own === small);
    case '<':
      return tests((own) => own < small);
    case '≤':
      return tests((own) => own <= small);
    case '>':
      return tests((own) => own > small);
    case '≥':
      return tests((own) => own >= small);
    default:
      return null;
  }
}
