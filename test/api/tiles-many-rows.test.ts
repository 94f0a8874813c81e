import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ids } from './fixture.ts';
import { chart, codeOf, counter, createTilesWorld, oneTab, orders, type TilesWorld, tile } from './tiles-world.ts';

const count = { kind: 'counter', measure: { count: true } } as const;
const byStatus = { kind: 'chart', form: 'bar', group: { column: 'statuscode', by: 'value' }, most: 2 } as const;
const tiles = [
  tile('all', count),
  tile('amount', { kind: 'counter', measure: { sum: 'totalamount' } }),
  tile('few', { ...count, filter: ['statuscode', '=', 690970000] }),
  tile('few-amount', { kind: 'counter', measure: { sum: 'totalamount' }, filter: ['statuscode', '=', 690970000] }),
  tile('status', { ...byStatus, measure: { count: true } }),
  tile('status-amount', { ...byStatus, measure: { sum: 'totalamount' } }),
  tile('call', { ...byStatus, group: { column: 'willcall', by: 'value' }, measure: { count: true } }),
  tile('customer', { ...byStatus, group: { column: 'customerid', by: 'value' }, measure: { count: true } }),
  tile('month', { ...byStatus, group: { column: 'requestdeliveryby', by: 'month' }, measure: { count: true } }),
];
const MANY = 50050;
const HELD = 3000;
/** The orders that every world has. */
const OF_FIXTURE = 7;
/** Most orders are Jane's and new; some of them are on hold, and worth one and a half each. */
const row = (index: number) => ({
  salesorderid: `0000000d-0000-4000-8000-${String(index).padStart(12, '0')}`,
  name: `Order ${index}`,
  customerid: index < 40000 ? `account:${ids.x}` : `account:${ids.y}`,
  shipto_line1: 'Jane',
  statuscode: index < HELD ? 690970000 : 1,
  willcall: index % 2 === 0,
  ...(index < HELD ? { totalamount: '1.50' } : {}),
});
const held = orders.filter(({ statuscode }) => statuscode === 690970000);

let world: TilesWorld;
before(async () => {
  world = await createTilesWorld(oneTab(tiles));
  for (let from = 0; from < MANY; from += 5005)
    await world.seed({ salesorder: Array.from({ length: 5005 }, (_, index) => row(from + index)) });
});
after(() => world.close());

test('beyond 50,000 rows a count is a lower bound, a sum is refused, and neither is a fault of the store', async () => {
  world.asked.length = 0;
  const shown = await world.tiles(ids.admin);
  assert.deepEqual(counter(shown.all), { kind: 'counter', measure: 'count', value: '50000', atLeast: true, warns: false });
  assert.equal(codeOf(shown.amount?.answer ?? assert.fail()), 'too-many-rows');
  assert.equal(counter(shown.few).value, String(HELD + held.length), 'what is narrow enough is counted exactly');
  const amount = held.reduce((sum, { totalamount }) => sum + Math.round(Number(totalamount ?? 0) * 100), HELD * 150);
  assert.equal(Math.round(Number(counter(shown['few-amount']).value) * 100), amount);
  for (const { operation, argument } of world.asked.filter((each) => each.operation === 'retrieveMultiple'))
    assert.ok(!/page='(?:5[0-9]{4}[1-9]|[6-9][0-9]{4})/.test(argument.fetchXml), `${operation} pages no further than the platform does`);
});

test('beyond 50,000 rows a chart of options asks for each of them, and one of other groups says that there are too many', async () => {
  const shown = await world.tiles(ids.admin);
  const status = chart(shown.status);
  assert.deepEqual(
    status.groups.map(({ key, atLeast }) => [key, atLeast]),
    [
      ['1', false],
      ['690970000', false],
    ],
  );
  const all = orders.length + MANY;
  assert.equal(
    [...status.groups, status.rest ?? assert.fail()].reduce((sum, { value }) => sum + Number(value), 0),
    all + OF_FIXTURE,
  );
  const call = chart(shown.call);
  assert.deepEqual(
    call.groups.map(({ key }) => key),
    ['false', 'true'],
  );
  assert.equal(codeOf(shown.customer?.answer ?? assert.fail()), 'too-many-rows');
  assert.equal(codeOf(shown.month?.answer ?? assert.fail()), 'too-many-rows');
  assert.equal(codeOf(shown['status-amount']?.answer ?? assert.fail()), 'ok');
});

test('beyond 5,000 rows that the store cannot select by itself, numbers are lower bounds', async () => {
  const shown = await world.tiles(ids.jane);
  const all = counter(shown.all);
  assert.ok(all.atLeast && Number(all.value) >= 5000 - orders.length && Number(all.value) <= 5000, all.value);
  const status = chart(shown.status);
  assert.ok(status.groups.every(({ atLeast }) => atLeast));
  assert.equal(status.rest?.atLeast, true);
  const rep = await world.tiles(ids.rep);
  assert.equal(counter(rep.all).atLeast, false, 'the store counts forty thousand exactly');
  assert.ok(Number(counter(rep.all).value) > 40000);
});
