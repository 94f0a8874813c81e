import { LiquidParseError } from '../errors.ts';
import { parseExpression } from '../expression.ts';
import { findFragment, fragmentEnd, readAttributePairs, readAttributes, skipSpace, unquote, wordEnd } from '../markup.ts';
import type { ComponentProperty, Expression, Node } from '../syntax.ts';
import { type Reader, readSimpleBlock } from './stream.ts';

/** `fetchxml name`: the body is rendered, then executed. */
export function parseFetchXml(reader: Reader, markup: string): Node {
  const variable = markup.slice(0, wordEnd(markup, 0));
  if (variable === '') throw new LiquidParseError("Syntax Error in 'fetchxml' tag - Valid syntax: fetchxml [var] (right:[string])");
  return { kind: 'fetchxml', variable, body: readSimpleBlock(reader, 'fetchxml') };
}

/** `codecomponent name:prefix_Space.Control property:value …`, tolerant of what the studio adds. */
export function parseCodeComponent(markup: string): Node {
  let name: Expression | null = null;
  const properties: ComponentProperty[] = [];
  for (const [key, text] of readAttributePairs(markup)) {
    if (key.toLowerCase() === 'name') name = parseExpression(text);
    else if (!/_ofType$/i.test(key) && key.toLowerCase() !== 'customcontrolid')
      properties.push({ name: key, value: parseExpression(text) });
  }
  if (name === null) {
    throw new LiquidParseError("Syntax Error in 'codecomponent' tag - Valid syntax: codecomponent name:[component] [property:value]");
  }
  return { kind: 'codecomponent', name, properties };
}

/** `serverlogic name: 'endpoint', operation: 'function', input: value, output: variable`, in any order. */
export function parseServerLogic(markup: string): Node {
  const attributes = readAttributes(markup);
  const name = attributes.get('name');
  const operation = attributes.get('operation');
  if (name === undefined || operation === undefined) {
    throw new LiquidParseError(
      "Syntax Error in 'serverlogic' tag - Valid syntax: serverlogic name: [name], operation: [function], input: [value], output: [var]",
    );
  }
  const input = attributes.get('input');
  const output = attributes.get('output');
  return {
    kind: 'serverlogic',
    name: parseExpression(name),
    operation: parseExpression(operation),
    input: input === undefined ? null : parseExpression(input),
    output: output === undefined ? null : unquote(output),
  };
}

/** `editable object 'key' type:'html' …`. */
export function parseEditable(markup: string): Node {
  const target = findFragment(markup, 0);
  if (target === null) {
    throw new LiquidParseError("Syntax Error in 'editable' tag - Valid syntax: editable [editable] ([key]) (type:[type])");
  }
  const start = skipSpace(markup, target.end);
  const end = fragmentEnd(markup, start);
  const isOption = end > start && /^\s*:/.test(markup.slice(wordEnd(markup, start))) && wordEnd(markup, start) > start;
  const key = end > start && !isOption ? parseExpression(markup.slice(start, end)) : null;
  const options = new Map<string, Expression>();
  for (const [name, text] of readAttributes(markup.slice(isOption ? start : end))) options.set(name, parseExpression(text));
  return { kind: 'editable', target: parseExpression(target.text), key, options };
}

/** `log message: 'text', level: 'Info'`, also with the message alone. */
export function parseLog(markup: string): Node {
  const attributes = readAttributes(markup);
  const level = attributes.get('level');
  const message = attributes.get('message') ?? findFragment(markup, 0)?.text;
  if (message === undefined) throw new LiquidParseError("Syntax Error in 'log' tag - Valid syntax: log message: [text], level: [level]");
  return { kind: 'log', message: parseExpression(message), level: level === undefined ? null : parseExpression(level) };
}
