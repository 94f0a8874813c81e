/** An XML element: attributes (absent ones are left out), and either child elements or one text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly content: readonly XmlElement[] | string;
}

export interface XmlAttributes {
  readonly [name: string]: string | number | undefined;
}

/**
 * An element with child elements.
 *
 * @example element('Role', { name: 'Reader' }, textElement('IsCustomizable', 1))
 */
export const element = (name: string, attributes: XmlAttributes = {}, ...children: readonly XmlElement[]): XmlElement => ({
  name,
  attributes,
  content: children,
});

/** An element that holds one text. */
export const textElement = (name: string, text: string | number, attributes: XmlAttributes = {}): XmlElement => ({
  name,
  attributes,
  content: String(text),
});

/** One text element per entry, in the order given. */
export const textElements = (values: { readonly [name: string]: string | number }): readonly XmlElement[] =>
  Object.entries(values).map(([name, value]) => textElement(name, value));

/** A text that XML 1.0 cannot hold, or a name that is none. */
export class XmlFault extends Error {}

const namePattern = /^[A-Za-z_][A-Za-z0-9_.-]*(:[A-Za-z_][A-Za-z0-9_.-]*)?$/;

/** The first character that XML 1.0 cannot hold, as `U+0007`, or null. Lone surrogates are none either. */
export function forbiddenCharacter(text: string): string | null {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const allowed =
      code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code > 0xffff;
    if (!allowed) return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return null;
}

const replacements: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

const replace = (text: string, pattern: RegExp, where: string): string => {
  const forbidden = forbiddenCharacter(text);
  if (forbidden) throw new XmlFault(`${where} holds the character ${forbidden}, which XML cannot hold`);
  return text.replace(pattern, (character) => replacements[character] ?? character);
};

/** A carriage return would be read back as a line feed, so it is written as a reference. */
const escapeText = (text: string, where: string): string => replace(text, /[&<>\r]/g, where);

/** In attributes every white-space character but the blank would be read back as a blank. */
const escapeAttribute = (text: string, where: string): string => replace(text, /[&<>"\t\n\r]/g, where);

const checkName = (name: string): string => {
  if (!namePattern.test(name)) throw new XmlFault(`\`${name}\` is not an XML name`);
  return name;
};

function openTag({ name, attributes }: XmlElement): string {
  const parts = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [`${checkName(key)}="${escapeAttribute(String(value), `attribute \`${key}\` of \`${name}\``)}"`],
  );
  return [checkName(name), ...parts].join(' ');
}

function print(of: XmlElement, indent: string): string {
  const open = openTag(of);
  if (of.content.length === 0) return `${indent}<${open} />`;
  if (typeof of.content === 'string') return `${indent}<${open}>${escapeText(of.content, `\`${of.name}\``)}</${of.name}>`;
  const children = of.content.map((child) => print(child, `${indent}  `));
  return [`${indent}<${open}>`, ...children, `${indent}</${of.name}>`].join('\n');
}

/**
 * Prints a tree: indented by two blanks, line feeds, no declaration and no byte order mark, as Dataverse exports.
 * The only place that writes XML.
 *
 * @throws XmlFault for a character or a name that XML cannot hold.
 */
export function printXml(root: XmlElement, options: { readonly comment?: string; readonly declaration?: boolean } = {}): string {
  if (options.comment?.includes('--')) throw new XmlFault('a comment must not hold `--`');
  const head = [
    ...(options.declaration ? ['<?xml version="1.0" encoding="utf-8"?>'] : []),
    ...(options.comment ? [`<!-- ${escapeText(options.comment, 'a comment')} -->`] : []),
  ];
  return [...head, print(root, ''), ''].join('\n');
}
