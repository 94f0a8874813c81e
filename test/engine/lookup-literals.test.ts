import assert from 'node:assert/strict';
import test from 'node:test';
import { entity, printFetch } from '../../engine/fetchxml/index.ts';
import type { Condition, Policy, Row, RowSource } from '../../engine/index.ts';
import { createEngine, parseFilter, parsePolicy, planToFetch } from '../../engine/index.ts';

const NOW = '2026-06-15T12:00:00Z';
const STORED = 'abcdef00-1234-4abc-8def-0123456789ab';
const SPELLINGS = [STORED, STORED.toUpperCase(), `{${STORED}}`, `{${STORED.toUpperCase()}}`];
const everybody = { roles: ['*'], privileges: ['read'], access: 'global', table: 'order' } as const;

const policyOf = (condition: Condition, site = 's'): Policy => ({
  site,
  timezone: 'UTC',
  roles: {},
  tables: {
    account: { kind: 'protected', columns: {} },
    contact: { kind: 'protected', columns: { employer: { lookup: ['account'] } } },
    order: { kind: 'protected', columns: { customer: { lookup: ['account', 'contact'] }, name: 'text' } },
  },
  rules: [
    { id: 'a', effect: 'allow', ...everybody },
    { id: 'd', effect: 'deny', ...everybody, when: condition },
  ],
});
const JANE = { kind: 'contact', site: 's', contact: { id: 'c', employer: `account:${STORED}` }, account: null, roles: [] } as const;
const ORDER: Row = { id: STORED, customer: `account:${STORED}`, name: `account:${STORED.toUpperCase()}` };
const SOURCE: RowSource = { load: (table, id) => (table === 'order' && id === ORDER.id ? ORDER : null), grants: () => [] };

for (const id of SPELLINGS) {
  const literal = `account:${id}`;
  for (const condition of [
    ['customer', '=', literal],
    [{ value: literal }, '=', { column: 'customer' }],
    ['customer', 'in', ['contact:x', literal]],
    ['id', '=', `order:${id}`],
    [{ principal: 'contact.employer' }, '=', literal],
    { not: ['customer', '≠', literal] },
  ] as const satisfies readonly Condition[]) {
    test(`D16: a deny applies however its lookup literal spells a guid: ${JSON.stringify(condition)}`, () => {
      const policy = policyOf(condition);
      assert.equal(parsePolicy(policy).kind, 'policy');
      const engine = createEngine(policy);
      assert.equal(engine.decide(JANE, { privilege: 'read', table: 'order', id: ORDER.id }, SOURCE, NOW).code, 'denied');
      const plan = engine.plan(JANE, 'read', 'order', NOW, { source: SOURCE });
      assert.equal(engine.selects(plan, ORDER, SOURCE), false);
      const { filter, links } = planToFetch(plan, { policy, table: 'order' });
      const xml = printFetch({ kind: 'fetch', entity: entity('order', { filter, links }) });
      assert.doesNotMatch(xml, /ABCDEF|\{/, 'the store is asked in the spelling that rows have');
    });
  }
}

test('D16: what ends a grant is spelt as freely', () => {
  const policy: Policy = {
    ...policyOf(['name', 'is null']),
    rules: [],
    bundles: { help: [{ id: 'b', effect: 'allow', ...everybody, roles: [] }] },
  };
  const grant = { id: 'g', contact: 'c', bundle: 'help', row: `order:${STORED}` };
  const allowed = (customer: string): boolean => {
    const grants = () => [{ ...grant, endsWhen: ['customer', '=', customer] as const }];
    return createEngine(policy).decide(JANE, { privilege: 'read', table: 'order', id: ORDER.id }, { ...SOURCE, grants }, NOW).allowed;
  };
  assert.equal(allowed('account:other'), true);
  for (const id of SPELLINGS) assert.equal(allowed(`account:${id}`), false, id);
});

test('ids that are no guids, and texts, keep their letters', () => {
  const denied = (condition: Condition, row: Row): boolean =>
    !createEngine(policyOf(condition)).decide(
      JANE,
      { privilege: 'read', table: 'order', id: row.id },
      { load: () => row, grants: () => [] },
      NOW,
    ).allowed;
  assert.equal(denied(['customer', '=', 'account:X'], { id: '1', customer: 'account:x' }), false);
  assert.equal(denied(['customer', '=', 'account:X'], { id: '1', customer: 'account:X' }), true);
  assert.equal(denied(['name', '=', `{${STORED}}`], { id: '1', name: STORED }), false);
});

for (const [what, literal] of [
  ['a guid alone', STORED],
  ['a table that the column does not lead to', `team:${STORED}`],
  ['a table in capitals', `Account:${STORED}`],
  ['no table', `:${STORED}`],
  ['no id', 'account:'],
  ['blanks about the id', `account: ${STORED}`],
  ['braces about what is no guid', 'account:{x}'],
  ['a second colon', 'account:contact:x'],
  ['a guid without its hyphens', `account:${STORED.split('-').join('')}`],
] as const) {
  test(`D16: a lookup literal with ${what} is a problem, in a comparison, in a list, and in a filter`, () => {
    for (const condition of [
      ['customer', '=', literal],
      ['customer', 'in', ['account:x', literal]],
      [{ value: literal }, '=', { column: 'customer' }],
      [{ principal: 'contact.employer' }, '≠', literal],
    ] as const satisfies readonly Condition[]) {
      const parsing = parsePolicy(policyOf(condition));
      assert.equal(parsing.kind, 'problems', JSON.stringify(condition));
      if (parsing.kind === 'problems') assert.match(parsing.problems[0]?.message ?? '', /`table:id`|one of account/);
    }
    assert.equal(parseFilter(policyOf(['name', 'is null']), 'order', ['customer', '=', literal]).kind, 'problems');
  });
}

test('a site whose guid is not spelt as the platform spells it is a problem, because nobody would belong to it', () => {
  const problems = (site: string) => parsePolicy(policyOf(['name', 'is null'], site)).kind;
  assert.equal(problems(STORED), 'policy');
  assert.equal(problems('Lab'), 'policy');
  for (const site of SPELLINGS.slice(1)) assert.equal(problems(site), 'problems', site);
});
