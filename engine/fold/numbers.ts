/** A decimal number as its digits: no leading zeros before the point, no trailing ones after it; zero is not negative. */
export interface Digits {
  readonly negative: boolean;
  readonly whole: string;
  readonly part: string;
}

/** The digits of a plain decimal number (`-010.50`), null for every other text, `1e5` and the empty one included. */
export function digitsOf(value: string | number | boolean): Digits | null {
  const text = String(value);
  const sign = text.charAt(0);
  const start = sign === '-' || sign === '+' ? 1 : 0;
  const point = text.indexOf('.');
  const end = point < 0 ? text.length : point;
  if (!isDigits(text, start, end) || (point >= 0 && !isDigits(text, point + 1, text.length))) return null;
  let first = start;
  while (first < end && text.charAt(first) === '0') first += 1;
  let last = text.length;
  while (last > end + 1 && text.charAt(last - 1) === '0') last -= 1;
  const whole = text.slice(first, end);
  const part = point < 0 ? '' : text.slice(end + 1, last);
  return { negative: sign === '-' && (whole !== '' || part !== ''), whole, part };
}

function isDigits(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return end > start;
}

/** The number as a text in its shortest form. @example printDigits(digitsOf('-010.50')) // '-10.5' */
export const printDigits = ({ negative, whole, part }: Digits): string =>
  `${negative ? '-' : ''}${whole === '' ? '0' : whole}${part === '' ? '' : `.${part}`}`;

const order = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * Compares two decimal numbers digit by digit, so that money and numbers beyond 2^53 are exact.
 * @returns -1, 0 or 1; null where a side is not a plain decimal number
 * @example compareNumbers('9007199254740993', '9007199254740992') // 1
 */
export function compareNumbers(left: string | number | boolean, right: string | number | boolean): number | null {
  const a = digitsOf(left);
  const b = digitsOf(right);
  if (!a || !b) return null;
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const size =
    a.whole.length !== b.whole.length ? (a.whole.length < b.whole.length ? -1 : 1) : order(a.whole, b.whole) || order(a.part, b.part);
  return a.negative && size !== 0 ? -size : size;
}
