import { compareNumbers, fold, millisecondsOf } from '../fold/index.ts';
import type { CompareOperator, ValueType } from '../model/expression.ts';
import type { Cell, Truth } from '../types.ts';
import { not } from './kleene.ts';

/** The value of one comparison. Null on either side, an empty text, and an operator that the type does not have make it unknown. */
export function compareValues(operator: CompareOperator, type: ValueType | 'none' | 'exact', left: Cell, right: Cell): Truth {
  if (operator === '≠') return not(compareValues('=', type, left, right));
  if (left === null || right === null) return 'unknown';
  switch (type) {
    case 'number':
      return ordered(operator, compareNumbers(left, right));
    case 'datetime':
      return ordered(operator, compareTimes(String(left), String(right)));
    case 'text':
      return compareTexts(operator, fold(String(left)), fold(String(right)));
    case 'choice':
    case 'boolean':
    case 'lookup':
    case 'exact':
      return operator === '=' ? left === right : 'unknown';
    case 'none':
      return 'unknown';
  }
}

/** The order of two times, null where one of them is none. */
export function compareTimes(left: string, right: string): number | null {
  const a = millisecondsOf(left);
  const b = millisecondsOf(right);
  return a === null || b === null ? null : a - b;
}

function ordered(operator: CompareOperator, order: number | null): Truth {
  if (order === null) return 'unknown';
  switch (operator) {
    case '=':
      return order === 0;
    case '<':
      return order < 0;
    case '≤':
      return order <= 0;
    case '>':
      return order > 0;
    case '≥':
      return order >= 0;
    default:
      return 'unknown';
  }
}

function compareTexts(operator: CompareOperator, left: string, right: string): Truth {
  if (left === '' || right === '') return 'unknown';
  switch (operator) {
    case '=':
      return left === right;
    case 'begins-with':
      return left.slice(0, right.length) === right;
    case 'contains':
      return left.indexOf(right) >= 0;
    case 'ends-with':
      return left.length >= right.length && left.slice(left.length - right.length) === right;
    default:
      return 'unknown';
  }
}
