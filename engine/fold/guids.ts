const PARTS = [8, 4, 4, 4, 12];
const HEX = '0123456789abcdef';
const CAPITALS = 'ABCDEF';

/**
 * A guid as rows hold it, lower case and without braces, from one in any case with or without them; null for every other text.
 * @example guidOf('{ABCDEF00-1234-4ABC-8DEF-0123456789AB}') // 'abcdef00-1234-4abc-8def-0123456789ab'
 */
export function guidOf(text: string): string | null {
  const braced = text.charAt(0) === '{' && text.charAt(text.length - 1) === '}';
  const parts = (braced ? text.slice(1, -1) : text).split('-');
  if (parts.length !== PARTS.length) return null;
  let guid = '';
  for (let index = 0; index < parts.length; index += 1) {
    const digits = digitsOf(parts[index] as string, PARTS[index] as number);
    if (digits === null) return null;
    guid += index === 0 ? digits : `-${digits}`;
  }
  return guid;
}

/** The hexadecimal digits of a text of the given length in lower case; null where something else stands there. */
function digitsOf(text: string, length: number): string | null {
  if (text.length !== length) return null;
  let digits = '';
  for (let index = 0; index < length; index += 1) {
    const character = text.charAt(index);
    const capital = CAPITALS.indexOf(character);
    const digit = capital < 0 ? HEX.indexOf(character) : 10 + capital;
    if (digit < 0) return null;
    digits += HEX.charAt(digit);
  }
  return digits;
}
