import { own } from '../own.ts';

/** Whether a character code may stand in an XML 1.0 document by itself; surrogates are looked at in pairs by `isXmlText`. */
const isPlain = (code: number): boolean =>
  code === 9 || code === 10 || code === 13 || (code >= 32 && code < 0xd800) || (code >= 0xe000 && code < 0xfffe);

/** Whether a text can stand in an XML document: no control characters, no half surrogate pair. */
export function isXmlText(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if ((code >= 32 && code < 0xd800) || isPlain(code)) continue;
    const next = index + 1 < text.length ? text.charCodeAt(index + 1) : 0;
    if (code < 0xd800 || code > 0xdbff || next < 0xdc00 || next > 0xdfff) return false;
    index += 1;
  }
  return true;
}

export const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;

/** ASCII names with `-`, `_`, `.`, which is all that FetchXML uses. */
export const isNameCharacter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 45 || code === 95 || code === 46;

const ENTITIES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text of a reference without `&` and `;`: one of the five entities or a numeric character; null for everything else. */
export function referenced(name: string): string | null {
  const entity = own(ENTITIES, name);
  if (entity !== undefined) return entity;
  if (name.charAt(0) !== '#') return null;
  const hex = name.charAt(1) === 'x';
  const digits = name.slice(hex ? 2 : 1);
  let code = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = '0123456789abcdef'.indexOf(lowerHex(digits.charAt(index)));
    if (digit < 0 || digit >= (hex ? 16 : 10)) return null;
    code = code * (hex ? 16 : 10) + digit;
    if (code > 0x10ffff) return null;
  }
  if (digits === '') return null;
  const text =
    code < 0x10000
      ? String.fromCharCode(code)
      : String.fromCharCode(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
  return isXmlText(text) ? text : null;
}

function lowerHex(digit: string): string {
  const index = 'ABCDEF'.indexOf(digit);
  return index < 0 ? digit : 'abcdef'.charAt(index);
}

/** A text for an attribute in double quotes or for an element; white space other than blanks as a number, so that no reader changes it. */
export function escapeXml(text: string): string {
  // Most texts of a query are names, ids and digits, which a URI leaves as they are too. A built-in is asked, since a loop over
  // characters is what costs an interpreter most. It throws on half a surrogate pair, as this function does.
  if (text.indexOf('&') < 0 && encodeURI(text) === text) return text;
  if (!isXmlText(text)) throw new Error('a text with characters that XML cannot hold reached the writer');
  let escaped = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const code = text.charCodeAt(index);
    if (character === '&') escaped += '&amp;';
    else if (character === '<') escaped += '&lt;';
    else if (character === '>') escaped += '&gt;';
    else if (character === '"') escaped += '&quot;';
    else if (code < 32) escaped += `&#${code};`;
    else escaped += character;
  }
  return escaped;
}
