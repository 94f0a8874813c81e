/** Reading of the text inside a tag, with the fragments of the old engine: a quoted text, or a run without spaces, commas and bars. */

/** Where the fragment that starts at `at` ends; `at` itself when none starts there. An assignment's fragment may hold commas. */
export function fragmentEnd(text: string, at: number, allowComma = false): number {
  const quoted = quotedEnd(text, at);
  if (quoted !== at) return quoted;
  let end = at;
  while (end < text.length) {
    const next = quotedEnd(text, end);
    if (next !== end) {
      end = next;
      continue;
    }
    const character = text.charAt(end);
    if (isSpace(character) || character === '|' || character === "'" || character === '"' || (character === ',' && !allowComma)) break;
    end += 1;
  }
  return end;
}

function quotedEnd(text: string, at: number): number {
  const quote = text[at];
  if (quote !== "'" && quote !== '"') return at;
  const close = text.indexOf(quote, at + 1);
  return close === -1 ? at : close + 1;
}

/** True for what the engine's patterns count as white space. */
export function isSpace(character: string): boolean {
  return character !== '' && character.trim() === '';
}

/** The first position at or behind `at` that is not white space. */
export function skipSpace(text: string, at: number): number {
  let next = at;
  while (next < text.length && isSpace(text.charAt(next))) next += 1;
  return next;
}

/** The first fragment at or behind `from`, skipping whatever cannot start one; `null` at the end. */
export function findFragment(text: string, from: number): { readonly text: string; readonly end: number } | null {
  for (let at = from; at < text.length; at += 1) {
    const end = fragmentEnd(text, at);
    if (end > at) return { text: text.slice(at, end), end };
  }
  return null;
}

/** Splits at a separator character that stands outside quotes. */
export function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const quoted = quotedEnd(text, at);
    if (quoted !== at) {
      at = quoted;
      continue;
    }
    if (text[at] === separator) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
    at += 1;
  }
  parts.push(text.slice(from));
  return parts;
}

/** All `key: value` pairs of a tag, commas or spaces between them; keys in lower case, the last of equal ones wins. */
export function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [key, value] of readAttributePairs(text)) attributes.set(key.toLowerCase(), value);
  return attributes;
}

/** Like `readAttributes`, in order and with the keys as written. */
export function readAttributePairs(text: string): readonly (readonly [string, string])[] {
  const pairs: [string, string][] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = quotedEnd(text, at);
    if (quoted !== at) {
      at = quoted;
      continue;
    }
    const keyEnd = wordEnd(text, at);
    if (keyEnd === at) {
      at += 1;
      continue;
    }
    const colon = skipSpace(text, keyEnd);
    const start = skipSpace(text, colon + 1);
    const end = text[colon] === ':' ? fragmentEnd(text, start) : start;
    if (end > start) pairs.push([text.slice(at, keyEnd), text.slice(start, end)]);
    at = end > start ? end : keyEnd;
  }
  return pairs;
}

/** Where the word (letters, digits, underscore) that starts at `at` ends. */
export function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && /[\p{L}\p{N}_]/u.test(text.charAt(end))) end += 1;
  return end;
}

/** The text between quotes, or the text itself. */
export function unquote(text: string): string {
  const quote = text[0];
  return text.length > 1 && (quote === "'" || quote === '"') && text.endsWith(quote) ? text.slice(1, -1) : text;
}
