/**
 * Adds two numbers of plain digits exactly, as the store would: no floating point comes near an amount.
 * @example addDigits('0.10', '-2') // '-1.90'
 */
export function addDigits(left: string, right: string): string {
  const scale = Math.max(decimalsOf(left), decimalsOf(right));
  const [a, b] = [scaled(left, scale), scaled(right, scale)];
  if (a.negative === b.negative) return printed(a.negative, sumOf(a.digits, b.digits), scale);
  const order = a.digits.length - b.digits.length || (a.digits < b.digits ? -1 : 1);
  return order >= 0
    ? printed(a.negative, differenceOf(a.digits, b.digits), scale)
    : printed(b.negative, differenceOf(b.digits, a.digits), scale);
}

/** Takes one number of plain digits from another. @example lessDigits('5', '7.5') // '-2.5' */
export const lessDigits = (left: string, right: string): string => addDigits(left, right.charAt(0) === '-' ? right.slice(1) : `-${right}`);

interface Whole {
  readonly negative: boolean;
  /** Without superfluous zeros in front; nothing at all is zero. */
  readonly digits: string;
}

function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

function scaled(text: string, scale: number): Whole {
  const negative = text.charAt(0) === '-';
  const parts = (negative ? text.slice(1) : text).split('.');
  let decimals = parts[1] ?? '';
  while (decimals.length < scale) decimals += '0';
  return { negative, digits: withoutZeros((parts[0] ?? '') + decimals) };
}

function withoutZeros(digits: string): string {
  let start = 0;
  while (digits.charAt(start) === '0') start++;
  return digits.slice(start);
}

const digitAt = (digits: string, fromRight: number): number => Number(digits.charAt(digits.length - 1 - fromRight) || '0');

function sumOf(left: string, right: string): string {
  let carry = 0;
  let sum = '';
  for (let place = 0; place < left.length || place < right.length || carry > 0; place++) {
    const digit = digitAt(left, place) + digitAt(right, place) + carry;
    sum = String(digit % 10) + sum;
    carry = digit > 9 ? 1 : 0;
  }
  return sum;
}

/** The larger first. */
function differenceOf(left: string, right: string): string {
  let borrow = 0;
  let difference = '';
  for (let place = 0; place < left.length; place++) {
    const digit = digitAt(left, place) - digitAt(right, place) - borrow;
    difference = String(digit < 0 ? digit + 10 : digit) + difference;
    borrow = digit < 0 ? 1 : 0;
  }
  return withoutZeros(difference);
}

function printed(negative: boolean, digits: string, scale: number): string {
  let text = digits;
  while (text.length <= scale) text = `0${text}`;
  const number = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
  return negative && digits !== '' ? `-${number}` : number;
}
