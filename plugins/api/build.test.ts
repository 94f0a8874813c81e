import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import vm from 'node:vm';
import { Linter } from 'eslint';
import { apis, bundleGlobal, hostFunction } from '../../contracts/index.ts';
// @ts-expect-error the build is plain JavaScript without declarations
import { apiBundle, buildApi } from './build.mjs';
import { served } from './index.ts';

const bundle: string = await apiBundle();

/** Everything in a text that is not ECMAScript 5: syntax, and globals that ES5 does not have. */
const notEs5 = (text: string): readonly string[] =>
  new Linter()
    .verify(text, {
      languageOptions: { ecmaVersion: 5, sourceType: 'script', globals: { [hostFunction]: 'readonly' } },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      rules: { 'no-undef': 'error' },
    })
    .map(({ message, line }) => `${line}: ${message}`);

test('the bundle is ECMAScript 5, in syntax and in the globals that it names', () => {
  // SWC's `typeof` helper names `Symbol` behind a test for it.
  assert.deepEqual(
    notEs5(bundle).filter((each) => !/'Symbol' is not defined/.test(each)),
    [],
  );
  for (const [seeded, found] of [
    ['var f = () => 1;', /Parsing error/],
    ['const a = 1;', /Parsing error/],
    ['var m = new Map();', /'Map' is not defined/],
    ['setTimeout(1);', /'setTimeout' is not defined/],
  ] as const)
    assert.match(notEs5(`${bundle}\n${seeded}`).join('\n'), found, seeded);
});

const banned = [
  'includes',
  'find',
  'findIndex',
  'startsWith',
  'endsWith',
  'repeat',
  'padStart',
  'padEnd',
  'normalize',
  'flatMap',
  'trimEnd',
];

test('the bundle calls no method of a later standard', () => {
  const calls = banned.filter((name) => new RegExp(`\\.${name}\\(`).test(bundle));
  assert.deepEqual(calls, []);
  for (const call of [
    'Object.entries(',
    'Object.values(',
    'Object.fromEntries(',
    'Array.from(',
    'Number.isInteger(',
    'Math.random(',
    'Date.now(',
  ])
    assert.ok(!bundle.includes(call), call);
});

test('two builds are equal byte for byte, on disk too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portico-bundle-'));
  const file = join(folder, 'api.js');
  assert.equal(await buildApi(file), bundle);
  assert.equal(await readFile(file, 'utf8'), bundle);
  await rm(folder, { recursive: true });
});

test('the bundle is plain text without machine paths', () => {
  assert.ok(!bundle.includes(process.cwd()));
  assert.ok(Array.from(bundle, (letter) => letter.charCodeAt(0)).every((code) => code < 128));
});

test('the bundle sets one global, answers a call, and lets a fault of the host through', () => {
  const scope: { [name: string]: unknown } = {};
  vm.createContext(scope);
  vm.runInContext(bundle, scope);
  assert.deepEqual(Object.keys(scope), [bundleGlobal]);
  const call = JSON.stringify({ message: apis.WhoAmI.uniqueName, request: '{', context: { initiatingUserId: 'u' } });
  const run = `${bundleGlobal}.run(${JSON.stringify(call)})`;
  scope[hostFunction] = () => {
    throw new Error('poisoned');
  };
  assert.throws(() => vm.runInContext(run, scope), /poisoned/);
});

test('every declared custom API is served', () => {
  assert.deepEqual(served.map(({ name }) => name).sort(), Object.keys(apis).sort());
});
