import { LiquidParseError } from '../errors.ts';
import { parsePipeline } from '../expression.ts';
import type { Body, Node } from '../syntax.ts';
import { brokenToken, type Token } from '../tokenizer.ts';

/** Reads tokens in order; one per template. */
export interface Reader {
  readonly tokens: readonly Token[];
  position: number;
  depth: number;
  readonly maximumDepth: number;
  readonly parseTag: (reader: Reader, name: string, markup: string) => Node | null;
}

/** Called for a tag inside a block; true when the block takes it as one of its own delimiters (`else`, `when`). */
export type Delimiter = (name: string, markup: string) => boolean;

/** Where a block collects its nodes; a delimiter replaces `nodes` by the next arm's. */
export interface Collector {
  nodes: Node[];
}

/**
 * Reads the nodes of a block up to its end tag into the collector.
 * @throws LiquidParseError for an unknown tag, a foreign end tag, a block that is never closed, blocks nested too deep.
 */
export function readBlock(reader: Reader, tag: string, collector: Collector, delimiter: Delimiter = () => false): void {
  reader.depth += 1;
  if (reader.depth > reader.maximumDepth) throw new LiquidParseError(`blocks are nested deeper than ${reader.maximumDepth}`);
  while (true) {
    const token = reader.tokens[reader.position];
    if (token === undefined) throw new LiquidParseError(`${tag} tag was never closed`);
    reader.position += 1;
    if (token.kind === 'tag' && token.name === `end${tag}`) break;
    if (token.kind === 'tag' && delimiter(token.name, token.markup)) continue;
    readToken(reader, token, tag, collector);
  }
  reader.depth -= 1;
}

/** Reads all nodes of a template. */
export function readDocument(reader: Reader): Body {
  const collector: Collector = { nodes: [] };
  for (let token = reader.tokens[reader.position]; token !== undefined; token = reader.tokens[reader.position]) {
    reader.position += 1;
    readToken(reader, token, null, collector);
  }
  return collector.nodes;
}

function readToken(reader: Reader, token: Token, block: string | null, collector: Collector): void {
  switch (token.kind) {
    case 'text':
      collector.nodes.push({ kind: 'text', text: token.raw });
      return;
    case 'output':
      collector.nodes.push({ kind: 'output', pipeline: parsePipeline(token.markup) });
      return;
    case 'broken':
      throw brokenToken(token.raw);
    case 'tag': {
      const node = reader.parseTag(reader, token.name, token.markup);
      if (node === null) throw unknownTag(token.name, block);
      collector.nodes.push(node);
    }
  }
}

function unknownTag(name: string, block: string | null): LiquidParseError {
  if (name === 'else' && block !== null) return new LiquidParseError(`${block} tag does not expect else tag`);
  if (name === 'end' && block !== null) {
    return new LiquidParseError(`'end' is not a valid delimiter for ${block} tags. Use end${block}`);
  }
  return new LiquidParseError(`Unknown tag '${name}'`);
}

/** The nodes of a block without delimiters of its own. */
export function readSimpleBlock(reader: Reader, tag: string): Body {
  const collector: Collector = { nodes: [] };
  readBlock(reader, tag, collector);
  return collector.nodes;
}

/** The source between a tag and its end tag, not parsed. */
export function readRaw(reader: Reader, tag: string): string {
  const parts: string[] = [];
  for (let token = reader.tokens[reader.position]; token !== undefined; token = reader.tokens[reader.position]) {
    reader.position += 1;
    if (token.kind === 'tag' && token.name === `end${tag}`) return parts.join('');
    parts.push(token.raw);
  }
  throw new LiquidParseError(`${tag} tag was never closed`);
}
