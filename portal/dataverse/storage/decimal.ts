const INTEGER_DIGITS = 30;
const PLAIN = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?$/;

/** An exact decimal number: `units` × 10^-`scale`. */
export type Decimal = { readonly units: bigint; readonly scale: number };

/**
 * Reads plain digits (`-12.50`); null for anything else (no exponent, no blanks, at most 30 digits on each side).
 * @example parseDecimal('1.50') // { units: 150n, scale: 2 }
 */
export function parseDecimal(text: string): Decimal | null {
  const match = PLAIN.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
}

/** The number with another scale; digits that do not fit are rounded half away from zero. */
export function rescale(value: Decimal, scale: number): Decimal {
  if (scale >= value.scale) return { units: value.units * 10n ** BigInt(scale - value.scale), scale };
  return { units: divideRounded(value.units, 10n ** BigInt(value.scale - scale)), scale };
}

/** The quotient of two whole numbers, rounded half away from zero. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [top, bottom] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const rounded = (top * 2n + bottom) / (bottom * 2n);
  return negative ? -rounded : rounded;
}

/** Plain digits with exactly `scale` places. */
export function printDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? '-' : ''}${whole}${scale > 0 ? `.${digits.slice(digits.length - scale)}` : ''}`;
}

/** Negative, zero or positive as the first number is less than, equal to or more than the second. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale);
  const difference = rescale(left, scale).units - rescale(right, scale).units;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * A text whose byte order is the order of the numbers, for any number of digits: this is what the database compares and indexes.
 * Negative numbers are written by the nines' complement and closed with a character above every digit.
 */
export function sortKey({ units, scale }: Decimal): string {
  const [whole = '', fraction = ''] = printDecimal({ units: units < 0n ? -units : units, scale }).split('.');
  const digits = whole.padStart(INTEGER_DIGITS, '0') + fraction.replace(/0+$/, '');
  if (units >= 0n) return `p${digits}`;
  return `n${digits.replace(/\d/g, (digit) => String(9 - Number(digit)))}~`;
}
