import assert from 'node:assert/strict';
import test from 'node:test';
import type { Cell, Condition, Policy, Rule } from '../../engine/index.ts';
import { createEngine, planToFetch } from '../../engine/index.ts';

const NOW = '2026-06-15T12:00:00Z';
const everybody = { roles: ['*'], privileges: ['read'], access: 'global', table: 'thing' } as const;
const JANE = { kind: 'contact', site: 's', contact: { id: 'c' }, account: null, roles: [] } as const;

const policyOf = (deny: Partial<Rule>): Policy => ({
  site: 's',
  timezone: 'UTC',
  roles: {},
  tables: {
    contact: {
      kind: 'protected',
      columns: { choice: 'choice', boolean: 'boolean', lookup: { lookup: ['thing'] }, text: 'text', datetime: 'datetime' },
    },
    thing: {
      kind: 'protected',
      columns: {
        choice: 'choice',
        boolean: 'boolean',
        lookup: { lookup: ['thing'] },
        text: 'text',
        datetime: 'datetime',
        number: 'number',
      },
    },
  },
  rules: [
    { id: 'a', effect: 'allow', ...everybody },
    { id: 'd', effect: 'deny', ...everybody, ...deny },
  ],
});

/** Whether the row may be read; the plan must say the same. */
function readable(
  deny: Partial<Rule>,
  cells: { readonly [column: string]: Cell },
  contact: { readonly [column: string]: Cell } = {},
): boolean {
  const row = { id: 't', ...cells };
  const source = { load: (table: string) => (table === 'thing' ? row : null), grants: () => [] };
  const person = { ...JANE, contact: { id: 'c', ...contact } };
  const engine = createEngine(policyOf(deny));
  const { allowed } = engine.decide(person, { privilege: 'read', table: 'thing', id: 't' }, source, NOW);
  assert.equal(engine.selects(engine.plan(person, 'read', 'thing', NOW, { source }), row, source), allowed, 'plan and decision differ');
  return allowed;
}

/** The declared type, a literal of it, a value of it that is another one, and stored values that are none. */
const TYPES: readonly (readonly [column: string, literal: string | number | boolean, other: Cell, unfitting: readonly Cell[]])[] = [
  ['choice', 1, 2, [true, false, '1', '1,2', '', 1.5]],
  ['boolean', true, false, [0, 1, 'true', '1', '']],
  ['lookup', 'thing:x', 'thing:y', ['x', ':x', '', 1, true]],
  ['text', 'a', 'b', [1, true]],
  ['datetime', NOW, '2026-06-15T12:00:01Z', [2026, true, 'soon']],
  ['number', '1', '2', [true, '1e5', '']],
];

for (const [column, literal, other, unfitting] of TYPES) {
  for (const cell of unfitting) {
    test(`D16: a ${column} that holds ${JSON.stringify(cell)} is unknown, so denies on it apply`, () => {
      for (const when of [
        [column, '=', literal],
        [column, '≠', literal],
        [column, 'in', [literal]],
        { not: [column, '=', literal] },
      ] as const satisfies readonly Condition[]) {
        assert.equal(readable({ when }, { [column]: cell }), false, JSON.stringify(when));
        assert.equal(readable({ when, whenUnknown: 'skip' }, { [column]: cell }), true, 'and it is unknown, not true');
      }
    });
  }

  test(`a ${column} of its own type is compared`, () => {
    assert.equal(readable({ when: [column, '=', literal] }, { [column]: literal }), false);
    assert.equal(readable({ when: [column, '=', literal] }, { [column]: other }), true);
  });

  if (column === 'number') continue;
  test(`D16: a ${column} of the person that does not fit is unknown on every row`, () => {
    for (const cell of unfitting) {
      const deny = { when: [column, '=', { principal: `contact.${column}` }] } as const satisfies Partial<Rule>;
      assert.equal(readable(deny, { [column]: literal }, { [column]: cell }), false);
      const plan = createEngine(policyOf(deny)).plan({ ...JANE, contact: { id: 'c', [column]: cell } }, 'read', 'thing', NOW);
      assert.equal(plan.kind, 'never');
      assert.equal(planToFetch(plan, { policy: policyOf(deny), table: 'thing' }).never, true);
    }
  });
}
