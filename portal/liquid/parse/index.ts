import type { Limits } from '../environment.ts';
import { LiquidParseError } from '../errors.ts';
import type { Node, Template } from '../syntax.ts';
import { tokenize } from '../tokenizer.ts';
import { parseCase, parseIf } from './flow.ts';
import { parseCapture, parseCycle, parseFor, parseTableRow } from './iteration.ts';
import { parseCodeComponent, parseEditable, parseFetchXml, parseLog, parseServerLogic } from './portal.ts';
import { type Reader, readRaw, readSimpleBlock } from './stream.ts';
import { misplacedExtends, parseAssign, parseBlock, parseInclude, readTemplate } from './template.ts';

type TagParser = (reader: Reader, markup: string) => Node;

/** Every tag of the dialect, one line each. `increment`, `render`, `liquid`, `echo`, `layout` are unknown here as they are there. */
const tags: ReadonlyMap<string, TagParser> = new Map<string, TagParser>([
  ['if', (reader, markup) => parseIf(reader, 'if', markup)],
  ['unless', (reader, markup) => parseIf(reader, 'unless', markup)],
  ['case', parseCase],
  ['for', parseFor],
  ['tablerow', parseTableRow],
  ['break', () => ({ kind: 'break' })],
  ['continue', () => ({ kind: 'continue' })],
  ['cycle', (_reader, markup) => parseCycle(markup)],
  ['ifchanged', (reader) => ({ kind: 'ifchanged', body: readSimpleBlock(reader, 'ifchanged') })],
  ['capture', parseCapture],
  ['assign', (_reader, markup) => parseAssign(markup)],
  ['comment', parseComment],
  ['raw', (reader) => ({ kind: 'text', text: readRaw(reader, 'raw') })],
  ['literal', (reader) => ({ kind: 'text', text: readRaw(reader, 'literal') })],
  ['include', (_reader, markup) => parseInclude(markup)],
  ['block', parseBlock],
  ['extends', () => fail(misplacedExtends())],
  ['fetchxml', parseFetchXml],
  ['substitution', (reader) => ({ kind: 'substitution', source: readRaw(reader, 'substitution') })],
  ['codecomponent', (_reader, markup) => parseCodeComponent(markup)],
  ['serverlogic', (_reader, markup) => parseServerLogic(markup)],
  ['editable', (_reader, markup) => parseEditable(markup)],
  ['log', (_reader, markup) => parseLog(markup)],
  ['manifest', parseManifest],
  ['entityform', () => unavailable('entityform')],
  ['webform', () => unavailable('webform')],
  ['chart', () => unavailable('chart')],
  ['powerbi', () => unavailable('powerbi')],
  ['rating', () => unavailable('rating')],
  ['redirect', () => unavailable('redirect')],
  ['outputcache', () => unavailable('outputcache')],
  ['entitylist', (reader) => unavailableBlock(reader, 'entitylist')],
  ['entityview', (reader) => unavailableBlock(reader, 'entityview')],
  ['searchindex', (reader) => unavailableBlock(reader, 'searchindex')],
]);

/** The body of a comment is parsed like any other, so that a malformed tag in it is a parse error, and then dropped. */
function parseComment(reader: Reader): Node {
  readSimpleBlock(reader, 'comment');
  return { kind: 'comment' };
}

function parseManifest(reader: Reader): Node {
  readRaw(reader, 'manifest');
  return { kind: 'manifest' };
}

function unavailable(tag: string): Node {
  return { kind: 'unavailable', tag };
}

function unavailableBlock(reader: Reader, tag: string): Node {
  readSimpleBlock(reader, tag);
  return { kind: 'unavailable', tag };
}

function fail(error: LiquidParseError): never {
  throw error;
}

/**
 * Parses a template's source.
 * @throws LiquidParseError whose message is what the platform prints instead of the template.
 */
export function parseSource(source: string, limits: Pick<Limits, 'blocks' | 'source'>): Template {
  if (source.length > limits.source) throw new LiquidParseError(`the template is longer than ${limits.source} characters`);
  return readTemplate({
    tokens: tokenize(source),
    position: 0,
    depth: 0,
    maximumDepth: limits.blocks,
    parseTag: (reader, name, markup) => tags.get(name)?.(reader, markup) ?? null,
  });
}
