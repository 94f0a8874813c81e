import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import type { DecisionRequest, Policy, Principal, Row, RowSource } from '../index.ts';
import { createEngine } from '../index.ts';

interface Fixture {
  readonly now: string;
  readonly policy: Policy;
  readonly data: { readonly rows: { readonly [table: string]: readonly Row[] } };
  readonly principals: { readonly [name: string]: Principal };
}
const fixture = JSON.parse(readFileSync(new URL('../../test/cases/fixtures/scm.json', import.meta.url), 'utf8')) as Fixture;
const engine = createEngine(fixture.policy);
const source: RowSource = { load: (table, id) => fixture.data.rows[table]?.find((row) => row.id === id) ?? null, grants: () => [] };
const explain = (
  name: string,
  request: DecisionRequest,
  mayShow = (_table: string, _id: string | null, _column: string): boolean => true,
) => engine.explain(fixture.principals[name] ?? assert.fail(), request, source, fixture.now, { mayShow });

test("D14: the explanation of Sam's order for Jane names the rule and the two contacts that differ", () => {
  const { decision, questions } = explain('jane', { privilege: 'read', table: 'salesorder', id: 'o-sam' });
  assert.equal(decision.code, 'no-rule');
  const own = questions[0]?.rules.find(({ rule }) => rule === 'order-own');
  assert.equal(own?.outcome, 'does-not-apply');
  assert.deepEqual(own?.access, [{ text: 'orderedby = own contact.id', truth: false, values: ['contact:sam', 'contact:jane'], parts: [] }]);
  assert.equal(questions[0]?.rules.find(({ rule }) => rule === 'order-admin')?.outcome, 'role-not-held');
});

test('the deciding rule is marked, and a part that was not needed is skipped', () => {
  const { questions } = explain('jane', { privilege: 'write', table: 'salesorder', id: 'o-jane' });
  const write = questions.find(({ privilege }) => privilege === 'write')?.rules.find(({ deciding }) => deciding);
  assert.equal(write?.rule, 'order-own-write');
  assert.equal(write?.when[0]?.text, 'status in [1, 2]');
  const refused = explain('sam', { privilege: 'write', table: 'salesorder', id: 'o-sam' }).questions.find(
    ({ privilege }) => privilege === 'write',
  );
  assert.deepEqual(
    refused?.rules[0]?.when[0]?.parts.map(({ truth }) => truth),
    [false, false],
  );
});

test('a part on a column that the asker may not read shows neither value nor outcome, nor do the parts beside it', () => {
  const { questions } = explain(
    'jane',
    { privilege: 'write', table: 'salesorder', id: 'o-jane' },
    (_table, _id, column) => column !== 'status',
  );
  const text = JSON.stringify(questions.map(({ rules }) => rules.map(({ when }) => when)));
  assert.match(text, /"truth":"hidden"/);
  assert.doesNotMatch(text, /"truth":(true|false|"skipped")/);
});

test('the rule of a parent row is told with its own parts', () => {
  const rules = [
    ...fixture.policy.rules,
    { id: 'note', effect: 'allow' as const, table: 'note', privileges: ['read' as const], access: { parent: 'order', rule: 'order-own' } },
  ];
  const { questions } = createEngine({ ...fixture.policy, rules }).explain(
    fixture.principals.jane ?? assert.fail(),
    { privilege: 'read', table: 'note', id: 'n-may' },
    source,
    fixture.now,
  );
  const access = questions[0]?.rules.find(({ rule }) => rule === 'note')?.access[0];
  assert.equal(access?.text, 'the row that `order` names satisfies `order-own`');
  assert.deepEqual(access?.values, ['salesorder:o-may']);
  assert.deepEqual(access?.parts[0]?.values, ['contact:may', 'contact:jane']);
});
