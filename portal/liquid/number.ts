import { LiquidError } from './errors.ts';
import { LiquidDecimal, LiquidReal } from './value.ts';

/** The .NET number types a value can have. */
export type NumberType = 'int' | 'long' | 'single' | 'double' | 'decimal';

/** A value that is a number; plain JavaScript numbers are int, long or double by what they hold. */
export type LiquidNumber = number | LiquidDecimal | LiquidReal;

const int32 = 2_147_483_647;

/** True for every kind of number. */
export function isNumber(value: unknown): value is LiquidNumber {
  return typeof value === 'number' || value instanceof LiquidDecimal || value instanceof LiquidReal;
}

/** The .NET type of a number. */
export function numberType(value: LiquidNumber): NumberType {
  if (value instanceof LiquidDecimal) return 'decimal';
  if (value instanceof LiquidReal) return value.precision;
  if (!Number.isInteger(value)) return 'double';
  return value >= -int32 - 1 && value <= int32 ? 'int' : 'long';
}

/** The number as a JavaScript number, for comparison and real arithmetic. */
export function toJsNumber(value: LiquidNumber): number {
  if (value instanceof LiquidDecimal) return Number(printDecimal(value));
  return value instanceof LiquidReal ? value.value : value;
}

/** Prints a number: decimals keep their zeros, singles have seven significant digits, doubles fifteen. */
export function printNumber(value: LiquidNumber): string {
  if (value instanceof LiquidDecimal) return printDecimal(value);
  if (value instanceof LiquidReal) return printReal(value.value, value.precision === 'single' ? 7 : 15);
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value === 0 ? 0 : value) : printReal(value, 15);
}

function printReal(value: number, digits: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return '0';
  const [mantissa = '', power = '0'] = value.toExponential(digits - 1).split('e');
  const exponent = Number(power);
  if (exponent <= -5 || exponent >= digits) {
    return `${trimZeros(mantissa)}E${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  return trimZeros(value.toFixed(Math.max(0, digits - 1 - exponent)));
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}

/** Prints a decimal with all its places. */
export function printDecimal({ units, scale }: LiquidDecimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const text = scale === 0 ? whole : `${whole}.${digits.slice(digits.length - scale)}`;
  return units < 0n ? `-${text}` : text;
}

/** Reads plain digits with an optional sign, point and thousands commas; `null` for anything else. At most 29 digits, 28 places. */
export function parseDecimal(text: string): LiquidDecimal | null {
  const trimmed = text.trim();
  if (trimmed.length > 100) return null;
  const match = /^([+-]?)([\d,]*)(?:\.(\d*))?$/.exec(trimmed);
  const whole = (match?.[2] ?? '').replaceAll(',', '');
  const places = match?.[3] ?? '';
  if (match === null || whole + places === '' || whole.length + places.length > 57 || whole.replace(/^0+/, '').length > 29) return null;
  const magnitude = BigInt(whole + places);
  return limitPlaces(new LiquidDecimal(match[1] === '-' ? -magnitude : magnitude, places.length));
}

/** Any number as a decimal, as .NET's `Convert.ToDecimal` does: singles by seven digits, doubles by fifteen. */
export function toDecimal(value: LiquidNumber): LiquidDecimal {
  if (value instanceof LiquidDecimal) return value;
  const number = toJsNumber(value);
  const digits = numberType(value) === 'single' ? 7 : 15;
  if (!Number.isFinite(number) || Math.abs(number) > 7.9e28)
    throw new LiquidError('Value was either too large or too small for a Decimal.');
  const text = Number.isInteger(number) && Math.abs(number) < 1e15 ? String(number) : expand(number, digits);
  return parseDecimal(text) ?? new LiquidDecimal(0n, 0);
}

function expand(value: number, digits: number): string {
  const exponent = Number(value.toExponential(digits - 1).split('e')[1]);
  if (exponent >= digits) return BigInt(value).toString();
  return trimZeros(value.toFixed(Math.min(28, Math.max(0, digits - 1 - exponent))));
}

/** Brings a decimal to at most 28 places, rounding halves to even. */
export function limitPlaces(value: LiquidDecimal): LiquidDecimal {
  return value.scale > 28 ? roundDecimal(value, 28) : value;
}

/** Rounds to a number of places, halves to even. */
export function roundDecimal(value: LiquidDecimal, places: number): LiquidDecimal {
  if (value.scale <= places) return value;
  return new LiquidDecimal(divideRounded(value.units, 10n ** BigInt(value.scale - places)), places);
}

/** Integer division with halves rounded to even. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const doubled = 2n * absolute(dividend % divisor);
  const size = absolute(divisor);
  const up = doubled > size || (doubled === size && quotient % 2n !== 0n);
  if (!up) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
