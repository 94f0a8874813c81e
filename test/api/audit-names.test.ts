import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ApiName } from '../../contracts/index.ts';
import { type ActingWorld, createActingWorld, newKey, orders } from './acting-world.ts';
import { ids } from './fixture.ts';

let world: ActingWorld;
before(async () => {
  world = await createActingWorld();
});
after(() => world.close());

/** The entry that a request leaves. */
async function entryOf(api: ApiName, request: object, contact: string | null = ids.jane) {
  const before = world.audit().length;
  await world.call(api, request, { contact });
  const entries = world.audit().slice(before);
  assert.equal(entries.length, 1, JSON.stringify(entries));
  return entries[0] ?? assert.fail();
}
const detailsOf = (entry: { readonly details?: unknown }) => JSON.parse(String(entry.details));

test('names that a caller makes up never stand in the audit: tables, columns, actions, grids, fields, references', async () => {
  const table = 'SECRET';
  const requests: readonly (readonly [ApiName, object])[] = [
    ['QueryRecords', { table }],
    ['GetRecord', { table, id: orders.fresh }],
    ['GetRecord', { table, id: 7 }],
    ['CheckAccess', { table, id: orders.fresh, privileges: ['read'] }],
    ['ListActions', { table, ids: [] }],
    ['SaveRecord', { table, key: newKey(), values: [{ column: 'SECRET', value: 1 }] }],
    ['SaveRecord', { table: 'salesorder', key: newKey(), values: [{ column: 'SECRET', value: 1 }] }],
    ['RunAction', { table, action: 'SECRET', key: newKey(), rows: [{ id: orders.fresh, version: '1' }] }],
    ['RunAction', { table: 'salesorder', action: 'SECRET', key: newKey(), rows: [{ id: orders.fresh, version: '1' }] }],
    ['QueryRecords', { table: 'salesorder', columns: ['SECRET'], sort: [{ column: 'SECRET' }] }],
    ['QueryRecords', { table: 'salesorder', filter: [{ column: 'SECRET', operator: 'is null' }] }],
    ['QueryRecords', { table: 'salesorder', search: { text: 'x', columns: ['SECRET', 'name'] } }],
    ['QueryRecords', { table: 'salesorder', within: { grid: 'SECRET' } }],
    ['QueryRecords', { table: 'salesorder', within: { tile: 'SECRET' } }],
    ['QueryRecords', { table: 'salesorder', SECRET: true }],
    ['LoadExperience', { page: '/', grids: ['SECRET'] }],
    ['ExplainReference', { reference: 'SECRET-1' }],
  ];
  for (const [api, request] of requests) {
    const entry = await entryOf(api, request);
    assert.doesNotMatch(JSON.stringify(entry), /SECRET/, JSON.stringify(request));
    assert.notEqual(entry.code, 'allowed');
  }
});

test('what is known stands there by its name, beside the mark of what is not', async () => {
  const query = await entryOf('QueryRecords', {
    table: 'salesorder',
    filter: [
      { column: 'name', operator: 'is null' },
      { column: 'Made.Up', operator: 'is not null' },
    ],
    sort: [{ column: 'ordernumber' }, { column: 'other' }],
  });
  assert.equal(query.tablename, 'salesorder');
  assert.deepEqual(detailsOf(query), { filter: ['name is null', '(unknown) is not null'], sort: ['ordernumber', '(unknown)'] });
  assert.equal((await entryOf('GetRecord', { table: 'nothing', id: orders.fresh })).tablename, '(unknown)');
  const run = { table: 'salesorder', key: newKey(), rows: [{ id: orders.sam, version: '1' }] };
  assert.equal((await entryOf('RunAction', { ...run, action: 'submit' })).privilege, 'submit');
  assert.equal((await entryOf('RunAction', { ...run, action: 'nonsense' })).privilege, '(unknown)');
  assert.deepEqual(detailsOf(await entryOf('LoadExperience', { page: '/orders', grids: ['orders', 'nope'] })), {
    page: '/orders',
    grids: ['orders', '(unknown)'],
    problem: 'no grid has this name',
  });
});
