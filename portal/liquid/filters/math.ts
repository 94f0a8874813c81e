import { calculate, type Operation } from '../arithmetic.ts';
import { typeName } from '../convert.ts';
import { LiquidError } from '../errors.ts';
import { isNumber, parseDecimal, printDecimal, roundDecimal, toDecimal } from '../number.ts';
import { toText } from '../print.ts';
import { isNil, LiquidDecimal } from '../value.ts';
import { asInt, type Filter, type FilterTools, optional, required } from './filter.ts';

/** `plus`, `minus`, `times`, `divided_by`, `modulo`, `ceil`, `floor`, `round`. */
export const mathFilters: Readonly<Record<string, Filter>> = {
  plus: arithmetic('plus'),
  minus: arithmetic('minus'),
  times: arithmetic('times'),
  divided_by: arithmetic('divide'),
  modulo: arithmetic('modulo'),
  ceil: { input: 'any', parameters: [], run: (input) => (isNil(input) ? 0 : toInt32(shift(decimalOf(input), 'up'))) },
  floor: { input: 'any', parameters: [], run: (input) => (isNil(input) ? 0 : toInt32(shift(decimalOf(input), 'down'))) },
  round: { input: 'any', parameters: [optional('decimals', 'int', 0)], run: (input, [places]) => round(input, asInt(places)) },
};

function arithmetic(operation: Operation): Filter {
  return {
    input: 'any',
    parameters: [required('operand', 'any')],
    run: (input, [operand], tools) => operate(operation, input, operand, tools),
  };
}

/** Text on the left makes `plus` a concatenation and `times` a repetition; nil on either side gives nil. */
function operate(operation: Operation, left: unknown, right: unknown, tools: FilterTools): unknown {
  if (typeof left === 'string' && operation === 'plus') return left + toText(right);
  if (isNil(left) || isNil(right)) return null;
  if (typeof left === 'string' && operation === 'times' && typeof right === 'number' && Number.isInteger(right)) {
    if (right < 0) throw new LiquidError('Specified argument was out of the range of valid values.');
    tools.reserve(left.length * right);
    return left.repeat(right);
  }
  if (isNumber(left) && isNumber(right)) return calculate(operation, left, right);
  throw new LiquidError(`No coercion operator is defined between types '${typeName(right)}' and '${typeName(left)}'.`);
}

/** .NET's `Convert.ToDecimal`; texts are parsed. */
export function decimalOf(value: unknown): LiquidDecimal {
  if (isNumber(value)) return toDecimal(value);
  if (typeof value === 'boolean') return new LiquidDecimal(value ? 1n : 0n, 0);
  const parsed = typeof value === 'string' ? parseDecimal(value) : null;
  if (parsed !== null) return parsed;
  throw new LiquidError(typeof value === 'string' ? 'Input string was not in a correct format.' : 'Unable to cast object to a number.');
}

function shift(value: LiquidDecimal, direction: 'up' | 'down'): LiquidDecimal {
  const unit = 10n ** BigInt(value.scale);
  const whole = value.units / unit;
  const rest = value.units % unit;
  if (rest === 0n) return new LiquidDecimal(whole, 0);
  const adjusted = direction === 'up' ? (rest > 0n ? whole + 1n : whole) : rest < 0n ? whole - 1n : whole;
  return new LiquidDecimal(adjusted, 0);
}

/** A whole number from a decimal, halves to even; out of 32 bits is an error. */
export function toInt32(value: LiquidDecimal): number {
  const whole = Number(printDecimal(roundDecimal(value, 0)));
  if (whole > 2_147_483_647 || whole < -2_147_483_648) throw new LiquidError('Value was either too large or too small for an Int32.');
  return whole === 0 ? 0 : whole;
}

function round(input: unknown, places: number): unknown {
  if (isNil(input)) return 0;
  if (places === 0) return toInt32(decimalOf(input));
  if (places < 0 || places > 28) throw new LiquidError('Decimal can only round to between 0 and 28 digits of precision.');
  return roundDecimal(decimalOf(input), places);
}
