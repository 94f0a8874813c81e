import { type Document, isMap, isPair, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** Where something stands in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The way to a part of a file: as problems write it, `rules[2].when`, or its steps where names may hold points. */
export type PlacePath = string | readonly (string | number)[];

export type YamlText =
  | { readonly kind: 'yaml'; readonly value: object; readonly positionOf: (path: PlacePath) => Position }
  | { readonly kind: 'problems'; readonly problems: readonly (Position & { readonly message: string })[] };

/** Largest file in characters, and most uses of YAML's aliases: more is nothing that somebody wrote. */
const MOST_CHARACTERS = 4_000_000;
const MOST_ALIASES = 100;
const START: Position = { line: 1, column: 1 };

/** Reads a YAML file that holds an object, as plain JSON, with the place of each of its parts. Any text gives an answer. */
export function readYamlText(text: string): YamlText {
  if (text.length > MOST_CHARACTERS) return only(`the file has more than ${MOST_CHARACTERS} characters`);
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = documentOf(text, lines);
  if (document === null) return only('the file is nested too deep to be read');
  if (document.errors.length > 0)
    return {
      kind: 'problems',
      problems: document.errors.slice(0, 50).map(({ pos, message }) => ({ ...at(pos[0]), message: `this is no YAML: ${message}` })),
    };
  const json = plainOf(document);
  if (json.kind === 'problem') return only(json.message);
  if (typeof json.value !== 'object' || json.value === null || Array.isArray(json.value)) return only('must be an object');
  return { kind: 'yaml', value: json.value, positionOf: (path) => placeOf(document, path, at) };
}

/** Null where the nesting is deeper than the reader's own stack. */
function documentOf(text: string, lineCounter: LineCounter): Document | null {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const only = (message: string): YamlText => ({ kind: 'problems', problems: [{ ...START, message }] });

/** The plain value of a document: JSON and nothing else, with a limit on what aliases blow up to. */
function plainOf(
  document: Document,
): { readonly kind: 'plain'; readonly value: unknown } | { readonly kind: 'problem'; readonly message: string } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { kind: 'plain', value: JSON.parse(JSON.stringify(value ?? null)) };
  } catch (error) {
    return { kind: 'problem', message: `the file cannot be read: ${(error as Error).message}` };
  }
}

/** The place of the deepest part of a path that the file has. */
function placeOf(document: Document, path: PlacePath, at: (offset: number) => Position): Position {
  let node: Node | null = document.contents as Node | null;
  let offset = 0;
  for (const step of typeof path === 'string' ? stepsOf(path) : path) {
    const next = childOf(node, step);
    if (next === null) break;
    offset = next.offset;
    node = next.node;
  }
  return at(offset);
}

function childOf(node: Node | null, step: string | number): { readonly offset: number; readonly node: Node | null } | null {
  if (typeof step === 'number') {
    const item = isSeq(node) ? (node.items[step] as Node | undefined) : undefined;
    return item === undefined ? null : { offset: item.range?.[0] ?? 0, node: item };
  }
  if (!isMap(node)) return null;
  const pair = node.items.find((each) => isPair(each) && String(each.key) === step);
  return pair === undefined ? null : { offset: (pair.key as Node).range?.[0] ?? 0, node: pair.value as Node | null };
}

/** The steps of a path as problems write it: names divided by points, places in brackets. */
function stepsOf(path: string): readonly (string | number)[] {
  return path
    .split('.')
    .flatMap((part) => {
      const bracket = part.indexOf('[');
      if (bracket < 0) return [part];
      const places = part
        .slice(bracket)
        .split('[')
        .filter((each) => each !== '')
        .map((each) => Number.parseInt(each, 10));
      return [part.slice(0, bracket), ...places];
    })
    .filter((step) => step !== '');
}
