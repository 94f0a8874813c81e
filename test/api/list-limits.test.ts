import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Answer, QueryResult, RecordResult } from '../../contracts/index.ts';
import { integer, memo } from '../../portal/dataverse/metadata/define.ts';
import { refusalOf, resultOf } from './acting-world.ts';
import { ids, policy } from './fixture.ts';
import { createWorld, type World } from './world.ts';

const { salesorder } = policy.tables;
const whole = { ...integer('new_fixed', { min: 0, max: 10 }), canCreate: false, canUpdate: false };
let world: World;
before(async () => {
  world = await createWorld({
    policy: {
      ...policy,
      tables: {
        ...policy.tables,
        salesorder: {
          ...(salesorder ?? assert.fail()),
          columns: { ...salesorder?.columns, new_count: 'number', new_fixed: 'number', new_text: 'text' },
        },
      },
    },
    orderColumns: [integer('new_count', { min: -5, max: 100 }), whole, memo('new_text', 10000)],
  });
});
after(() => world.close());

const query = (more: object): Promise<Answer<QueryResult>> =>
  world.call('QueryRecords', { table: 'salesorder', ...more }, { contact: ids.admin });

test('a fraction, a number that is too large and text are refused in a filter on whole numbers, and are no fault', async () => {
  for (const column of ['new_count', 'new_fixed']) {
    for (const value of ['1.5', 0.5, '99999999999', 1e15, '1e3', '-2147483649', 'x', ''])
      for (const operator of ['=', '≠', '<', '≥'])
        assert.equal(
          refusalOf(await query({ filter: [{ column, operator, value }] })).code,
          'invalid-request',
          `${column} ${operator} ${value}`,
        );
    assert.equal(refusalOf(await query({ filter: [{ column, operator: 'in', values: [1, '2.5'] }] })).code, 'invalid-request');
    for (const value of ['1', 7, '-2147483647', 101])
      assert.deepEqual(resultOf(await query({ filter: [{ column, operator: '=', value }] })).rows, []);
  }
  assert.ok(resultOf(await query({ filter: [{ column: 'totalamount', operator: '>', value: '1.5' }] })).rows.length > 0);
});

/** Pages through the orders; fails where a page does not go on. */
async function pages(request: object, size: number): Promise<readonly string[]> {
  const seen: string[] = [];
  let continuation: string | null = null;
  do {
    const page: QueryResult = resultOf(await query({ ...request, pageSize: size, ...(continuation === null ? {} : { continuation }) }));
    assert.ok(page.rows.length > 0 && page.rows.length <= size);
    seen.push(...page.rows.map(({ id }) => id));
    assert.equal(page.more, page.continuation !== null);
    continuation = page.continuation;
    assert.ok((continuation?.length ?? 0) <= 4000);
  } while (continuation !== null);
  return seen;
}
const setTexts = (texts: readonly (string | null)[]) =>
  world.dataverse.transaction({ kind: 'system' }, (service) => {
    orders.forEach((id, index) => {
      const text = texts[index] ?? null;
      service.update('salesorder', id, { new_text: text === null ? null : ['text', text] });
    });
  });
const orders = [ids.orderJane, ids.orderSam, ids.orderMay, ids.orderJane2, ids.orderJane3, ids.orderJane4, ids.orderJane5];

for (const [what, odd] of [
  ['with characters that no query can say', (text: string) => `${text}\u0001\u000b`],
  ['longer than a continuation', (text: string) => `${text}${'x'.repeat(5000)}`],
] as const)
  test(`a list goes on behind rows whose sort key is one ${what}: none is missing, none comes twice`, async () => {
    for (const pattern of ['abOcdef', 'aOOOcde', 'OabcdeO', 'aObOcOd']) {
      await setTexts([...pattern].map((letter, index) => (letter === 'O' ? odd(`o${index}`) : `${letter}${index}`)));
      for (const descending of [false, true])
        for (const size of [4, 5, 7]) {
          const seen = await pages({ sort: [{ column: 'new_text', descending }], columns: ['name'] }, size);
          assert.deepEqual([...seen].sort(), [...orders].sort(), `${pattern} ${descending} ${size}`);
        }
    }
  });

test('where no row of a page can be gone on from, the order is refused by its name, and the list does not end unseen', async () => {
  for (const text of ['x'.repeat(5000), 'a\u0001']) {
    await setTexts(orders.map(() => text));
    const refusal = refusalOf(await query({ sort: [{ column: 'new_text' }], pageSize: 3 }));
    assert.deepEqual([refusal.code, refusal.columns], ['column-not-computable', ['new_text']]);
    assert.equal(resultOf(await query({ sort: [{ column: 'new_text' }], pageSize: 7 })).rows.length, 7);
    assert.equal((await pages({ sort: [{ column: 'ordernumber' }] }, 3)).length, 7);
  }
});

test('a column that is hidden on every row is not even named where nobody asked for it', async () => {
  const named = ({ columns }: Pick<QueryResult, 'columns'>) => columns.map(({ name }) => name).sort();
  const expected = ['billto_line1', 'customerid', 'name', 'ordernumber', 'requestdeliveryby', 'statuscode', 'totalamount', 'willcall'];
  const list = await world.call<QueryResult>('QueryRecords', { table: 'salesorder' }, { contact: ids.jane });
  assert.deepEqual(named(resultOf(list)), expected);
  const record = await world.call<RecordResult>('GetRecord', { table: 'salesorder', id: ids.orderJane }, { contact: ids.jane });
  assert.deepEqual(named(resultOf(record)), expected);
  assert.ok(!('description' in resultOf(record).row.values));
  const all = await world.call<RecordResult>('GetRecord', { table: 'salesorder', id: ids.orderJane }, { contact: ids.admin });
  assert.ok(named(resultOf(all)).includes('description'));
});
