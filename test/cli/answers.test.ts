import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../cli/paths.ts';
import { readSample } from '../../cli/sample/read.ts';
import { runProgram } from './run-program.ts';

const sample = readSample(join(root, 'samples/scm'));
const npm = (...args: readonly string[]) => runProgram('npm', ['run', '--silent', 'portico', '--', ...args]);

test('matrix --json: one array of cells on standard output, the fifteen of the visibility matrix among them (D16)', async () => {
  const { code, stdout, stderr } = await npm('matrix', 'samples/scm', '--json');
  assert.equal(code, 0, stderr);
  const cells = JSON.parse(stdout) as { contact: string; table: string; record: string; privilege: string; allowed: boolean }[];
  for (const cell of cells) {
    assert.deepEqual(Object.keys(cell), ['contact', 'table', 'record', 'privilege', 'allowed']);
    assert.equal(typeof cell.allowed, 'boolean');
  }
  const { people, records, table, privilege } = sample.matrix;
  assert.equal(cells.length, people.length * Object.keys(sample.rows['salesorder'] ?? {}).length * 6);
  let asserted = 0;
  for (const [record, expected] of Object.entries(records))
    for (const contact of people) {
      const found = cells.filter(
        (each) => each.contact === contact && each.record === record && each.privilege === privilege && each.table === table,
      );
      assert.deepEqual(
        found.map(({ allowed }) => allowed),
        [expected[contact]],
        `${contact} ${record}`,
      );
      asserted++;
    }
  assert.equal(asserted, 15);
});

test('explain --json: the question, the decision and every rule that was looked at, and nothing else on standard output', async () => {
  const { code, stdout, stderr } = await npm(
    ...[
      'explain',
      'samples/scm',
      '--contact',
      'jane',
      '--table',
      'salesorder',
      '--record',
      'order-x-jane',
      '--privilege',
      'read',
      '--json',
    ],
  );
  assert.equal(code, 0, stderr);
  const answer = JSON.parse(stdout);
  const { contact, table, record, privilege, allowed, code: decision, deciding } = answer;
  assert.deepEqual(
    { contact, table, record, privilege, allowed, decision, deciding },
    {
      contact: 'jane',
      table: 'salesorder',
      record: 'order-x-jane',
      privilege: 'read',
      allowed: true,
      decision: 'allowed',
      deciding: 'order-own',
    },
  );
  assert.match(answer.policyHash, /^[0-9a-f]{64}$/);
  const rule = answer.rules.find((each: { rule: string }) => each.rule === 'order-own');
  assert.deepEqual([rule.effect, rule.applies], ['allow', true]);
  assert.deepEqual(
    rule.parts.map((each: { part: string }) => each.part),
    ['role', 'window', 'access', 'when', 'endsWhen'],
  );
});

test('explain: a refusal carries the smallest changes that would have allowed it (C03)', async () => {
  const question = ['--contact', 'sam', '--table', 'salesorder', '--record', 'order-y-may', '--privilege', 'delete'];
  const { code, stdout, stderr } = await npm('explain', 'samples/scm', ...question, '--json');
  assert.equal(code, 0, stderr);
  const { allowed, nearest } = JSON.parse(stdout);
  assert.deepEqual([allowed, nearest.kind], [false, 'found']);
  assert.deepEqual(nearest.sets[0], [
    { kind: 'link-role', role: 'SCM Administrator' },
    { kind: 'set-value', table: 'salesorder', id: 'order-y-may', column: 'statecode', value: 0 },
  ]);
});
