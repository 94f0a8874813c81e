import { isBlank, isNameCharacter, isXmlText, referenced } from './xml-characters.ts';

/** One element as read: attributes in their order, text without the blanks of indentation where there are child elements. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export interface XmlLimits {
  readonly length: number;
  readonly depth: number;
  readonly elements: number;
}

export type XmlReading =
  | { readonly kind: 'element'; readonly element: XmlElement }
  | { readonly kind: 'problem'; readonly message: string };

interface Open {
  readonly name: string;
  readonly attributes: { name: string; value: string }[];
  readonly children: XmlElement[];
  text: string;
}

const MALFORMED = 'Malformed';
const MOST_ATTRIBUTES = 30;

/** Carries a message out of the nested readers; never leaves this file. (Not a class of its own: ES5 cannot extend Error.) */
function malformed(message: string): never {
  const problem = new Error(message);
  problem.name = MALFORMED;
  throw problem;
}

/**
 * Reads one element without document type, processing instructions, CDATA or own entities: comments are skipped, everything else is a problem.
 * Linear in the input and without recursion, so hostile input costs no more than its length.
 * @example readXml('<a b="1"/>', { length: 100, depth: 5, elements: 10 })
 */
export function readXml(xml: string, limits: XmlLimits): XmlReading {
  if (xml.length > limits.length) return { kind: 'problem', message: `the text is longer than ${limits.length} characters` };
  if (!isXmlText(xml)) return { kind: 'problem', message: 'the text holds a character that XML does not allow' };
  try {
    return { kind: 'element', element: readDocument(xml, limits) };
  } catch (error) {
    if (error instanceof Error && error.name === MALFORMED) return { kind: 'problem', message: error.message };
    throw error;
  }
}

function readDocument(xml: string, limits: XmlLimits): XmlElement {
  const open: Open[] = [];
  let root: XmlElement | null = null;
  let elements = 0;
  let at = 0;
  const close = (element: Open): void => {
    const done: XmlElement = { ...element };
    const parent = open[open.length - 1];
    if (parent) parent.children.push(done);
    else root = done;
  };
  while (at < xml.length) {
    const top = open[open.length - 1];
    if (xml.charAt(at) !== '<') {
      const end = indexFrom(xml, '<', at);
      const text = decode(xml.slice(at, end));
      if (top) top.text += text;
      else if (!allBlank(text)) malformed('there is text outside of the element');
      at = end;
    } else if (xml.slice(at, at + 4) === '<!--') {
      const end = xml.indexOf('-->', at + 4);
      if (end < 0) malformed('a comment is not closed');
      at = end + 3;
    } else if (xml.charAt(at + 1) === '!' || xml.charAt(at + 1) === '?') {
      malformed('document types, CDATA and processing instructions are not accepted');
    } else if (xml.charAt(at + 1) === '/') {
      const end = xml.indexOf('>', at);
      if (end < 0 || !top || trimBlanks(xml.slice(at + 2, end)) !== top.name) malformed('a closing tag does not fit');
      close(open.pop() as Open);
      at = end + 1;
    } else {
      if (root && open.length === 0) malformed('there is more than one element');
      elements += 1;
      if (elements > limits.elements) malformed(`there are more than ${limits.elements} elements`);
      const tag = readTag(xml, at);
      if (open.length >= limits.depth) malformed(`elements are nested deeper than ${limits.depth}`);
      if (tag.empty) close(tag.element);
      else open.push(tag.element);
      at = tag.end;
    }
  }
  return open.length > 0 || root === null ? malformed('an element is not closed') : root;
}

function readTag(xml: string, start: number): { element: Open; empty: boolean; end: number } {
  let at = nameEnd(xml, start + 1);
  const name = xml.slice(start + 1, at);
  if (name === '') malformed('a tag has no name');
  const attributes: { name: string; value: string }[] = [];
  for (;;) {
    const afterBlanks = skipBlanks(xml, at);
    const character = xml.charAt(afterBlanks);
    const empty = character === '/' && xml.charAt(afterBlanks + 1) === '>';
    if (character === '>' || empty)
      return { element: { name, attributes, children: [], text: '' }, empty, end: afterBlanks + (empty ? 2 : 1) };
    if (afterBlanks === at) malformed(`the tag \`${name}\` is not well formed`);
    const end = nameEnd(xml, afterBlanks);
    const attribute = xml.slice(afterBlanks, end);
    const equals = skipBlanks(xml, end);
    const open = skipBlanks(xml, equals + 1);
    const quote = xml.charAt(open);
    const closing = quote === '"' || quote === "'" ? xml.indexOf(quote, open + 1) : -1;
    if (attribute === '' || xml.charAt(equals) !== '=' || closing < 0) malformed(`the tag \`${name}\` is not well formed`);
    for (let index = 0; index < attributes.length; index += 1) {
      if (attributes[index]?.name === attribute) malformed(`\`${name}\` has the attribute \`${attribute}\` twice`);
    }
    if (attributes.length >= MOST_ATTRIBUTES) malformed(`\`${name}\` has more than ${MOST_ATTRIBUTES} attributes`);
    const raw = xml.slice(open + 1, closing);
    if (raw.indexOf('<') >= 0) malformed(`an attribute of \`${name}\` holds \`<\``);
    attributes.push({ name: attribute, value: decode(raw) });
    at = closing + 1;
  }
}

function nameEnd(xml: string, start: number): number {
  let at = start;
  while (at < xml.length && isNameCharacter(xml.charCodeAt(at))) at += 1;
  return at;
}

function skipBlanks(xml: string, start: number): number {
  let at = start;
  while (at < xml.length && isBlank(xml.charCodeAt(at))) at += 1;
  return at;
}

const indexFrom = (text: string, sought: string, from: number): number => {
  const found = text.indexOf(sought, from);
  return found < 0 ? text.length : found;
};
const allBlank = (text: string): boolean => skipBlanks(text, 0) === text.length;

/** Without the blanks on both sides. */
export function trimBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end -= 1;
  const start = skipBlanks(text, 0);
  return start < end ? text.slice(start, end) : '';
}

function decode(raw: string): string {
  let decoded = '';
  let at = 0;
  for (;;) {
    const reference = raw.indexOf('&', at);
    if (reference < 0) return decoded + raw.slice(at);
    const end = raw.indexOf(';', reference);
    const text = end < 0 || end - reference > 10 ? null : referenced(raw.slice(reference + 1, end));
    decoded += raw.slice(at, reference) + (text ?? malformed('a reference is not one of the five entities or a character'));
    at = end + 1;
  }
}
