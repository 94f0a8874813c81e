import { inspectTemplate, type WrittenText, type WrittenValue } from '../../portal/liquid/index.ts';

/** Attributes whose value a person reads or hears. */
const readAttributes = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'alt',
  'placeholder',
  'label',
  'summary',
]);
/** Elements whose content nobody reads. */
const unread = new Set(['script', 'style', 'template']);

/** Two letters in a row, of any script. */
const word = /\p{L}{2,}/u;
const mark = /\uFFFC(\d+);/g;

/** What of a stretch of HTML people read: its texts and read attributes, and the numbers of the outputs that stand there. */
export function readPartsOf(html: string): { readonly texts: readonly string[]; readonly outputs: readonly number[] } {
  const parts: string[] = [];
  let at = 0;
  let inside: string | null = null;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const text = html.slice(at, open < 0 ? html.length : open);
    if (inside === null) parts.push(text);
    if (open < 0) break;
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const end = endOfTag(html, open);
    const tag = html.slice(open, end);
    const name = /^<\/?([a-z][a-z0-9-]*)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
    if (inside === null) parts.push(...attributesOf(tag));
    if (inside === null && unread.has(name) && !tag.startsWith('</')) inside = name;
    else if (inside === name && tag.startsWith('</')) inside = null;
    at = end;
  }
  return {
    texts: parts.map((part) => part.replace(mark, ' ').trim()).filter((part) => part !== ''),
    outputs: parts.flatMap((part) => [...part.matchAll(mark)].map(([, index]) => Number(index))),
  };
}

function endOfTag(html: string, open: number): number {
  let quote = '';
  for (let at = open; at < html.length; at += 1) {
    const character = html[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return html.length;
}

const attributesOf = (tag: string): readonly string[] =>
  [...tag.matchAll(/([a-z-]+)\s*=\s*("[^"]*"|'[^']*')/gi)].flatMap(([, name = '', value = '']) =>
    readAttributes.has(name.toLowerCase()) ? [value.slice(1, -1)] : [],
  );

/**
 * The words that stand in a template itself: as text, in an attribute that is read, in a value that is printed there, or in a variable
 * that such a value comes from. None is good: words belong into a catalogue.
 */
export function literalWordsIn(source: string): readonly string[] {
  const { body, variables } = inspectTemplate(source);
  const found: string[] = [];
  const seen = new Set<string>();
  const visitText = ({ text, outputs }: WrittenText): void => {
    const read = readPartsOf(text);
    found.push(...read.texts.filter((each) => word.test(each)));
    for (const index of read.outputs) visitValue(outputs[index]);
  };
  const visitValue = (value: WrittenValue | undefined): void => {
    found.push(...(value?.constants ?? []).filter((each) => word.test(each)));
    for (const name of value?.variables ?? []) {
      if (seen.has(name)) continue;
      seen.add(name);
      for (const written of variables.get(name) ?? []) (written.kind === 'text' ? visitText : visitValue)(written as never);
    }
  };
  visitText(body);
  return found;
}
