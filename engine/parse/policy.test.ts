import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import type { Policy } from '../index.ts';
import { parseFilter, parsePolicy } from '../index.ts';

const { policy } = JSON.parse(readFileSync(new URL('../../test/cases/fixtures/scm.json', import.meta.url), 'utf8')) as { policy: Policy };
const rule = { id: 'x', effect: 'allow', table: 'salesorder', roles: ['authorised'], privileges: ['read'], access: 'global' };
const problemsOf = (json: unknown): readonly string[] => {
  const parsing = parsePolicy(json);
  return parsing.kind === 'problems' ? parsing.problems.map(({ path, message }) => `${path}: ${message}`) : [];
};
const withRule = (more: object): unknown => ({ ...policy, rules: [{ ...rule, ...more }] });

test('D16: the policy of the sample is accepted as it is', () => {
  assert.deepEqual(parsePolicy(policy), { kind: 'policy', policy });
});

for (const [what, more, message] of [
  ['a misspelt key', { roless: [] }, /rules\[0\]: has the unknown key `roless`/],
  ['an unknown role', { roles: ['authorized'] }, /roles\[0\]: the policy has no role `authorized`/],
  ['an unknown table', { table: 'orders' }, /has no table `orders`/],
  ['an unknown column', { when: ['statuss', '=', 1] }, /when: the table `salesorder` has no column `statuss`/],
  ['an unknown operator', { when: ['status', '==', 1] }, /needs one of the operators/],
  ['text where a choice is compared', { when: ['status', '=', 'open'] }, /compares choice with `open`/],
  ['an order of texts', { when: ['name', '<', 'a'] }, /`<` is for numbers/],
  ['a number in words', { when: ['amount', '>', '1e5'] }, /compares number with `1e5`/],
  ['a path through no lookup', { when: ['name.x', '=', 'a'] }, /is not a lookup/],
  ['a path through one of several targets', { when: ['customer.name', '=', 'a'] }, /write `customer:account`/],
  ['a date without a time', { until: '2026-12-31' }, /until: needs a time beside the date; write `2026-12-31T00:00:00Z`/],
  ['a local time', { from: '2026-12-31T10:00:00' }, /from: must be an ISO 8601 time/],
  ['an access that leads elsewhere', { access: { account: 'orderedby' } }, /does not lead to `account`/],
  ['self on another table', { access: 'self' }, /`self` is for the table `contact`/],
  ['two accesses', { access: { account: 'customer', contact: 'orderedby' } }, /must be one of/],
  ['a mask that is not declared', { columns: { name: { level: 'masked', mask: 'first' } } }, /must name a mask/],
  ['nothing asked', { privileges: [] }, /neither a privilege nor an action/],
  ['skip on an allow', { whenUnknown: 'skip' }, /is for denies/],
  ['an empty requires', { requires: [] }, /must name at least one/],
  ['a prototype as a role', { roles: ['constructor'] }, /no role `constructor`/],
] as const) {
  test(`${what} is a problem with its path`, () => {
    const problems = problemsOf(withRule(more));
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0] ?? '', message);
  });
}

for (const effect of ['allow', 'deny'] as const) {
  test(`a mask of the last characters is for text and numbers, because it would show a short value almost whole: ${effect}`, () => {
    const types: Policy['tables'][string]['columns'] = { ...policy.tables.salesorder?.columns, flag: 'boolean' };
    const tables = { ...policy.tables, salesorder: { ...policy.tables.salesorder, columns: types } };
    const problems = (column: string, mask: string): readonly string[] =>
      problemsOf({ ...policy, tables, rules: [{ ...rule, effect, columns: { [column]: { level: 'masked', mask } } }] });
    for (const column of Object.keys(types)) {
      assert.deepEqual(problems(column, 'full'), []);
      if (types[column] === 'text' || types[column] === 'number') assert.deepEqual(problems(column, 'last4'), []);
      else assert.match(problems(column, 'last4')[0] ?? '', /mask: shows the last characters, which is for text and numbers/, column);
    }
    const used = Object.keys(types).map((column) => (typeof types[column] === 'string' ? types[column] : 'lookup'));
    for (const type of ['text', 'number', 'choice', 'boolean', 'lookup'] as const) assert.ok(used.includes(type), type);
  });
}

test('all problems are told at once', () => {
  const broken = {
    ...policy,
    site: '',
    rules: [
      { ...rule, effect: 'permit' },
      { ...rule, when: { all: [['nope', 'is null'], { or: [] }] } },
    ],
  };
  assert.equal(problemsOf(broken).length, 4);
});

test('two rules of one id are a problem, the same rule twice is not', () => {
  assert.deepEqual(problemsOf({ ...policy, rules: [rule, rule] }), []);
  assert.match(problemsOf({ ...policy, rules: [rule, { ...rule, roles: ['*'] }] })[0] ?? '', /is the id of another rule/);
});

test('hostile input is a problem and neither a fault nor slow', () => {
  let deep: unknown = ['status', '=', 1];
  for (let index = 0; index < 5000; index += 1) deep = { not: deep };
  assert.match(problemsOf(withRule({ when: deep }))[0] ?? '', /nested deeper/);
  assert.match(problemsOf(withRule({ when: { all: Array(3000).fill(['status', '=', 1]) } }))[0] ?? '', /more than 2000/);
  assert.match(problemsOf(JSON.parse('{"__proto__": 1}'))[0] ?? '', /unknown key `__proto__`/);
  assert.ok(problemsOf({ ...policy, rules: Array(4000).fill({}) }).length <= 200);
  for (const json of [null, 1, 'x', [], { rules: 1 }, { tables: [] }, { roles: null }]) assert.ok(problemsOf(json).length > 0);
});

test('the primary name of a table is one of its columns', () => {
  const named = (primaryName: unknown) => ({ ...policy, tables: { ...policy.tables, account: { ...policy.tables.account, primaryName } } });
  assert.deepEqual(problemsOf(named('name')), []);
  assert.match(problemsOf(named('title'))[0] ?? '', /account\.primaryName: the table has no column `title`/);
  assert.notDeepEqual(problemsOf(named(1)), []);
});

test('whatever JSON stands in a rule, parsing answers', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const keys = fc.constantFrom('id', 'effect', 'table', 'roles', 'privileges', 'access', 'when', 'columns', 'from', 'requires');
  fc.assert(
    fc.property(keys, json, (key, value) => {
      parsePolicy(withRule({ [key]: value }));
    }),
    { seed: 4, numRuns: 500 },
  );
});

test('a filter of a person may not name the principal', () => {
  assert.equal(parseFilter(policy, 'salesorder', ['amount', '≥', '100']).kind, 'filter');
  assert.equal(parseFilter(policy, 'salesorder', { not: ['region', '=', { principal: 'contact.region' }] }).kind, 'problems');
  assert.equal(parseFilter(policy, 'constructor', ['amount', '≥', '100']).kind, 'problems');
});
