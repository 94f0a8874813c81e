import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element as it stands in the file: attributes by name, children in order, its own text (without that of its children). */
export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

export type XmlReading = { readonly kind: 'xml'; readonly root: XmlElement } | { readonly kind: 'problem'; readonly message: string };

class XmlProblem extends Error {}

const ATTRIBUTES = ':@';
const PREFIX = '@';
const TEXT = '#text';
const CDATA = '#cdata';
const MAX_NESTING = 64;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: PREFIX,
  textNodeName: TEXT,
  cdataPropName: CDATA,
  allowBooleanAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  htmlEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_NESTING,
});

/** Parses one XML file of a solution. A document type is refused: nothing that Dataverse writes has one. */
export function parseXml(bytes: Uint8Array): XmlReading {
  try {
    const text = textOf(bytes);
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new XmlProblem('it has a document type, which is not allowed');
    const validation = XMLValidator.validate(text);
    if (validation !== true) throw new XmlProblem(`it is not well-formed: ${validation.err.msg} (line ${validation.err.line})`);
    const [root, ...others] = elementsOf(parser.parse(text));
    if (!root || others.length > 0) throw new XmlProblem('it has not exactly one root element');
    return { kind: 'xml', root };
  } catch (error) {
    if (error instanceof XmlProblem) return { kind: 'problem', message: error.message };
    if (error instanceof Error) return { kind: 'problem', message: `it cannot be read: ${error.message.slice(0, 200)}` };
    throw error;
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlProblem('it is not UTF-8 text');
  }
}

type Node = Readonly<Record<string, unknown>>;

function elementsOf(nodes: unknown): XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  return (nodes as Node[]).flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
    if (name === undefined || name === TEXT || name === CDATA) return [];
    return [elementOf(name, node)];
  });
}

function elementOf(name: string, node: Node): XmlElement {
  const given = node[ATTRIBUTES];
  const attributes = new Map(
    Object.entries(typeof given === 'object' && given !== null ? given : {}).map(([key, value]) => [
      key.slice(PREFIX.length),
      decode(String(value)),
    ]),
  );
  const inner = Array.isArray(node[name]) ? (node[name] as Node[]) : [];
  return { name, attributes, children: elementsOf(inner), text: inner.map(textOfNode).join('') };
}

function textOfNode(node: Node): string {
  if (TEXT in node) return decode(String(node[TEXT]));
  if (!(CDATA in node)) return '';
  const parts = node[CDATA];
  return Array.isArray(parts) ? (parts as Node[]).map((part) => String(part[TEXT] ?? '')).join('') : String(parts);
}

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Only the five predefined entities and character numbers exist; anything else is a problem, never expanded. */
function decode(text: string): string {
  return text.replace(/&([^;&\s]{0,12});?/g, (whole, name: string) => {
    if (!whole.endsWith(';')) throw new XmlProblem('it holds an `&` that begins no entity');
    const known = Object.hasOwn(PREDEFINED, name) ? PREDEFINED[name] : undefined;
    return known ?? characterOf(name);
  });
}

function characterOf(name: string): string {
  const match = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
  const code = match ? Number.parseInt(match[1] ?? match[2] ?? '', match[1] === undefined ? 10 : 16) : Number.NaN;
  const isCharacter = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
  if (!isCharacter) throw new XmlProblem(`it holds the unknown entity \`&${name.slice(0, 20)};\``);
  return String.fromCodePoint(code);
}

/** The first child of a name. */
export const child = (element: XmlElement | null | undefined, name: string): XmlElement | null =>
  element?.children.find((each) => each.name === name) ?? null;

export const childrenOf = (element: XmlElement | null | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((each) => each.name === name) ?? [];

/** The trimmed text of the first child of a name; null when there is none or it is empty. */
export function childText(element: XmlElement | null | undefined, name: string): string | null {
  const text = child(element, name)?.text.trim();
  return text === undefined || text === '' ? null : text;
}

export const attribute = (element: XmlElement | null | undefined, name: string): string | null => element?.attributes.get(name) ?? null;

/** The `description` of the first localized name under an element. */
export const localized = (element: XmlElement | null | undefined, list: string, item: string): string | null =>
  attribute(child(child(element, list), item), 'description');

/** Every element of a name below an element, in document order. */
export const descendants = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.flatMap((each) => [...(each.name === name ? [each] : []), ...descendants(each, name)]);
