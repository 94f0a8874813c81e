import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { requestParameter, solutions, tables } from '../../contracts/index.ts';
import { generatedFiles, staleFiles } from './generate.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const generated = generatedFiles(root);
if (generated.kind === 'problems') throw new Error(JSON.stringify(generated.problems));
const { files } = generated;

test('generated files are what their sources give; if not, `npm run generate` refreshes them', () => {
  assert.deepEqual(staleFiles(root, files), []);
});

test('a changed, a missing and a left-over file are each named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portico-generated-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('solution/generated/same.xml', 'same');
  write('solution/generated/changed.xml', 'by hand');
  write('solution/generated/old.xml', 'old');
  const expected = new Map(['same', 'changed', 'missing'].map((name) => [`solution/generated/${name}.xml`, name]));
  assert.deepEqual(staleFiles(folder, expected), [
    'solution/generated/changed.xml is not what its sources give',
    'solution/generated/missing.xml is missing',
    'solution/generated/old.xml has no source any more',
  ]);
});

test('the tree for review holds text alone, and its first line says what it is made from', () => {
  for (const [path, text] of files) {
    if (path.endsWith('.xml')) assert.match(text.split('\n')[0] ?? '', /^<!-- generated from contracts\//, path);
    else assert.match(text, /generated/, path);
  }
  assert.ok(![...files.keys()].some((path) => /\.(dll|nupkg|js|css)$/.test(path)));
  for (const table of tables)
    assert.ok(files.has(`solution/generated/${solutions.portico.uniqueName}/Entities/${table.schemaName}/Entity.xml`));
});

test('the C# names repeat the contract', () => {
  assert.match(files.get('plugins/host/Generated/Names.g.cs') ?? '', new RegExp(`const string Request = "${requestParameter}";`));
});
