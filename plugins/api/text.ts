import { own } from './json.ts';

const HEX = '0123456789abcdef';
const GUID_PARTS = [8, 4, 4, 4, 12];

/** A guid as the host writes it: lower case, no braces; null for anything else. */
export function guidOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length !== 36) return null;
  const parts = value.split('-');
  if (parts.length !== GUID_PARTS.length) return null;
  return parts.every(isGuidPart) ? value : guidOfLetters(parts);
}

/** Digits that come back as they were through a number, which has room for the twelve of the longest part. */
const isGuidPart = (part: string, index: number): boolean =>
  part.length === GUID_PARTS[index] && `00000000000${parseInt(part, 16).toString(16)}`.slice(-part.length) === part;

/** Letter by letter, for the rare guid that is not written as the host writes it. */
function guidOfLetters(parts: readonly string[]): string | null {
  let text = '';
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? '';
    if (part.length !== GUID_PARTS[index]) return null;
    for (let at = 0; at < part.length; at++) {
      const letter = lowerAscii(part.charAt(at));
      if (HEX.indexOf(letter) < 0) return null;
      text += letter;
    }
    if (index < parts.length - 1) text += '-';
  }
  return text;
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const lowerAscii = (letter: string): string => {
  const index = UPPER.indexOf(letter);
  return index < 0 ? letter : LOWER.charAt(index);
};

export const isLetter = (letter: string): boolean => letter !== '' && (UPPER + LOWER).indexOf(letter) >= 0;
export const isDigit = (letter: string): boolean => letter !== '' && '0123456789'.indexOf(letter) >= 0;

const MOST_NAMES = 1000;
const knownNames = { count: 0, names: {} as { [name: string]: true } };

/** A short or logical name: starts with a letter; letters, digits, `_`, `-`, `.`. Names come again and again, so those that were are kept. */
export function isName(text: string, max: number): boolean {
  if (text.length > max) return false;
  if (own(knownNames.names, text) === true) return true;
  if (!isNewName(text)) return false;
  if (knownNames.count >= MOST_NAMES) {
    knownNames.names = {};
    knownNames.count = 0;
  }
  knownNames.names[text] = true;
  knownNames.count++;
  return true;
}

function isNewName(text: string): boolean {
  if (!isLetter(text.charAt(0))) return false;
  for (let index = 0; index < text.length; index++) {
    const letter = text.charAt(index);
    if (!isLetter(letter) && !isDigit(letter) && '_-.'.indexOf(letter) < 0) return false;
  }
  return true;
}

/** Text that any store and log takes: cut at `max`, control characters and lone surrogates as `?`. */
export function clean(text: string, max: number): string {
  let cleaned = '';
  for (let index = 0; index < text.length && cleaned.length < max; index++) {
    const code = text.charCodeAt(index);
    const paired = code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
    if (paired && cleaned.length + 2 > max) break;
    const odd = code < 32 || code === 127 || code >= 0xfffe || (!paired && code >= 0xd800 && code < 0xe000);
    cleaned += odd ? '?' : paired ? text.substr(index++, 2) : text.charAt(index);
  }
  return cleaned;
}
