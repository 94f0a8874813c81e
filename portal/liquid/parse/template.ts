import { LiquidParseError } from '../errors.ts';
import { parseExpression, parsePipeline } from '../expression.ts';
import { fragmentEnd, readAttributePairs, skipSpace } from '../markup.ts';
import type { Body, Expression, Node, Template } from '../syntax.ts';
import { nameEnd } from './iteration.ts';
import { type Reader, readDocument, readSimpleBlock } from './stream.ts';

/** `assign name = value | filters`. */
export function parseAssign(markup: string): Node {
  const end = nameEnd(markup, 0);
  const equals = skipSpace(markup, end);
  if (end === 0 || markup[equals] !== '=') {
    throw new LiquidParseError("Syntax Error in 'assign' tag - Valid syntax: assign [var] = [source]");
  }
  return { kind: 'assign', variable: markup.slice(0, end), pipeline: parsePipeline(markup.slice(equals + 1)) };
}

/** `include 'name' with value key:value, key:value`. */
export function parseInclude(markup: string): Node {
  const end = fragmentEnd(markup, 0);
  if (end === 0) throw new LiquidParseError("Syntax Error in 'include' tag - Valid syntax: include [template]");
  const rest = markup.slice(end);
  const match = /^\s+(?:with|for)\s+/.exec(rest);
  const start = match?.[0].length ?? 0;
  const bindingEnd = match === null ? 0 : fragmentEnd(rest, start);
  return {
    kind: 'include',
    template: parseExpression(markup.slice(0, end)),
    binding: match === null ? null : parseExpression(rest.slice(start, bindingEnd)),
    parameters: readAttributePairs(rest.slice(bindingEnd)).map(([key, value]) => [key, parseExpression(value)] as const),
  };
}

/** `block name`, quoted or not. */
export function parseBlock(reader: Reader, markup: string): Node {
  const name = /^['"]?([\w-]+)['"]?$/.exec(markup)?.[1];
  if (name === undefined) throw new LiquidParseError("Syntax Error in 'block' tag - Valid syntax: block [name]");
  return { kind: 'block', name, body: readSimpleBlock(reader, 'block') };
}

/** A whole template: `extends` must come first, and only blocks, comments and text (which never shows) may follow. */
export function readTemplate(reader: Reader): Template {
  const parent = readExtends(reader);
  const body = readDocument(reader);
  if (parent !== null) assertOnlyBlocks(body);
  return { extends: parent, body };
}

function readExtends(reader: Reader): Expression | null {
  const index = reader.tokens.findIndex((token) => token.kind !== 'text' || token.raw.trim() !== '');
  const token = reader.tokens[index];
  if (token === undefined || token.kind !== 'tag' || token.name !== 'extends') return null;
  if (token.markup === '') throw new LiquidParseError("Syntax Error in 'extends' tag - Valid syntax: extends [template]");
  reader.position = index + 1;
  return parseExpression(token.markup.slice(0, fragmentEnd(token.markup, 0)));
}

function assertOnlyBlocks(body: Body): void {
  if (body.every((node) => node.kind === 'block' || node.kind === 'comment' || node.kind === 'text')) return;
  throw new LiquidParseError("Liquid Error - Only 'comment' and 'block' tags are allowed in an extending template");
}

/** An `extends` that is not the first thing of its template. */
export function misplacedExtends(): LiquidParseError {
  return new LiquidParseError("Liquid Error - 'extends' must be the first tag in an extending template");
}
