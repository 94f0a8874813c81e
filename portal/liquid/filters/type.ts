import { isNumber, parseDecimal, toDecimal, toJsNumber } from '../number.ts';
import { toText } from '../print.ts';
import { isNil } from '../value.ts';
import type { Filter } from './filter.ts';
import { toInt32 } from './math.ts';

const yes = new Set(['true', 'on', 'enabled', 'yes', '1']);
const no = new Set(['false', 'off', 'disabled', 'no', '0']);

/** `boolean`, `decimal`, `integer`, `string`: what does not convert becomes nil. */
export const typeFilters: Readonly<Record<string, Filter>> = {
  boolean: { input: 'any', parameters: [], run: toBoolean },
  decimal: {
    input: 'any',
    parameters: [],
    run: (input) => (isNumber(input) ? toDecimal(input) : typeof input === 'string' ? parseDecimal(input) : null),
  },
  integer: { input: 'any', parameters: [], run: toInteger },
  string: { input: 'any', parameters: [], run: (input) => (isNil(input) ? null : toText(input)) },
};

function toBoolean(input: unknown): boolean | null {
  if (typeof input === 'boolean') return input;
  if (isNumber(input)) return toJsNumber(input) !== 0;
  if (typeof input !== 'string') return null;
  const word = input.trim().toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : null;
}

/** A text must hold a whole number; a number is rounded, halves to even. */
function toInteger(input: unknown): number | null {
  if (typeof input === 'string') {
    const decimal = parseDecimal(input);
    return decimal !== null && decimal.scale === 0 && fits(toJsNumber(decimal)) ? toJsNumber(decimal) : null;
  }
  return isNumber(input) && fits(toJsNumber(input)) ? toInt32(toDecimal(input)) : null;
}

function fits(value: number): boolean {
  return value > -2_147_483_648.5 && value < 2_147_483_647.5;
}
