import assert from 'node:assert/strict';
import test from 'node:test';
import { type Condition, createEngine, type Policy, parsePolicy, type Rule } from '../../engine/index.ts';
import { certainty } from './conditions.ts';
import { kinds, lint } from './lint.ts';
import { sarifOf } from './sarif.ts';
import { BASE, EXPERIENCE, NOW, type SeededFault, SOUND, seededFaults, TABLES } from './seeded-faults.ts';

function lintOf({ rules, policy, site, experience }: Pick<SeededFault, 'rules' | 'policy' | 'site' | 'experience'>) {
  const whole = { ...BASE, ...policy, rules: [...SOUND, ...rules] };
  const parsed = parsePolicy(whole);
  assert.equal(parsed.kind, 'policy', parsed.kind === 'problems' ? JSON.stringify(parsed.problems) : '');
  return lint({
    policy: whole as Policy,
    engine: createEngine(whole as Policy),
    now: NOW,
    experience: { ...EXPERIENCE, ...experience },
    site: { tablePermissions: [], settings: [], ...site },
  });
}

test('B24: a sound policy has no finding', () => {
  assert.deepEqual(
    lintOf({ rules: [] }).map(({ kind, message }) => `${kind.id} ${message}`),
    [],
  );
});

for (const each of seededFaults)
  test(`B24: ${each.id} finds its seeded fault: ${kinds.find(({ id }) => id === each.id)?.name}`, () => {
    const found = lintOf(each).filter(({ kind }) => kind.id === each.id);
    assert.ok(found.length > 0, 'nothing found');
    const all = found.map(({ message }) => message).join('\n');
    assert.match(all, each.says);
    if (each.example) assert.match(found.map(({ counterexample }) => counterexample?.person ?? '').join('\n'), each.example);
  });

test('B24: every kind has an id of its own, a sentence why, and a seeded fault above', () => {
  assert.ok(kinds.length > 25);
  assert.equal(new Set(kinds.map(({ id }) => id)).size, kinds.length);
  assert.equal(new Set(kinds.map(({ name }) => name)).size, kinds.length);
  const seeded = new Set(seededFaults.map(({ id }) => id));
  assert.deepEqual(
    kinds.filter(({ id }) => !seeded.has(id)).map(({ id }) => id),
    [],
  );
  for (const { why } of kinds) assert.match(why, /^[A-Z`“].{20,}\.$/s);
});

test('parents: a circle, a deny, a wrong table and too many steps are told', () => {
  const tables: Policy['tables'] = {
    ...TABLES,
    line: { kind: 'protected', columns: { order: { lookup: ['order'] }, up: { lookup: ['line'] }, text: 'text' } },
  };
  const child = (id: string, parent: string, of: string): Rule => ({
    id,
    effect: 'allow',
    table: 'line',
    privileges: ['read'],
    access: { parent, rule: of },
    columns: { text: { level: 'read' } },
  });
  const chain = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, at, all) => child(id, 'up', all[at + 1] ?? 'lines'));
  const found = lintOf({
    rules: [child('x', 'up', 'y'), child('y', 'up', 'x'), child('w', 'order', 'self'), ...chain],
    policy: { tables },
  }).filter(({ kind }) => kind.id === 'PL020');
  const all = found.map(({ message }) => message).join('\n');
  assert.match(all, /`x` is its own parent, over x → y/);
  assert.match(all, /`w` goes through `order` to order, but `self` is about contact/);
  assert.match(all, /`a` has more than four parents/);
  assert.equal(
    found.some(({ message }) => message.startsWith('`lines`')),
    false,
  );
});

test('certainty is never claimed where a row decides', () => {
  const open: readonly Condition[] = [
    ['state', '=', 1],
    {
      all: [
        ['state', '≠', 1],
        ['state', '≠', 2],
      ],
    },
    {
      all: [
        ['amount', '>', '1'],
        ['amount', '<', '2'],
      ],
    },
    {
      any: [
        ['state', '=', 1],
        ['name', 'is null'],
      ],
    },
    {
      all: [
        ['amount', '≥', '5'],
        ['amount', '≤', '5.0'],
      ],
    },
    { not: ['name', 'is null'] },
    ['amount', '<', { column: 'state' }],
  ];
  for (const condition of open) assert.equal(certainty(condition), null, JSON.stringify(condition));
  const never: readonly Condition[] = [
    { any: [] },
    ['state', 'in', []],
    ['name', '=', ''],
    {
      all: [
        ['amount', '>', '2'],
        ['amount', '<', '2'],
      ],
    },
    {
      all: [
        ['state', 'is null'],
        ['state', '=', 1],
      ],
    },
    { all: [['state', '=', 1], { all: [['state', '≠', 1]] }] },
    { not: { all: [] } },
    ['amount', '<', { column: 'amount' }],
  ];
  for (const condition of never) assert.equal(certainty(condition), 'never', JSON.stringify(condition));
  assert.equal(certainty({ all: [] }), 'always');
});

test('SARIF names every kind once and every finding with its line', () => {
  const found = lintOf(seededFaults[0] as SeededFault);
  const report = JSON.parse(JSON.stringify(sarifOf(found, 'policy.yaml', () => ({ line: 7, column: 3 }))));
  assert.equal(report.version, '2.1.0');
  assert.equal(report.runs[0].tool.driver.rules.length, kinds.length);
  assert.deepEqual(
    report.runs[0].results.map((each: { ruleId: string }) => each.ruleId),
    found.map(({ kind }) => kind.id),
  );
  assert.equal(report.runs[0].results[0].locations[0].physicalLocation.region.startLine, 7);
});
