import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundledFiles, es5Violations, read } from './es5-built-ins.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** What is bundled for the script engine of the plug-in, and the cases that run beside it there. */
const files = [
  ...bundledFiles(root, 'engine'),
  ...bundledFiles(root, 'plugins/api'),
  ...['answers', 'check', 'engine-adapter', 'sorting', 'entry'].map((name) => `test/conformance/${name}.ts`),
];

test('what runs in the plug-in uses no built-in that its script engine lacks', () => {
  assert.ok(files.length > 60);
  assert.deepEqual(
    files.flatMap((file) => es5Violations(file, read(root, file))),
    [],
  );
});

for (const [code, sentence] of [
  ['const a = new Map();', /`Map` is not for the plug-in's bundle: ES5 does not have it/],
  ['for (const a of [1]) a;', /`for … of`.*Symbol.iterator/],
  ["'abc'.includes('a');", /`\.includes\(\)`/],
  ['const a = list.find((each) => each);', /`\.find\(\)`/],
  ['Object.entries({});', /`Object.entries`/],
  ['Math.random();', /`Math.random`.*same answer/],
  ['new Date();', /`new Date\(\)`.*same answer/],
  ["Date.parse('x');", /`Date.parse`/],
  ['a.toLowerCase() === b;', /`\.toLowerCase\(\)`.*fold/],
  ['/a+/.test(b);', /a regular expression.*interrupted/],
  ['console.log(1);', /`console`/],
  ['class A extends Error {}', /`extends`/],
  ['const a = 1n;', /a big integer/],
  ['async function a() { await b; }', /`await`/],
] as const) {
  test(`a seeded \`${code}\` is found`, () => {
    const found = es5Violations('engine/seeded.ts', `\n${code}\n`);
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', sentence);
    assert.match(found[0] ?? '', /^engine\/seeded\.ts:2: /);
  });
}

test('types, strings and own properties of the same names are no faults', () => {
  assert.deepEqual(
    es5Violations(
      'engine/fine.ts',
      "const a: Map<string, Set<number>> = b.Map; const c = { find: 'Map', values: 1 }; type T = Promise<void>; c.find;",
    ),
    [],
  );
});
