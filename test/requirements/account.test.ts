import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { root } from '../../cli/paths.ts';
import { account } from '../../cli/requirements/account.ts';
import { parseJudgements, readJudgements } from '../../cli/requirements/judgement.ts';
import { namedTestsIn, readNamedTests, testFiles } from '../../cli/requirements/named-tests.ts';
import { parseRequirements, readRequirements } from '../../cli/requirements/table.ts';

const rows = readRequirements(root);
const judgements = readJudgements(root);
const tests = readNamedTests(root, judgements.places);
const result = account(rows, judgements, tests);

test('the table has just the hundred rows, in order, each with words of its own', () => {
  const group = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`);
  assert.deepEqual(
    rows.map(({ id }) => id),
    [...group('A', 32), ...group('B', 26), ...group('C', 25), ...group('D', 17)],
  );
  assert.equal(new Set(rows.map(({ gets }) => gets)).size, 100);
  assert.equal(new Set(rows.map(({ check }) => check)).size, 100);
});

test('every row is judged, every row that a test names exists, every proof is a test, and every test has a door', () => {
  assert.deepEqual(result.problems, []);
  assert.deepEqual(
    tests.filter(({ doors }) => doors.length === 0).map(({ file, name }) => `${file}: ${name}`),
    [],
  );
  assert.ok(testFiles(root).length > 50, 'the sources were found');
});

test('the command ends with `N of 100`, and N is the number of rows that are judged proven', () => {
  const judged = [...judgements.rows.values()].filter(({ kind }) => kind === 'proven-by').length;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'cli/main.ts', 'requirements'], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  assert.equal(stdout.trimEnd().split('\n').at(-1), `${judged} of 100`);
  assert.equal(stdout.match(/^✓ [A-D]\d\d {2}/gm)?.length, judged);
  assert.equal(stdout.match(/^ {7}not yet: \S/gm)?.length, 100 - judged);
  assert.ok(judged > 0);
});

const places = [{ folder: 'test/api', door: 'custom api' }] as const;
/** A part of a name that is filled in at run time, as sources write it. */
const hole = ['$', '{p}'].join('');
const found = (text: string) => namedTestsIn('test/api/x.test.ts', text, places).map(({ name, ids, doors }) => ({ name, ids, doors }));

test('tests are found by their names, not by comments or other texts', () => {
  assert.deepEqual(found("test('D16: a list', () => assert.equal(x, 'A01')); // A02"), [
    { name: 'D16: a list', ids: ['D16'], doors: ['custom api'] },
  ]);
  assert.deepEqual(found(`for (const p of all) test(\`${hole} sees (D14 D16)\`, () => {});`), [
    { name: `${hole} sees (D14 D16)`, ids: ['D14', 'D16'], doors: ['custom api'] },
  ]);
  assert.deepEqual(found("describe('page [control] (A03)', () => { it('shows it [list]', () => {}); }); it('not this', () => {});"), [
    { name: 'shows it [list]', ids: ['A03'], doors: ['control', 'list'] },
  ]);
  assert.deepEqual(
    found("law('A06: wide', 1, () => {}); t.test('B01', f); read('B02'); test.each([1])('C03', f);").map(({ ids }) => ids.join()),
    ['A06', 'C03'],
  );
  assert.deepEqual(found("test('A1, SO-1001, DD16, B123 and [unknown] name nothing', () => {});"), []);
});

const table = parseRequirements('| A01 | one | way | control, server logic |\n| A02 | two | way | data |\n| A03 | three | way | form |');
const judged = (proofs: readonly string[], id = 'A01'): string =>
  JSON.stringify({
    doors: { control: true, 'server logic': true, form: 'not built' },
    places: { test: 'control' },
    rows: {
      A01: { lacks: 'x' },
      A02: { lacks: 'x' },
      A03: { lacks: 'x' },
      [id]: { proofs: proofs.map((each) => ({ test: each, shows: 'it' })) },
    },
  });
const stateOf = (proofs: readonly string[], source: string, id = 'A01', passed?: () => boolean) => {
  const read = parseJudgements(judged(proofs, id));
  const { rows: all, problems, proven } = account(table, read, namedTestsIn('test/a.test.ts', source, read.places), passed);
  const state = all.find(({ row }) => row.id === id)?.state;
  return { told: state?.kind === 'proven' ? state.doors.join(', ') : state?.reason, problems: problems.length, proven };
};

test('a row counts only when each door that exists is proven by a judged test', () => {
  const both = "test('x A01 [control]', f); test('y A01 [server logic]', f);";
  assert.deepEqual(stateOf(['x A01 [control]', 'y A01 [server logic]'], both), { told: 'control, server logic', problems: 0, proven: 1 });
  assert.deepEqual(
    stateOf(['x A01 [control]'], both),
    { told: 'not proven on server logic', problems: 0, proven: 0 },
    'naming is not proving',
  );
  assert.deepEqual(stateOf(['x A01 [control]', 'gone A01'], both), { told: '1 of its tests cannot be found', problems: 1, proven: 0 });
  assert.deepEqual(stateOf(['x A02 [control]'], "test('x A02 [control]', f);", 'A02').told, 'not proven on server logic');
  assert.deepEqual(stateOf(['x A03'], "test('x A03', f);", 'A03').told, 'none of its doors exists');
  assert.deepEqual(stateOf(['x A01 [control]', 'y A01 [server logic]'], both, 'A01', () => false).proven, 0, 'a test that did not pass');
  assert.equal(stateOf(['x A01'], "test('x A01', f); test('D99', f);").problems, 1, 'an id that does not exist');
});

test('a row that is neither proven nor lacking is a fault, and so is an unknown door', () => {
  for (const row of [{}, { lacks: 'x', proofs: [{ test: 'a', shows: 'b' }] }, { proofs: [] }, { proofs: [{ test: 'a', shows: '' }] }])
    assert.throws(() => parseJudgements(JSON.stringify({ doors: {}, places: {}, rows: { A01: row } })), /A01 needs either/);
  assert.throws(() => parseJudgements(JSON.stringify({ doors: { window: true }, places: {}, rows: {} })), /no door `window`/);
  assert.throws(() => parseRequirements('| A01 | one | way | window |'), /names the door `window`/);
  assert.throws(() => parseRequirements('| A01 | one | data |'), /a row that is none/);
});
