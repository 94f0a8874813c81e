import { LiquidParseError } from '../errors.ts';
import { parseExpression } from '../expression.ts';
import { fragmentEnd, readAttributes, skipSpace, splitOutsideQuotes, wordEnd } from '../markup.ts';
import type { Expression, LoopHead, Node } from '../syntax.ts';
import { type Reader, readSimpleBlock } from './stream.ts';

/** `for item in collection reversed limit:n offset:n`; an `else` is a parse error, as in the engine. */
export function parseFor(reader: Reader, markup: string): Node {
  const { head, rest } = readHead(reader, 'for', markup);
  return { kind: 'for', reversed: /^\s*reversed\b/.test(rest), ...head };
}

/** `tablerow item in collection cols:n limit:n offset:n`. */
export function parseTableRow(reader: Reader, markup: string): Node {
  const { head, rest } = readHead(reader, 'tablerow', markup);
  return { kind: 'tablerow', columns: optional(readAttributes(rest), 'cols'), ...head };
}

function readHead(reader: Reader, tag: string, markup: string): { readonly head: LoopHead; readonly rest: string } {
  const match = /^\s*(\w+)\s+in\s+/.exec(markup);
  const start = match?.[0].length ?? 0;
  const end = fragmentEnd(markup, start);
  const variable = match?.[1];
  if (variable === undefined || end === start) {
    throw new LiquidParseError(`Syntax Error in '${tag}' tag - Valid syntax: ${tag} [item] in [collection]`);
  }
  const collection = markup.slice(start, end);
  const rest = markup.slice(end);
  const attributes = readAttributes(rest);
  const offset = attributes.get('offset') === 'continue' ? 'continue' : optional(attributes, 'offset');
  const head: LoopHead = {
    variable,
    collection: parseExpression(collection),
    name: `${variable}-${collection}`,
    limit: optional(attributes, 'limit'),
    offset,
    body: readSimpleBlock(reader, tag),
  };
  return { head, rest };
}

function optional(attributes: ReadonlyMap<string, string>, key: string): Expression | null {
  const text = attributes.get(key);
  return text === undefined ? null : parseExpression(text);
}

/** `cycle 'a', 'b'` or `cycle group: 'a', 'b'`. */
export function parseCycle(markup: string): Node {
  const [first = '', ...more] = splitOutsideQuotes(markup, ':');
  const grouped = more.length > 0;
  const list = splitOutsideQuotes(grouped ? more.join(':') : first, ',')
    .map((part) => part.slice(skipSpace(part, 0), fragmentEnd(part, skipSpace(part, 0))))
    .filter((part) => part !== '');
  if (list.length === 0) throw new LiquidParseError("Syntax Error in 'cycle' tag - Valid syntax: cycle [name :] var [, var2, var3 ...]");
  return { kind: 'cycle', group: grouped ? parseExpression(first.trim()) : null, key: list.join(','), values: list.map(parseExpression) };
}

/** `capture name`: what is rendered inside becomes the variable. */
export function parseCapture(reader: Reader, markup: string): Node {
  const start = skipSpace(markup, markup.startsWith("'") || markup.startsWith('"') ? 1 : 0);
  const variable = markup.slice(start, nameEnd(markup, start));
  if (variable === '') throw new LiquidParseError("Syntax Error in 'capture' tag - Valid syntax: capture [var]");
  return { kind: 'capture', variable, body: readSimpleBlock(reader, 'capture') };
}

/** Where a variable's name (letters, digits, underscore, hyphen) ends. */
export function nameEnd(markup: string, at: number): number {
  let end = at;
  while (end < markup.length && (markup[end] === '-' || wordEnd(markup, end) > end)) end += 1;
  return end;
}
