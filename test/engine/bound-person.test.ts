import assert from 'node:assert/strict';
import test from 'node:test';
import type { Cell, ColumnType, Condition, Policy, Principal, Row } from '../../engine/index.ts';
import { createEngine } from '../../engine/index.ts';

const NOW = '2026-06-15T12:00:00Z';
const COLUMNS: { readonly [column: string]: ColumnType } = {
  text: 'text',
  number: 'number',
  choice: 'choice',
  flag: 'boolean',
  due: 'datetime',
  owner: { lookup: ['contact', 'account'] },
  ['constructor' as string]: 'text' as const,
};
const JANE: Principal = {
  kind: 'contact',
  site: 's',
  contact: { id: 'c1', nick: 'Ab ', limit: 5 },
  account: { id: 'a1' },
  roles: [],
};

/** What stores hold, and what they should not: other types, texts that fold alike, numbers whose digits matter. */
const CELLS: readonly Cell[] = [
  null,
  '',
  ' ',
  'ab',
  'AB ',
  'Áb',
  'a\u0301b',
  'ab\u0301',
  'abc',
  'a',
  'ß',
  'Ω',
  'ω',
  '1',
  '1.0',
  '01',
  '-0',
  '1e1',
  '4294967297',
  '9007199254740993',
  0,
  -0,
  1,
  1.5,
  5,
  -1,
  4294967297,
  2147483648,
  1e21,
  1e-7,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  false,
  'contact:c1',
  'contact:c2',
  'account:c1',
  'account:a1',
  '2026-06-15T12:00:00Z',
  '2026-06-15T14:00:00+02:00',
];
const LITERALS: readonly Cell[] = CELLS.filter((cell) => typeof cell !== 'number' || Number.isFinite(cell));
const OPERATORS = ['=', '≠', '<', '≤', '>', '≥', 'begins-with', 'contains', 'ends-with'] as const;

const policyOf = (effect: 'allow' | 'deny', when: Condition): Policy => ({
  site: 's',
  timezone: 'UTC',
  roles: {},
  tables: {
    account: { kind: 'protected', columns: {} },
    contact: { kind: 'protected', columns: { nick: 'text', limit: 'number' } },
    thing: { kind: 'protected', columns: COLUMNS },
  },
  rules: [
    ...(effect === 'deny'
      ? [{ id: 'a', effect: 'allow', table: 'thing', roles: ['*'], privileges: ['read'], access: 'global' } as const]
      : []),
    { id: 'r', effect, table: 'thing', roles: ['*'], privileges: ['read'], access: 'global', when },
  ],
});

/** Both questions of a condition: an allow asks whether it holds, a deny whether it is known to fail. */
function assertSame(when: Condition, column: string): void {
  for (const effect of ['allow', 'deny'] as const) {
    const engine = createEngine(policyOf(effect, when));
    const readable = engine.forPerson(JANE).test('read', 'thing');
    for (const cell of CELLS) {
      const row: Row = { id: 't', [column]: cell };
      const source = { load: (table: string) => (table === 'thing' ? row : null), grants: () => [] };
      const { allowed } = engine.decide(JANE, { privilege: 'read', table: 'thing', id: 't' }, source, NOW);
      assert.equal(readable(row, engine.momentOf(source, NOW)), allowed, `${effect} ${JSON.stringify(when)} on ${String(cell)}`);
    }
  }
}

for (const column of Object.keys(COLUMNS))
  test(`C18: a bound comparison on \`${column}\` says what the evaluation says, for every operator and odd value`, () => {
    for (const operator of OPERATORS)
      for (const value of LITERALS) {
        assertSame([column, operator, { value }], column);
        if (operator === '=') assertSame({ not: [column, 'in', [{ value }, 'ab', 1, { value: 'contact:c1' }]] }, column);
      }
    for (const operator of ['is null', 'is not null'] as const) assertSame([column, operator], column);
  });

test('C18: values of the person are bound as they are', () => {
  for (const operator of OPERATORS) {
    assertSame(['text', operator, { principal: 'contact.nick' }], 'text');
    assertSame(['number', operator, { principal: 'contact.limit' }], 'number');
    assertSame(['owner', operator, { principal: 'contact.id' }], 'owner');
    assertSame([{ principal: 'account.id' }, operator, { column: 'owner' }], 'owner');
    assertSame(['due', operator, { now: true }], 'due');
    assertSame([{ principal: 'contact.nick' }, operator, 'ab'], 'text');
  }
  assertSame({ any: [] }, 'text');
  assertSame({ not: { all: [] } }, 'text');
});
