import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { tables } from '../../contracts/index.ts';
import { filesToRead, literalsIn, literalsInFile } from './literals.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('names of tables, columns, APIs and variables stand in contracts/ alone', () => {
  const files = filesToRead(root);
  for (const known of ['solution/pack.ts', 'plugins/host/ScriptCall.cs', 'web-templates/site.yaml'])
    assert.ok(files.includes(known), known);
  assert.deepEqual(
    files.flatMap((file) => literalsInFile(root, file)),
    [],
  );
});

test('declarations, generated files and prose are not looked at', () => {
  for (const file of filesToRead(root)) assert.doesNotMatch(file, /^contracts\/|\/generated\/|\/Generated\/|\.md$|^docs\/|^dist\//);
});

test('a seeded name is found with its line, in code, text and comment', () => {
  const name = tables[0]?.name ?? '';
  for (const line of [`const a = '${name}';`, `// ${name}`, `<attribute name="${name}" />`]) {
    assert.deepEqual(literalsIn('portal/seeded.ts', `\n${line}\n`), [
      `portal/seeded.ts:2 spells \`${name}\`; take it from contracts/, where every name exists once`,
    ]);
  }
  assert.deepEqual(literalsIn('portal/clean.ts', "import { tables } from '../contracts/index.ts'; // portico"), []);
});
