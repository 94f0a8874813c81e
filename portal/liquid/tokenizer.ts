import { LiquidParseError } from './errors.ts';

/** A piece of a template's source; `raw` is the text as it stood after trimming, which `raw` and `substitution` keep. */
export type Token =
  | { readonly kind: 'text'; readonly raw: string }
  | { readonly kind: 'output'; readonly raw: string; readonly markup: string }
  | { readonly kind: 'tag'; readonly raw: string; readonly name: string; readonly markup: string }
  | { readonly kind: 'broken'; readonly raw: string };

/**
 * Splits a template into tokens. As in the old engine, a delimiter ends at its first closing pair, quotes or not, and an unclosed one is
 * kept as `broken`: an error where it would be parsed, mere text inside `raw`.
 */
export function tokenize(source: string): readonly Token[] {
  const text = trimAfterTags(trimBeforeTags(source));
  const tokens: Token[] = [];
  const last: LastEnds = { tag: text.lastIndexOf('%}'), output: text.lastIndexOf('}') };
  let at = 0;
  while (at < text.length) {
    const start = nextDelimiter(text, at);
    if (start === -1) {
      tokens.push({ kind: 'text', raw: text.slice(at) });
      break;
    }
    if (start > at) tokens.push({ kind: 'text', raw: text.slice(at, start) });
    const token = text.startsWith('{%', start) ? readTag(text, start, last.tag) : readOutput(text, start, last.output);
    tokens.push(token);
    at = start + token.raw.length;
  }
  return tokens;
}

function nextDelimiter(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at !== -1; at = text.indexOf('{', at + 1)) {
    const next = text[at + 1];
    if (next === '{' || next === '%') return at;
  }
  return -1;
}

/** Where the last closing marks stand: without one behind it an opening mark is broken, found without reading on to the end. */
interface LastEnds {
  readonly tag: number;
  readonly output: number;
}

function readTag(text: string, start: number, last: number): Token {
  const end = start + 2 > last ? -1 : text.indexOf('%}', start + 2);
  if (end === -1) return { kind: 'broken', raw: text.slice(start, start + 2) };
  const inner = text.slice(start + 2, end).trim();
  const raw = text.slice(start, end + 2);
  const name = /^\w+/.exec(inner)?.[0];
  if (name === undefined) return { kind: 'broken', raw };
  return { kind: 'tag', raw, name, markup: inner.slice(name.length).trim() };
}

function readOutput(text: string, start: number, last: number): Token {
  const end = start + 2 > last ? -1 : text.indexOf('}', start + 2);
  if (end === -1) return { kind: 'broken', raw: text.slice(start, start + 2) };
  if (text[end + 1] !== '}') return { kind: 'broken', raw: text.slice(start, end + 1) };
  return { kind: 'output', raw: text.slice(start, end + 2), markup: text.slice(start + 2, end).trim() };
}

/** The parse error for a delimiter that was opened and not closed. */
export function brokenToken(raw: string): LiquidParseError {
  const what = raw.startsWith('{%') ? 'Tag' : 'Variable';
  return new LiquidParseError(`${what} '${raw}' was not properly terminated with regexp: ${what === 'Tag' ? '%}' : '}}'}`);
}

/** `{%-` and `{{-` take the spaces and tabs directly before them, never a newline. */
function trimBeforeTags(source: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = nextDelimiter(source, 0); at !== -1; at = nextDelimiter(source, at + 2)) {
    if (source[at + 2] !== '-') continue;
    let keep = at;
    while (keep > from && isBlank(source[keep - 1])) keep -= 1;
    parts.push(source.slice(from, keep), source.slice(at, at + 2));
    from = at + 3;
  }
  parts.push(source.slice(from));
  return parts.join('');
}

/** `-%}` and `-}}` take either one newline or one run of spaces and tabs behind them, not both. */
function trimAfterTags(source: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = source.indexOf('-'); at !== -1; at = source.indexOf('-', at + 1)) {
    if (at < from || source[at + 2] !== '}' || (source[at + 1] !== '%' && source[at + 1] !== '}')) continue;
    parts.push(source.slice(from, at), source.slice(at + 1, at + 3));
    from = skipTrimmed(source, at + 3);
  }
  parts.push(source.slice(from));
  return parts.join('');
}

function skipTrimmed(source: string, at: number): number {
  if (source[at] === '\n') return at + 1;
  if (source[at] === '\r' && source[at + 1] === '\n') return at + 2;
  let end = at;
  while (isBlank(source[end])) end += 1;
  return end;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}
