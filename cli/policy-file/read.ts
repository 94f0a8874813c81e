import { type Document, isMap, isPair, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { type Policy, type Problem, parsePolicy } from '../../engine/index.ts';
import { type Draft, suggestionFor } from './suggestion.ts';

/** Where something stands in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with a policy file. */
export interface FileProblem extends Position {
  readonly path: string;
  readonly message: string;
  readonly suggestion: string | null;
}

export type PolicyFile =
  | { readonly kind: 'policy'; readonly policy: Policy; readonly positionOf: (path: string) => Position }
  | { readonly kind: 'problems'; readonly problems: readonly FileProblem[] };

/** What a file does not say because the site does. */
export interface SiteFacts {
  readonly site: string;
  readonly roles: Policy['roles'];
}

/** Largest file in characters, and most uses of YAML's aliases: more is no policy that somebody wrote. */
const MOST_CHARACTERS = 4_000_000;
const MOST_ALIASES = 100;
const START: Position = { line: 1, column: 1 };

/**
 * Reads a policy from the text of a YAML file. All problems are told at once, each with its place; any text gives an answer, and no
 * part of a wrong file is used.
 * @example readPolicyText('tables: {}\nrules: []\ntimezone: UTC', { site: 's', roles: {} }).kind // 'policy'
 */
export function readPolicyText(text: string, { site, roles }: SiteFacts): PolicyFile {
  if (text.length > MOST_CHARACTERS) return only(START, `the file has more than ${MOST_CHARACTERS} characters`);
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = documentOf(text, lines);
  if (document === null) return only(START, 'the file is nested too deep to be read');
  if (document.errors.length > 0)
    return {
      kind: 'problems',
      problems: document.errors
        .slice(0, 50)
        .map(({ pos, message }) => ({ ...at(pos[0]), path: '', message: `this is no YAML: ${message}`, suggestion: null })),
    };
  const json = plainOf(document);
  if (json.kind === 'problem') return only(START, json.message);
  if (typeof json.value !== 'object' || json.value === null || Array.isArray(json.value)) return only(START, 'must be an object');
  const own = { roles, ...json.value, site };
  const parsed = parsePolicy(own);
  const positionOf = (path: string): Position => placeOf(document, path, at);
  if (parsed.kind === 'policy') return { ...parsed, positionOf };
  const told = (problem: Problem): FileProblem => ({
    ...positionOf(problem.path),
    path: problem.path,
    message: problem.message,
    suggestion: suggestionFor(problem, own as Draft),
  });
  return {
    kind: 'problems',
    problems: parsed.problems.map(told).sort((left, right) => left.line - right.line || left.column - right.column),
  };
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

const only = (position: Position, message: string): PolicyFile => ({
  kind: 'problems',
  problems: [{ ...position, path: '', message, suggestion: null }],
});

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

/** The place of the deepest part of a path that the file has, e.g. of `rules[2].when`. */
function placeOf(document: Document, path: string, at: (offset: number) => Position): Position {
  let node: Node | null = document.contents as Node | null;
  let offset = 0;
  for (const step of stepsOf(path)) {
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
