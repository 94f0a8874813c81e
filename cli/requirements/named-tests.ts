import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Judgements } from './judgement.ts';
import { type Door, isDoor } from './table.ts';

/** A test whose name carries ids of rows. */
export interface NamedTest {
  readonly file: string;
  readonly line: number;
  /** As it stands in the source: a part that is filled in at run time reads `${person}`. */
  readonly name: string;
  readonly ids: readonly string[];
  readonly doors: readonly Door[];
}

const skippedFolders = new Set(['node_modules', 'dist', 'out', 'bin', 'obj', 'generated', 'cases', 'coverage']);
const testCalls = new Set(['test', 'it', 'law', 'describe']);
const idPattern = /\b[A-D]\d{2}\b/g;

/** Test sources below a folder, relative to the root, e.g. `test/journeys/visibility.test.ts`. */
export function testFiles(root: string, folder = ''): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name.startsWith('.') || skippedFolders.has(entry.name) ? [] : testFiles(root, path);
      return /\.(test|spec)\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
    })
    .sort();
}

export const readNamedTests = (root: string, places: Judgements['places']): readonly NamedTest[] =>
  testFiles(root).flatMap((file) => namedTestsIn(file, readFileSync(join(root, file), 'utf8'), places));

/** The tests of one source that name rows, themselves or by a `describe` around them; comments and other texts do not count. */
export function namedTestsIn(file: string, text: string, places: Judgements['places']): readonly NamedTest[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: NamedTest[] = [];
  const visit = (node: ts.Node, around: string): void => {
    const called = ts.isCallExpression(node) ? testCall(node, source) : null;
    const whole = called ? `${around} ${called.name}` : around;
    if (called && called.kind !== 'describe') {
      const ids = [...new Set(whole.match(idPattern) ?? [])].sort();
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      if (ids.length > 0) found.push({ file, line, name: called.name, ids, doors: doorsOf(file, whole, places) });
    }
    ts.forEachChild(node, (child) => visit(child, called?.kind === 'describe' ? whole : around));
  };
  visit(source, '');
  return found;
}

function testCall({ expression, arguments: [first] }: ts.CallExpression, source: ts.SourceFile): { kind: string; name: string } | null {
  let callee: ts.Expression = expression;
  while (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) callee = callee.expression;
  if (!ts.isIdentifier(callee) || !testCalls.has(callee.text) || !first) return null;
  if (ts.isStringLiteralLike(first)) return { kind: callee.text, name: first.text };
  if (!ts.isTemplateExpression(first)) return null;
  const parts = first.templateSpans.map((span) => `\${${span.expression.getText(source)}}${span.literal.text}`);
  return { kind: callee.text, name: `${first.head.text}${parts.join('')}` };
}

/** Doors that the name tells in brackets; without them the door of the folder. */
function doorsOf(file: string, name: string, places: Judgements['places']): readonly Door[] {
  const told = [...name.matchAll(/\[([a-z ]+)\]/g)].map(([, each = '']) => each).filter(isDoor);
  const place = places.find(({ folder }) => file.startsWith(`${folder}/`));
  return told.length > 0 ? [...new Set(told)] : place ? [place.door] : [];
}
