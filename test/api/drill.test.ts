import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { count, createDashboardWorld, type DashboardWorld, drill } from './dashboard-world.ts';
import { ids } from './fixture.ts';
import { chart, codeOf, counter, createTilesWorld, oneTab, resultOf, tile } from './tiles-world.ts';

let world: DashboardWorld;
before(async () => {
  world = await createDashboardWorld();
});
after(() => world.close());

test('D14: the grid behind a tile shows just the rows that the tile counts, on every page of it', async () => {
  for (const [contact, tileName] of [
    [ids.rep, 'all'],
    [ids.rep, 'paused'],
    [ids.admin, 'paused'],
    [ids.jane, 'paused'],
  ] as const) {
    const told = counter((await world.tiles(contact, 'mine'))[tileName]).value;
    const { grids } = await world.load(contact, { grids: ['orders', 'some'], drill: { tile: tileName } });
    const [grid, other] = grids;
    assert.deepEqual(grid?.within, { grid: 'orders', tile: tileName });
    assert.deepEqual(grid?.narrowed, { title: 'x', group: null });
    assert.deepEqual([other?.within, other?.narrowed], [{ grid: 'some' }, undefined]);
    assert.equal(other?.open, '/order');
    const first = resultOf(grid?.firstPage ?? assert.fail());
    assert.equal(String(first.count?.value), told);
    let [seen, continuation] = [first.rows.length, first.continuation];
    while (continuation !== null) {
      const request = { table: 'salesorder', within: grid?.within, sort: grid?.sort, pageSize: 5, continuation };
      const page = resultOf(await world.call<typeof first>('QueryRecords', request, { contact }));
      [seen, continuation] = [seen + page.rows.length, page.continuation];
    }
    assert.equal(String(seen), told);
  }
});

test('D14: each group of a chart leads to its rows, also the one without a value', async () => {
  for (const [contact, name, grid] of [
    [ids.rep, 'by-status', 'orders'],
    [ids.admin, 'by-month', 'orders'],
    [ids.admin, 'by-customer', 'some'],
  ] as const) {
    const { groups } = chart((await world.tiles(contact, 'mine'))[name]);
    assert.ok(groups.length > 1);
    for (const { key, value } of groups) {
      const [shown] = (await world.load(contact, { grids: [grid], drill: { tile: name, value: key ?? '' } })).grids;
      const page = resultOf(shown?.firstPage ?? assert.fail());
      if (grid === 'orders') assert.equal(String(page.count?.value), value, `${name} ${key}`);
      else assert.ok(Number(page.count?.value) <= Number(value), 'the filter of the grid holds too');
    }
  }
  const [named] = (await world.load(ids.rep, { grids: ['orders'], drill: { tile: 'by-status', value: '1' } })).grids;
  assert.equal(named?.narrowed?.title, 'x');
});

test('a drill that is not the person’s, leads elsewhere or has no such group is refused', async () => {
  for (const [within, code] of [
    [{ grid: 'orders', tile: 'secret' }, 'not-available'],
    [{ grid: 'orders', tile: 'nowhere' }, 'not-available'],
    [{ grid: 'nowhere' }, 'not-available'],
    [{ grid: 'orders', tile: 'by-customer' }, 'not-available'],
    [{ tile: 'all' }, 'not-available'],
    [{ grid: 'orders', tile: 'invoices' }, 'not-available'],
    [{ grid: 'orders', tile: 'go' }, 'not-available'],
    [{ grid: 'orders', value: '1' }, 'invalid-request'],
    [{ grid: 'orders', tile: 'all', value: '1' }, 'invalid-request'],
    [{ grid: 'orders', tile: 'by-status', value: '1.0' }, 'invalid-request'],
    [{ grid: 'orders', tile: 'by-month', value: '2026-13' }, 'invalid-request'],
    [{ grid: 'orders', tile: 'by-month', value: '2026-1' }, 'invalid-request'],
    [{ grid: 'orders', tile: 'by-status', value: '1' }, 'ok'],
    [{}, 'ok'],
  ] as const)
    assert.equal(
      codeOf(await world.call('QueryRecords', { table: 'salesorder', within }, { contact: ids.rep })),
      code,
      JSON.stringify(within),
    );
  assert.equal(
    codeOf(await world.call('QueryRecords', { table: 'contact', within: { grid: 'orders' } }, { contact: ids.rep })),
    'not-available',
  );
  const [grid] = (await world.load(ids.rep, { grids: ['orders'], drill: { tile: 'secret' } })).grids;
  assert.equal(codeOf(grid?.firstPage ?? assert.fail()), 'not-available');
  assert.equal(grid?.narrowed, undefined);
});

test('a continuation belongs to the tile it came from', async () => {
  const page = async (within: object, more: object = {}) =>
    world.call<{ readonly continuation: string | null }>(
      'QueryRecords',
      { table: 'salesorder', within, pageSize: 2, ...more },
      { contact: ids.rep },
    );
  const { continuation } = resultOf(await page({ grid: 'orders', tile: 'all' }));
  assert.equal(codeOf(await page({ grid: 'orders', tile: 'all' }, { continuation })), 'ok');
  assert.equal(codeOf(await page({ grid: 'orders', tile: 'paused' }, { continuation })), 'continuation-invalid');
  assert.equal(codeOf(await page({ grid: 'orders' }, { continuation })), 'continuation-invalid');
});

test('D14: what one may not see in clear is found by no bisection: not by filters of tiles, not by filters behind a tile', async () => {
  const thresholds = ['-1000000', '-3.5', '0', '7', '20', '1000000000', '9999999999'];
  const hidden = ['statuscode', '=', 690970000] as const;
  const asked = thresholds.flatMap((amount, index) => [
    tile(`from-${index}`, { ...count, filter: { all: [hidden, ['totalamount', '≥', amount]] } }),
    tile(`below-${index}`, { ...count, filter: { all: [hidden, ['totalamount', '<', amount]] } }),
  ]);
  const group = { kind: 'chart', form: 'bar', filter: hidden, most: 6 } as const;
  const bisecting = await createTilesWorld(
    oneTab([
      ...asked,
      tile('on-hold', { ...count, filter: hidden, drill }),
      tile('sum', { kind: 'counter', measure: { sum: 'totalamount' }, filter: hidden }),
      tile('months', { ...group, measure: { count: true }, group: { column: 'requestdeliveryby', by: 'month' } }),
      tile('sums', { ...group, measure: { sum: 'totalamount' }, group: { column: 'statuscode', by: 'value' } }),
    ]),
  );
  const shown = await bisecting.tiles(ids.rep);
  const all = counter(shown['on-hold']).value;
  assert.ok(Number(all) > 3);
  for (const { name } of asked) assert.equal(counter(shown[name]).value, '0', name);
  assert.equal(counter(shown.sum).value, '0');
  assert.deepEqual(
    chart(shown.months).groups.map(({ key, value }) => [key, value]),
    [[null, all]],
  );
  assert.deepEqual(
    chart(shown.sums).groups.map(({ key, value }) => [key, value]),
    [['690970000', '0']],
  );
  for (const value of thresholds)
    for (const operator of ['≥', '<']) {
      const request = {
        table: 'salesorder',
        within: { grid: 'orders', tile: 'on-hold' },
        filter: [{ column: 'totalamount', operator, value }],
        count: true,
      };
      const page = resultOf(await bisecting.call<{ readonly count: unknown }>('QueryRecords', request, { contact: ids.rep }));
      assert.deepEqual(page.count, { value: 0, atLeast: false }, `${operator} ${value}`);
    }
  assert.notEqual(counter((await bisecting.tiles(ids.admin)).sum).value, '0', 'who may see it, adds it up');
  bisecting.close();
});
