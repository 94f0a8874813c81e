import { millisecondsOf, printTime } from '../fold/index.ts';
import type { ValueType } from '../model/expression.ts';
import type { Cell } from '../types.ts';

/** A value that a column could have instead; `example` where any other would do as well. */
export interface OtherValue {
  readonly value: Cell;
  readonly example?: true;
}

const SECOND = 1000;

/**
 * The values of a column between which a comparison with `value` changes its answer: the value itself, and one on each side of it,
 * or another one where there are no sides.
 */
export function valuesAround(type: ValueType, value: Cell): readonly OtherValue[] {
  if (value === null) return [];
  switch (type) {
    case 'number':
      return [{ value }, { value: stepped(value, 1), example: true }, { value: stepped(value, -1), example: true }];
    case 'datetime': {
      const time = millisecondsOf(String(value));
      if (time === null) return [];
      return [
        { value: printTime(time) },
        { value: printTime(time + SECOND), example: true },
        { value: printTime(time - SECOND), example: true },
      ];
    }
    case 'choice':
      return typeof value === 'number' ? [{ value }, { value: value + 1, example: true }] : [];
    case 'boolean':
      return [{ value: true }, { value: false }];
    case 'text':
      return typeof value === 'string' && value !== '' ? [{ value }, { value: `${value}x`, example: true }] : [];
    case 'lookup':
      return [{ value }];
  }
}

/** Numbers keep the form in which they came. */
function stepped(value: string | number | boolean, by: number): Cell {
  const next = Number(value) + by;
  return typeof value === 'number' ? next : String(next);
}

/** A value for a column that only has to have one. */
export function anyValue(type: ValueType, now: string): OtherValue | null {
  switch (type) {
    case 'number':
    case 'choice':
      return { value: 1, example: true };
    case 'boolean':
      return { value: true, example: true };
    case 'text':
      return { value: 'x', example: true };
    case 'datetime':
      return { value: now, example: true };
    case 'lookup':
      return null;
  }
}
