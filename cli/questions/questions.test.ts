import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { createEngine, type Principal } from '../../engine/index.ts';
import { makeWorld, NOW, TABLES, type World } from '../../test/laws/world.ts';
import { root } from '../paths.ts';
import { type Scene, sourceOf } from '../scene/index.ts';
import { page } from '../trace/index.ts';
import { compare, comparisonLines, nearestLines, openScene, requestFor, whoCan, whoCanLines } from './index.ts';

const { policy, scene } = openScene(join(root, 'samples/scm'), NOW);
const engine = createEngine(policy);
const question = (record: string, asked = 'read') => ({ table: 'salesorder', record, asked, met: [], now: NOW });

test("who can read Jane's order: Jane, the representative of her company and the administrator, each with the rule (D13, D14, D17)", () => {
  const found = whoCan(policy, engine, scene, question('order-x-jane'));
  assert.deepEqual(
    found.map(({ person, rule }) => [person, rule]),
    [
      ['admin', 'order-administrator'],
      ['rep-x', 'order-representative'],
      ['jane', 'order-own'],
    ],
  );
  assert.match(page(whoCanLines(question('order-x-jane'), found, 6)), /^read salesorder order-x-jane: 3 of 6 people\n {2}admin/);
  assert.deepEqual(
    whoCan(policy, engine, scene, question('order-y-may')).map(({ person }) => person),
    ['admin', 'nora'],
  );
  assert.deepEqual(
    whoCan(policy, engine, scene, question('order-x-jane', 'submit')).map(({ person }) => person),
    ['jane'],
  );
});

/** Several people over the rows of a random world: the person of the world with other roles and accounts, and a visitor. */
function peopledScene({ policy: { roles }, principal, data }: World): Scene {
  const rows = Object.fromEntries(
    Object.entries(data.rows).map(([table, held]) => [table, Object.fromEntries(held.map((row) => [row.id, row]))]),
  );
  const contacts = ['ann', 'bob', 'cid'].flatMap((id) =>
    [[], Object.keys(roles), ['r']].map((linked, index): readonly [string, Principal] => [
      `${id}${index}`,
      { kind: 'contact', site: 'law', contact: rows['contact']?.[id] ?? null, account: rows['account']?.['x'] ?? null, roles: linked },
    ]),
  );
  const visitor: Principal = { kind: 'anonymous', site: 'law', contact: null, account: null, roles: [] };
  return { people: { ...Object.fromEntries(contacts), somebody: principal, visitor }, rows, grants: data.grants };
}

test('who can is equal to deciding for everybody one by one, on random policies', () => {
  let some = 0;
  const check = (g: fc.GeneratorValue): void => {
    const world = makeWorld(g);
    const peopled = peopledScene(world);
    const asking = createEngine(world.policy);
    const source = sourceOf(peopled);
    for (const table of Object.keys(TABLES))
      for (const { id } of world.data.rows[table] ?? [])
        for (const asked of ['read', 'write', 'delete']) {
          const given = { table, record: id, asked, met: [], now: NOW };
          const found = whoCan(world.policy, asking, peopled, given).map(({ person }) => person);
          const brute = Object.entries(peopled.people)
            .filter(([, principal]) => asking.decide(principal, requestFor(given), source, NOW).allowed)
            .map(([person]) => person);
          assert.deepEqual(found, brute, `${asked} ${table}:${id} ${JSON.stringify(world)}`);
          if (brute.length > 0 && brute.length < 11) some++;
        }
  };
  const details = fc.check(fc.property(fc.gen(), check), { seed: 20260615, numRuns: 80, endOnFailure: true });
  if (details.failed) throw details.errorInstance;
  assert.ok(some > 100, String(some));
});

test('D14: two people on one record: the rule that makes the difference, with both values', () => {
  const found = compare(engine, scene, ['jane', 'sam'], question('order-x-jane'));
  assert.deepEqual(
    found.differences.map(({ asked, rule, outcomes }) => [asked, rule, outcomes]),
    [['read', 'order-own', ['applies', 'does-not-apply']]],
  );
  const [difference] = found.differences;
  assert.deepEqual(
    difference?.parts.map(({ part, of }) => [part, of.map((each) => [each?.truth, each?.values])]),
    [
      [
        'access',
        [
          [true, ['contact:jane', 'contact:jane']],
          [false, ['contact:jane', 'contact:sam']],
        ],
      ],
    ],
  );
  const text = page(comparisonLines(found));
  assert.match(text, /^jane: allowed by order-own\nsam: no-rule\n/);
  assert.deepEqual(
    text.split('\n').filter((line) => line.length > 80),
    [],
  );
});

test('C03: a role that only one of two holds is the difference; with nothing different the trace is told once', () => {
  const roles = compare(engine, scene, ['rep-x', 'may'], question('order-x-sam'));
  assert.deepEqual(
    roles.differences.map(({ rule, outcomes }) => [rule, outcomes]),
    [['order-representative', ['applies', 'role-not-held']]],
  );
  const same = compare(engine, scene, ['may', 'may'], question('order-x-sam'));
  assert.deepEqual(same.differences, []);
  assert.match(page(comparisonLines(same)), /every rule comes out the same for both/);
});

test('a comparison of two people tells every rule whose outcome differs and no other, on random policies', () => {
  const check = (g: fc.GeneratorValue): void => {
    const world = makeWorld(g);
    const peopled = peopledScene(world);
    const found = compare(createEngine(world.policy), peopled, ['ann1', 'bob2'], {
      table: 'thing',
      record: 't1',
      asked: 'read',
      met: [],
      now: NOW,
    });
    const [left, right] = found.explanations.map(({ questions }) => questions[0]?.rules ?? []);
    const changed = (left ?? []).filter((one) => {
      const other = (right ?? []).find(({ rule }) => rule === one.rule);
      return other?.outcome !== one.outcome;
    });
    for (const { rule } of changed)
      assert.ok(
        found.differences.some((each) => each.rule === rule),
        rule,
      );
    for (const { outcomes, parts } of found.differences) assert.ok(outcomes[0] !== outcomes[1] || parts.length > 0);
  };
  const details = fc.check(fc.property(fc.gen(), check), { seed: 20260615, numRuns: 100, endOnFailure: true });
  if (details.failed) throw details.errorInstance;
});

test('the nearest grant reads as a sentence', () => {
  const set = [
    { kind: 'link-role', role: 'SCM Authorised' },
    { kind: 'set-lookup', table: 'salesorder', id: 'order-1', column: 'scm_orderedby', value: 'contact:jane' },
  ] as const;
  assert.deepEqual(nearestLines({ kind: 'found', sets: [set, [{ kind: 'lift-deny', rule: 'no' }]] }, 'jane'), [
    'it would be allowed with',
    '  the web role SCM Authorised linked to jane, and scm_orderedby of salesorder order-1 set to contact jane',
    '  or the deny no lifted',
  ]);
  assert.deepEqual(nearestLines({ kind: 'allowed' }, 'jane'), []);
  assert.match(nearestLines({ kind: 'none', complete: true }, 'jane').join(), /nothing of what rules look at/);
});

function portico(...args: readonly string[]): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...args], { cwd: root });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

test('who-can and compare as commands: text, JSON, and 2 where they are asked wrongly', async () => {
  const record = ['--table', 'salesorder', '--record', 'order-x-jane'];
  const who = await portico('who-can', 'samples/scm', ...record, '--json');
  assert.equal(who.code, 0, who.stderr);
  assert.deepEqual(
    JSON.parse(who.stdout).people.map(({ person }: { person: string }) => person),
    ['admin', 'rep-x', 'jane'],
  );
  const compared = await portico('compare', 'samples/scm', '--people', 'jane,sam', ...record);
  assert.equal(compared.code, 0, compared.stderr);
  assert.match(compared.stdout, /^read salesorder order-x-jane\njane: allowed by order-own\nsam: no-rule\n/);
  for (const [args, sentence] of [
    [['who-can'], /^name a policy/],
    [['who-can', 'samples/scm', '--table', 'salesorder', '--record', 'order-1'], /^there is no record `order-1`; there are/],
    [['who-can', 'samples/scm', ...record, '--privilege', 'reed'], /^there is no privilege `reed`; there are `read`/],
    [['compare', 'samples/scm', '--people', 'jane', ...record], /^`--people` names two people/],
    [['compare', 'samples/scm', '--people', 'jane,sma', ...record], /^there is no person `sma`; there are `admin`/],
  ] as const) {
    const { code, stdout, stderr } = await portico(...args);
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
    assert.match(stderr, sentence);
  }
});
