import { LiquidParseError } from './errors.ts';
import { findFragment, fragmentEnd, skipSpace, splitOutsideQuotes, wordEnd } from './markup.ts';
import type { Expression, FilterCall, PathPart, Pipeline } from './syntax.ts';
import { EmptyWord, LiquidReal } from './value.ts';

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['', null],
  ['nil', null],
  ['null', null],
  ['true', true],
  ['false', false],
  ['empty', new EmptyWord('empty')],
  ['blank', new EmptyWord('blank')],
]);

/**
 * Reads one fragment as a value, in the engine's order: word, quoted text, whole number (32 bits), range, single-precision number, path.
 * Anything else is a path of whatever names it holds, as there: `a==b` reads member `b` of `a`.
 */
export function parseExpression(fragment: string): Expression {
  if (words.has(fragment)) return { kind: 'constant', value: words.get(fragment) };
  const quote = fragment[0];
  if (fragment.length > 1 && (quote === "'" || quote === '"') && fragment.endsWith(quote)) {
    return { kind: 'constant', value: fragment.slice(1, -1) };
  }
  if (/^[+-]?\d+$/.test(fragment)) return wholeNumber(fragment);
  const range = readRange(fragment);
  if (range !== null) return range;
  if (/^[+-]?\d[\d.,|]+$/.test(fragment)) return realNumber(fragment);
  return parsePath(fragment);
}

function wholeNumber(fragment: string): Expression {
  const value = Number(fragment);
  if (value > 2_147_483_647 || value < -2_147_483_648) {
    return { kind: 'fault', message: 'Value was either too large or too small for an Int32.' };
  }
  return { kind: 'constant', value: value === 0 ? 0 : value };
}

function realNumber(fragment: string): Expression {
  const value = Number(fragment.replaceAll(',', ''));
  if (Number.isNaN(value)) return { kind: 'fault', message: 'Input string was not in a correct format.' };
  return { kind: 'constant', value: new LiquidReal(Math.fround(value), 'single') };
}

function readRange(fragment: string): Expression | null {
  if (!fragment.startsWith('(') || !fragment.endsWith(')')) return null;
  const dots = fragment.lastIndexOf('..');
  if (dots < 2 || dots > fragment.length - 4) return null;
  return { kind: 'range', from: parseBound(fragment.slice(1, dots)), to: parseBound(fragment.slice(dots + 2, -1)) };
}

/** A range inside a range has no meaning; refusing it here also keeps hostile nesting from using the stack. */
function parseBound(text: string): Expression {
  return text.startsWith('(') ? parsePath(text) : parseExpression(text);
}

function parsePath(text: string): Expression {
  const parts: PathPart[] = [];
  let at = 0;
  while (at < text.length) {
    const close = text[at] === '[' ? text.indexOf(']', at + 2) : -1;
    if (close !== -1) {
      parts.push({ kind: 'index', expression: parseExpression(text.slice(at + 1, close).trim()) });
      at = close + 1;
      continue;
    }
    const end = nameEnd(text, at);
    if (end > at) parts.push({ kind: 'name', name: text.slice(at, end) });
    at = end > at ? end : at + 1;
  }
  const [root, ...rest] = parts;
  return root === undefined ? { kind: 'constant', value: null } : { kind: 'path', root, parts: rest, text };
}

function nameEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length) {
    const next = text[end] === '-' ? end + 1 : wordEnd(text, end);
    if (next === end) break;
    end = next;
  }
  return end > at && text[end] === '?' ? end + 1 : end;
}

/** Reads what stands in an output or behind the equals sign of `assign`: a value and filters. */
export function parsePipeline(markup: string): Pipeline {
  const [head = '', ...rest] = splitOutsideQuotes(markup, '|');
  const start = skipSpace(head, 0);
  const end = fragmentEnd(head, start, true);
  return { value: parseExpression(head.slice(start, end)), filters: rest.map(parseFilter).filter((filter) => filter !== null) };
}

/** Reads one filter; its arguments stand behind a colon or commas. Text without a name is no filter. */
function parseFilter(markup: string): FilterCall | null {
  const start = skipSpace(markup, 0);
  const end = wordEnd(markup, start);
  if (end === start) return null;
  const values: Expression[] = [];
  let at = end;
  while (at < markup.length) {
    const character = markup.charAt(at);
    if (character === ':' || character === ',') {
      const from = skipSpace(markup, at + 1);
      const to = fragmentEnd(markup, from);
      if (to > from) values.push(parseExpression(markup.slice(from, to)));
      at = Math.max(to, at + 1);
      continue;
    }
    at = Math.max(fragmentEnd(markup, at), at + 1);
  }
  return { name: markup.slice(start, end), arguments: values };
}

/** The first fragment of a tag as a value; a parse error with the tag's syntax when there is none. */
export function requireExpression(markup: string, syntax: string): { readonly value: Expression; readonly end: number } {
  const fragment = findFragment(markup, 0);
  if (fragment === null) throw new LiquidParseError(syntax);
  return { value: parseExpression(fragment.text), end: fragment.end };
}
