import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { type Condition, createEngine, type Policy, type Rule } from '../../engine/index.ts';
import { makeCondition, makeRule, makeWorld, NOW, TABLES, type World } from '../../test/laws/world.ts';
import { root } from '../paths.ts';
import { readPolicyAt } from '../policy-file/index.ts';
import { fixturesIn, type Scene, sceneOf, sourceOf } from '../scene/index.ts';
import { page } from '../trace/index.ts';
import { implies } from './implies.ts';
import { type Diff, diffLines, diffOf, moves } from './index.ts';

const SEED = 20260615;
const sample = join(root, 'samples/scm');
const temporary = mkdtempSync(join(tmpdir(), 'portico-diff-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

const policyAt = (folder: string): Policy => {
  const { read } = readPolicyAt(folder);
  return read.kind === 'policy' ? read.policy : assert.fail(JSON.stringify(read.problems));
};
const scm = policyAt(sample);
const scene = sceneOf(scm, fixturesIn(sample, NOW));
const edited = (id: string, change: (rule: Rule) => Rule | null): Policy => ({
  ...scm,
  rules: scm.rules.flatMap((rule) => (rule.id === id ? [change(rule)].filter((each) => each !== null) : [rule])),
});
const diff = (next: Policy, old: Policy = scm): Diff => diffOf(old, next, scene, NOW);
const sentences = ({ changes }: Diff): readonly string[] =>
  changes.map(({ direction, subject, sentence }) => `${direction}: ${subject} ${sentence}`);
const groups = (found: Diff): readonly unknown[] =>
  found.groups.map(({ direction, who, people, what, records, of }) => [direction, who, people, what, records.length, of]);

test('B10: one privilege more: who gains, how many they are, on how many records', () => {
  const found = diff(edited('order-representative', (rule) => ({ ...rule, privileges: [...(rule.privileges ?? []), 'delete'] })));
  assert.deepEqual(groups(found), [['gain', 'SCM Representative', ['rep-x', 'nora'], ['delete'], 9, 14]]);
  assert.deepEqual(sentences(found), ['gain: rule order-representative has also the privilege `delete`']);
  assert.match(page(diffLines(found)), /SCM Representative \(2 people\): \+delete salesorder 9 of 14 rows/);
});

test('B26: going back takes what the step gave, and the other way round', () => {
  const next = edited('order-own', (rule) => ({ ...rule, access: { account: 'customerid' } }));
  const [there, back] = [diff(next), diff(scm, next)];
  const plain = ({ effects }: Diff, turned: boolean) =>
    effects.map(({ direction, person, table, record, what }) => [
      turned === (direction === 'gain') ? 'loss' : 'gain',
      person,
      table,
      record,
      what,
    ]);
  assert.ok(there.effects.length > 0);
  assert.deepEqual(plain(there, false), plain(back, true));
  assert.deepEqual(diff(scm), { effects: [], groups: [], changes: [] });
});

test('a column that is shown to its end is told from mask to level', () => {
  const found = diff(edited('order-own', (rule) => ({ ...rule, columns: { ...rule.columns, scm_paymentreference: { level: 'read' } } })));
  assert.deepEqual(groups(found), [
    ['gain', 'SCM Authorised', ['jane', 'sam'], ['column scm_paymentreference: masked last4 → read'], 8, 14],
  ]);
});

test('a requirement is told as what it is met with', () => {
  const found = diff(edited('order-approve', ({ requires: _none, ...rule }) => rule));
  assert.deepEqual(groups(found), [['gain', 'SCM Representative', ['rep-x', 'nora'], ['approve without second-person'], 14, 14]]);
  const back = diff(
    scm,
    edited('order-approve', ({ requires: _none, ...rule }) => rule),
  );
  assert.deepEqual(groups(back), [['loss', 'SCM Representative', ['rep-x', 'nora'], ['approve without second-person'], 14, 14]]);
});

test('what the data does not show is told by the text, and counts', () => {
  const unseen = diff(edited('order-own-change', (rule) => ({ ...rule, when: ['statuscode', 'in', [1, 2, 690970001]] })));
  assert.deepEqual(unseen.effects, []);
  assert.deepEqual(sentences(unseen), ['gain: rule order-own-change when: statuscode in [1, 2] → statuscode in [1, 2, 690970001]']);
  assert.deepEqual([moves(unseen, 'gain'), moves(unseen, 'loss'), moves(unseen, 'any')], [true, false, true]);
});

for (const { what, change, told } of [
  {
    what: 'a role more',
    change: (rule: Rule): Rule => ({ ...rule, roles: [...(rule.roles ?? []), 'SCM Unauthorised'] }),
    told: 'gain: rule order-own has also the role `SCM Unauthorised`',
  },
  {
    what: 'a window',
    change: (rule: Rule): Rule => ({ ...rule, until: '2026-12-31T00:00:00Z' }),
    told: 'loss: rule order-own until: always → 2026-12-31T00:00:00Z',
  },
  {
    what: 'a condition',
    change: (rule: Rule): Rule => ({ ...rule, when: ['statecode', '=', 0] }),
    told: 'loss: rule order-own when is new: statecode = 0',
  },
  {
    what: 'an access',
    change: (rule: Rule): Rule => ({ ...rule, access: 'global' }),
    told: 'gain: rule order-own reaches: scm_orderedby = own contact.id → every record',
  },
  {
    what: 'a reason',
    change: (rule: Rule): Rule => ({ ...rule, reason: 'Because.' }),
    told: 'none: rule order-own reason: none → Because.',
  },
  { what: 'an effect', change: (rule: Rule): Rule => ({ ...rule, effect: 'deny' }), told: 'loss: rule order-own is deny instead of allow' },
] as const)
  test(`${what} is told in words with whom it may help`, () => {
    assert.deepEqual(sentences(diff(edited('order-own', change))), [told]);
  });

test('another name is no change of access', () => {
  const found = diff(edited('order-own', (rule) => ({ ...rule, id: 'order-mine' })));
  assert.deepEqual(sentences(found), ['none: rule order-own is now called `order-mine`']);
  assert.equal(moves(found, 'any'), false);
});

test('every line of a report keeps to 80 columns', () => {
  const lines = page(diffLines(diff({ ...scm, rules: scm.rules.filter((_rule, index) => index % 2 === 0) }))).split('\n');
  assert.deepEqual(
    lines.filter((line) => line.length > 80),
    [],
  );
});

/* ---- on random policies: the effects are those of deciding one by one, and no effect is without a sentence */

const sceneOfWorld = ({ principal, data }: World): Scene => ({
  people: { somebody: principal, 'a visitor': { kind: 'anonymous', site: 'law', contact: null, account: null, roles: [] } },
  rows: Object.fromEntries(Object.entries(data.rows).map(([table, rows]) => [table, Object.fromEntries(rows.map((row) => [row.id, row]))])),
  grants: data.grants,
});

const pick = <T>(g: fc.GeneratorValue, list: readonly T[]): T => list[g(fc.nat, { max: list.length - 1 })] as T;

/** Another version of a policy: a rule more, one less, or one with something else. */
function revised(g: fc.GeneratorValue, policy: Policy): Policy {
  const { rules } = policy;
  const rule = pick(g, rules);
  const other = makeRule(g, rule.id, { effect: rule.effect, table: rule.table });
  const keys: readonly (keyof Rule)[] = [
    'roles',
    'privileges',
    'access',
    'when',
    'endsWhen',
    'from',
    'until',
    'columns',
    'requires',
    'whenUnknown',
    'effect',
  ];
  const key = pick(g, keys);
  const { [key]: _was, ...rest } = rule;
  const swapped = { ...rest, ...(other[key] === undefined ? {} : { [key]: other[key] }) } as Rule;
  const kind = g(fc.nat, { max: 5 });
  if (kind === 0) return { ...policy, rules: [...rules, makeRule(g, 'new')] };
  if (kind === 1) return { ...policy, rules: rules.filter((each) => each !== rule) };
  const wider: Rule =
    kind === 2 && rule.when !== undefined
      ? { ...rule, when: { any: [rule.when, makeCondition(g, rule.table, 1)] } }
      : kind === 3 && rule.when !== undefined
        ? { ...rule, when: { all: [rule.when, makeCondition(g, rule.table, 1)] } }
        : swapped;
  return { ...policy, rules: rules.map((each) => (each === rule ? wider : each)) };
}

test('B10: effects are just what deciding one by one under both policies shows', () => {
  const check = (g: fc.GeneratorValue): void => {
    const world = makeWorld(g);
    const next = revised(g, world.policy);
    const people = sceneOfWorld(world);
    const source = sourceOf(people);
    const { effects } = diffOf(world.policy, next, people, NOW);
    const [before, then] = [createEngine(world.policy), createEngine(next)];
    for (const [person, principal] of Object.entries(people.people))
      for (const table of Object.keys(TABLES))
        for (const { id } of world.data.rows[table] ?? [])
          for (const privilege of ['read', 'write', 'delete', 'append', 'appendto'] as const) {
            const [was, is] = [before, then].map((engine) => engine.decide(principal, { privilege, table, id }, source, NOW).allowed);
            const told = effects.filter(
              (each) => each.person === person && each.table === table && each.record === id && each.what.split(' with')[0] === privilege,
            );
            const expected = was === is ? [] : [is ? 'gain' : 'loss'];
            // Under requirements more may differ: those are told with what has to be met.
            const plain = told
              .filter(({ what }) => what === privilege || what.startsWith(`${privilege} without`))
              .map(({ direction }) => direction);
            assert.deepEqual(
              plain,
              expected,
              `${person} ${privilege} ${table}:${id} ${JSON.stringify(told)} ${JSON.stringify([world, next.rules])}`,
            );
          }
  };
  const details = fc.check(fc.property(fc.gen(), check), { seed: SEED, numRuns: 60, endOnFailure: true });
  if (details.failed) throw details.errorInstance;
});

test('B10: whatever somebody gains or loses on random data, the text says that it may be', () => {
  const seen = { gain: 0, loss: 0, silent: 0 };
  const check = (g: fc.GeneratorValue): void => {
    const world = makeWorld(g);
    const next = revised(g, world.policy);
    const found = diffOf(world.policy, next, sceneOfWorld(world), NOW);
    for (const direction of ['gain', 'loss'] as const) {
      const felt = found.effects.some((each) => each.direction === direction);
      const said = found.changes.some((each) => each.direction === direction || each.direction === 'either');
      if (felt) seen[direction]++;
      if (!said) seen.silent++;
      assert.ok(!felt || said, `${direction} ${JSON.stringify([found.effects[0], found.changes, world.policy.rules, next.rules])}`);
    }
  };
  const details = fc.check(fc.property(fc.gen(), check), { seed: SEED, numRuns: 300, endOnFailure: true });
  if (details.failed) throw details.errorInstance;
  // The text is no use where it always says "either".
  assert.ok(seen.gain > 5 && seen.loss > 15 && seen.silent > 200, JSON.stringify(seen));
});

/** The value of a condition, found by deciding: a rule with it applies when it is true. */
function truthOf(world: World, table: string, id: string, when: Condition): boolean | 'unknown' {
  const holds = (condition: Condition): boolean => {
    const probe: Rule = { id: 'probe', effect: 'allow', table, roles: ['*'], privileges: ['read'], access: 'global', when: condition };
    return createEngine({ ...world.policy, rules: [probe] }).decide(
      world.principal,
      { privilege: 'read', table, id },
      sourceOf(sceneOfWorld(world)),
      NOW,
    ).allowed;
  };
  return holds(when) ? true : holds({ not: when }) ? false : 'unknown';
}

test('a condition that is said to be wider holds wherever the narrower one does', () => {
  let implied = 0;
  const check = (g: fc.GeneratorValue): void => {
    const world = makeWorld(g);
    const [one, two] = [makeCondition(g, 'thing', 1), makeCondition(g, 'thing', 1)];
    const pairs: readonly (readonly [Condition, Condition])[] = [
      [one, two],
      [one, { any: [two, one] }],
      [{ all: [one, two] }, two],
      [{ not: { any: [one, two] } }, { not: one }],
      [
        ['status', '=', 1],
        ['status', 'in', [1, 2]],
      ],
      [
        ['amount', '>', '1.5'],
        ['amount', '≥', 1],
      ],
      [
        ['amount', '≤', 1],
        ['amount', '<', '1.5'],
      ],
      [
        ['amount', '≥', 1],
        ['amount', '>', 1],
      ],
      [
        ['amount', '<', 2],
        ['amount', '<', 1],
      ],
    ];
    for (const [narrow, wide] of pairs) {
      if (!implies(narrow, wide)) continue;
      implied++;
      for (const { id } of world.data.rows['thing'] ?? []) {
        const [first, second] = [truthOf(world, 'thing', id, narrow), truthOf(world, 'thing', id, wide)];
        assert.ok(first !== true || second === true, JSON.stringify([narrow, wide, first, second]));
        assert.ok(first === false || second !== false, JSON.stringify([narrow, wide, first, second]));
      }
    }
  };
  const details = fc.check(fc.property(fc.gen(), check), { seed: SEED, numRuns: 80, endOnFailure: true });
  if (details.failed) throw details.errorInstance;
  assert.ok(implied > 200, String(implied));
  assert.equal(implies(['amount', '≥', 1], ['amount', '>', 1]), false);
  assert.equal(implies(['amount', '<', 2], ['amount', '<', 1]), false);
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

test('portico diff: 0, 1 where somebody gains or loses as asked, 2 when asked wrongly; a file without a site takes the roles of the data', async () => {
  const folder = mkdtempSync(join(temporary, 'scm-'));
  cpSync(sample, folder, { recursive: true });
  const file = join(temporary, 'next.yaml');
  const text = readFileSync(join(sample, 'policy.yaml'), 'utf8');
  writeFileSync(file, text.replace('when: [statuscode, in, [1, 2]]', 'when: [statuscode, in, [1]]'));
  const asked = async (...more: readonly string[]) => (await portico('diff', folder, file, '--data', folder, '--now', NOW, ...more)).code;
  assert.deepEqual(
    [await asked(), await asked('--fail-on', 'gain'), await asked('--fail-on', 'loss'), await asked('--fail-on', 'any')],
    [0, 0, 1, 1],
  );
  const same = await portico('diff', folder, folder, '--fail-on', 'any');
  assert.deepEqual([same.code, same.stdout], [0, 'nothing changes: the two policies say the same\n']);
  const json = await portico('diff', folder, file, '--json', '--now', NOW);
  const answer = JSON.parse(json.stdout) as Diff;
  assert.deepEqual(groups(answer), [
    ['loss', 'SCM Authorised', ['jane'], ['write', 'write column description', 'write column requestdeliveryby'], 2, 14],
  ]);
  writeFileSync(file, text.replace('access: { contact: scm_orderedby }', 'access: { contact: scm_ordered }'));
  const wrong = await portico('diff', folder, file, '--data', folder);
  assert.deepEqual([wrong.code, /next\.yaml:\d+:\d+ /.test(wrong.stdout)], [1, true], wrong.stdout);
  for (const args of [[], [folder], [folder, 'nowhere'], [folder, file, '--data', temporary], [folder, folder, '--fail-on', 'much']]) {
    const { code, stdout } = await portico('diff', ...args);
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
  }
});
