import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Answer, QueryRequest, QueryResult } from '../../contracts/index.ts';
import { compareNumbers, fold } from '../../engine/index.ts';
import { ids } from './fixture.ts';
import { createWorld, type World } from './world.ts';

const guid = (index: number) => `0000000${index % 7}-0000-4000-8000-${String(index).padStart(12, '0')}`;
const names = ['a', 'A', 'ä', 'b', 'B ', 'aa', 'Zebra', 'zebra', '50%', null];
const amounts = ['1', '1.50', '-3', '20', '100', '20.00', null, null];
const dates = ['2026-01-02', '2026-01-03', null];
const pick = <Value>(list: readonly Value[], index: number): Value => list[index % list.length] as Value;

/** Orders of X in which every sort key has ties and nulls. */
const orders = Array.from({ length: 41 }, (_, index) => ({
  salesorderid: guid(index + 100),
  name: pick(names, index * 7) ?? 'unnamed',
  ordernumber: pick(names, index * 3),
  customerid: `account:${ids.x}`,
  totalamount: pick(amounts, index * 5),
  requestdeliveryby: pick(dates, index),
  willcall: index % 3 === 0,
  statuscode: pick([1, 2, 690970000], index),
}));

let world: World;
before(async () => {
  world = await createWorld();
  await world.seed({ salesorder: orders });
});
after(() => world.close());

const resultOf = (answer: Answer<QueryResult>): QueryResult => (answer.ok ? answer.result : assert.fail(JSON.stringify(answer.refusal)));
const query = async (request: Partial<QueryRequest>, contact: string = ids.rep): Promise<Answer<QueryResult>> =>
  world.call<QueryResult>('QueryRecords', { table: 'salesorder', ...request }, { contact });

async function pages(request: Partial<QueryRequest>): Promise<readonly QueryResult[]> {
  const found: QueryResult[] = [];
  let continuation: string | null = null;
  do {
    const page: QueryResult = resultOf(await query({ ...request, ...(continuation === null ? {} : { continuation }) }));
    found.push(page);
    continuation = page.continuation;
    assert.equal(page.more, continuation !== null);
    assert.ok(found.length < 100, 'paging ends');
  } while (continuation !== null);
  return found;
}

type Key = string | number | boolean | null | undefined;
const orderOf = (column: string, left: Key, right: Key): number => {
  const [a, b] = [left ?? null, right ?? null];
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (column === 'totalamount') return compareNumbers(a, b) ?? 0;
  const [x, y] = typeof a === 'string' && typeof b === 'string' ? [fold(a), fold(b)] : [a, b];
  return x < y ? -1 : x > y ? 1 : 0;
};

test('pages put together are the whole sorted list, for any sort, with nulls and ties', async () => {
  const column = fc.constantFrom('name', 'ordernumber', 'totalamount', 'requestdeliveryby', 'willcall', 'statuscode');
  const sort = fc.uniqueArray(fc.record({ column, descending: fc.boolean() }), { maxLength: 4, selector: (each) => each.column });
  await fc.assert(
    fc.asyncProperty(sort, fc.integer({ min: 1, max: 20 }), async (by, pageSize) => {
      const columns = ['name', 'ordernumber', 'totalamount', 'requestdeliveryby', 'willcall', 'statuscode'];
      const found = await pages({ columns, sort: by, pageSize });
      const rows = found.flatMap((page) => page.rows);
      assert.equal(rows.length, 47);
      assert.equal(new Set(rows.map(({ id }) => id)).size, 47);
      found.slice(0, -1).forEach((page) => {
        assert.equal(page.rows.length, pageSize);
      });
      rows.slice(1).forEach((row, index) => {
        const before = rows[index];
        const order = by
          .map((each) => (each.descending ? -1 : 1) * orderOf(each.column, before?.values[each.column], row.values[each.column]))
          .find((sign) => sign !== 0);
        assert.ok((order ?? ((before?.id ?? '') < row.id ? -1 : 1)) < 0, `${JSON.stringify(by)}: ${JSON.stringify([before, row])}`);
      });
    }),
    { numRuns: 40 },
  );
});

test('a continuation goes on where the list stood, even when rows come and go', async () => {
  const sort = [{ column: 'ordernumber' }];
  const first = resultOf(await query({ sort, pageSize: 10 }));
  const last = first.rows.at(-1);
  await world.seed({ salesorder: [{ salesorderid: guid(90), name: 'late', customerid: `account:${ids.x}` }] });
  const second = resultOf(await query({ sort, pageSize: 10, continuation: first.continuation ?? '' }));
  assert.ok(!second.rows.some(({ id }) => first.rows.some((each) => each.id === id)));
  assert.ok(last);
  await world.dataverse.transaction({ kind: 'system' }, (service) => service.delete('salesorder', guid(90)));
});

test('columns and page size may change between pages; filter, search, sort and table may not', async () => {
  const first = resultOf(await query({ sort: [{ column: 'name' }], pageSize: 5 }));
  const continuation = first.continuation ?? '';
  assert.ok((await query({ sort: [{ column: 'name', descending: false }], pageSize: 7, columns: ['name'], continuation })).ok);
  for (const other of [
    {},
    { sort: [{ column: 'name', descending: true }] },
    { sort: [{ column: 'ordernumber' }] },
    { sort: [{ column: 'name' }], filter: [{ column: 'name', operator: 'is not null' as const }] },
    { sort: [{ column: 'name' }], search: { text: 'a', columns: ['name'] } },
  ]) {
    const answer = await query({ ...other, continuation });
    assert.equal(answer.ok ? 'ok' : answer.refusal.code, 'continuation-invalid', JSON.stringify(other));
  }
});

test('a tampered, foreign or outdated continuation is refused and audited', async () => {
  const request = { sort: [{ column: 'name' }], pageSize: 5 };
  const good = resultOf(await query(request)).continuation ?? '';
  const forged = [
    `${good.slice(0, -3)}9]`,
    good.replace(/\[/, '[ '),
    `${'0'.repeat(64)}${good.slice(64)}`,
    `${good.slice(0, 63)}${good[63] === 'a' ? 'b' : 'a'}${good.slice(64)}`,
    good.slice(0, 40),
    good.slice(64),
    '',
    'null',
    `${good} `,
  ];
  for (const continuation of forged) {
    const answer = await query({ ...request, continuation });
    assert.equal(answer.ok ? 'ok' : answer.refusal.code, 'continuation-invalid', continuation);
    assert.equal(world.audit().at(-1)?.code, 'continuation-invalid');
  }
  const foreign = await query({ ...request, continuation: good }, ids.admin);
  assert.equal(foreign.ok ? 'ok' : foreign.refusal.code, 'continuation-invalid');
  assert.ok((await query({ ...request, continuation: good })).ok, 'the right one still works');
  await world.publish({ policy: { ...(await import('./fixture.ts')).policy, timezone: 'Europe/Vienna' } });
  const outdated = await query({ ...request, continuation: good });
  assert.equal(outdated.ok ? 'ok' : outdated.refusal.code, 'continuation-invalid');
  await world.publish({});
});

test('a continuation holds no more than the person was given', async () => {
  const page = resultOf(await query({ sort: [{ column: 'name' }], pageSize: 3, columns: ['name'] }));
  const last = page.rows.at(-1);
  assert.deepEqual(JSON.parse((page.continuation ?? '').slice(64)), [[[last?.values.name], last?.id], 0]);
});
