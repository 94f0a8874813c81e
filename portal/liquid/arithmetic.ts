import { LiquidError } from './errors.ts';
import { divideRounded, type LiquidNumber, limitPlaces, type NumberType, numberType, toDecimal, toJsNumber } from './number.ts';
import { LiquidDecimal, LiquidReal } from './value.ts';

export type Operation = 'plus' | 'minus' | 'times' | 'divide' | 'modulo';

/**
 * Arithmetic as the documentation shows it: the right operand is cast to the left one's type first, so `10 plus 1.1` is 11 and
 * `10 times 2.2` is 20. 32-bit whole numbers wrap. Dividing by zero is an error shown in place.
 */
export function calculate(operation: Operation, left: LiquidNumber, right: LiquidNumber): LiquidNumber {
  const type = numberType(left);
  if (type === 'decimal') return decimalResult(operation, toDecimal(left), toDecimal(right));
  if (type === 'single' || type === 'double') return realResult(operation, type, toJsNumber(left), toJsNumber(right));
  return wholeResult(operation, type, toJsNumber(left), Math.trunc(toJsNumber(right)));
}

function wholeResult(operation: Operation, type: NumberType, left: number, right: number): number {
  const bits = type === 'int' ? 32 : 64;
  const result = wholeOperation(operation, BigInt(left), BigInt.asIntN(bits, BigInt(right)));
  return Number(BigInt.asIntN(bits, result));
}

function wholeOperation(operation: Operation, left: bigint, right: bigint): bigint {
  switch (operation) {
    case 'plus':
      return left + right;
    case 'minus':
      return left - right;
    case 'times':
      return left * right;
    case 'divide':
      return left / nonZero(right);
    case 'modulo':
      return left % nonZero(right);
  }
}

function nonZero(value: bigint): bigint {
  if (value === 0n) throw new LiquidError('Attempted to divide by zero.');
  return value;
}

function realResult(operation: Operation, precision: 'single' | 'double', left: number, right: number): LiquidReal {
  const divisor = precision === 'single' ? Math.fround(right) : right;
  if ((operation === 'divide' || operation === 'modulo') && divisor === 0) throw new LiquidError('Attempted to divide by zero.');
  const result = realOperation(operation, left, divisor);
  return new LiquidReal(precision === 'single' ? Math.fround(result) : result, precision);
}

function realOperation(operation: Operation, left: number, right: number): number {
  switch (operation) {
    case 'plus':
      return left + right;
    case 'minus':
      return left - right;
    case 'times':
      return left * right;
    case 'divide':
      return left / right;
    case 'modulo':
      return left % right;
  }
}

function decimalResult(operation: Operation, left: LiquidDecimal, right: LiquidDecimal): LiquidDecimal {
  const scale = Math.max(left.scale, right.scale);
  const a = left.units * 10n ** BigInt(scale - left.scale);
  const b = right.units * 10n ** BigInt(scale - right.scale);
  const result = decimalOperation(operation, { left, right, scale, a, b });
  if (result.units / 10n ** BigInt(result.scale) > 79_228_162_514_264_337_593_543_950_335n) {
    throw new LiquidError('Value was either too large or too small for a Decimal.');
  }
  return result;
}

interface Aligned {
  readonly left: LiquidDecimal;
  readonly right: LiquidDecimal;
  readonly scale: number;
  readonly a: bigint;
  readonly b: bigint;
}

function decimalOperation(operation: Operation, { left, right, scale, a, b }: Aligned): LiquidDecimal {
  switch (operation) {
    case 'plus':
      return new LiquidDecimal(a + b, scale);
    case 'minus':
      return new LiquidDecimal(a - b, scale);
    case 'times':
      return limitPlaces(new LiquidDecimal(left.units * right.units, left.scale + right.scale));
    case 'divide':
      return quotient(a, nonZero(b), Math.max(0, left.scale - right.scale));
    case 'modulo':
      return new LiquidDecimal(a % nonZero(b), scale);
  }
}

/** A quotient of 28 places without the zeros that say nothing; a whole-number result keeps the places of its operands. */
function quotient(dividend: bigint, divisor: bigint, places: number): LiquidDecimal {
  let units = divideRounded(dividend * 10n ** 28n, divisor);
  let scale = 28;
  while (scale > places && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return new LiquidDecimal(units, scale);
}
