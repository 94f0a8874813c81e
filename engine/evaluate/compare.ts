import { compareNumbers, digitsOf, fold, millisecondsOf } from '../fold/index.ts';
import type { CompareOperator, ValueType } from '../model/expression.ts';
import type { Cell, Truth } from '../types.ts';
import { not } from './kleene.ts';

/**
 * Whether a value has the form of a type. A policy may declare another type than the store has; what such a value means nobody knows,
 * so it makes every comparison unknown, and a deny applies.
 */
export function fits(type: ValueType | 'none' | 'exact', value: string | number | boolean): boolean {
  switch (type) {
    case 'number':
      return digitsOf(value) !== null;
    case 'choice':
      return typeof value === 'number' && Math.floor(value) === value;
    case 'boolean':
      return typeof value === 'boolean';
    case 'lookup':
      return typeof value === 'string' && value.indexOf(':') > 0;
    case 'text':
      return typeof value === 'string';
    case 'datetime':
      return typeof value === 'string' && millisecondsOf(value) !== null;
    case 'exact':
      return true;
    case 'none':
      return false;
  }
}

/** The value of one comparison. Null or a value of another type on either side, an empty text, and an operator that the type does not have make it unknown. */
export function compareValues(operator: CompareOperator, type: ValueType | 'none' | 'exact', left: Cell, right: Cell): Truth {
  if (operator === '≠') return not(compareValues('=', type, left, right));
  if (left === null || right === null) return 'unknown';
  switch (type) {
    case 'number':
      return ordered(operator, compareNumbers(left, right));
    case 'datetime':
      return typeof left === 'string' && typeof right === 'string' ? ordered(operator, compareTimes(left, right)) : 'unknown';
    case 'text':
      return typeof left === 'string' && typeof right === 'string' ? compareTexts(operator, fold(left), fold(right)) : 'unknown';
    case 'choice':
    case 'boolean':
    case 'lookup':
    case 'exact':
      return operator === '=' && fits(type, left) && fits(type, right) ? left === right : 'unknown';
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
