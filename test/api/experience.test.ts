import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Answer, ExperienceResult, GridExperience } from '../../contracts/index.ts';
import { ids } from './fixture.ts';
import { createWorld, type World } from './world.ts';

let world: World;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

const load = async (contact: string | null, more: object = {}): Promise<ExperienceResult> => {
  const answer: Answer<ExperienceResult> = await world.call('LoadExperience', { page: '/orders', grids: ['orders'], ...more }, { contact });
  return answer.ok ? answer.result : assert.fail(JSON.stringify(answer.refusal));
};
const gridOf = ({ grids }: ExperienceResult): GridExperience => grids[0] ?? assert.fail('no grid');

test('the menu holds what the policy leaves to each, in order, with the page that is open', async () => {
  const urls = async (contact: string | null) => (await load(contact)).navigation.map(({ url, current }) => (current ? `[${url}]` : url));
  assert.deepEqual(await urls(ids.rep), ['/', '[/orders]', '/orders/new', '/profile']);
  assert.deepEqual(await urls(ids.jane), ['/', '[/orders]', '/profile']);
  assert.deepEqual(await urls(ids.may), ['/', '/profile']);
  assert.deepEqual(await urls(null), ['/']);
});

test('titles come in the language asked for, else in the first of the site', async () => {
  for (const [language, expected, title] of [
    ['de', 'de', 'Aufträge'],
    ['de-AT', 'de', 'Aufträge'],
    ['fr', 'en', 'Orders'],
    [undefined, 'en', 'Orders'],
  ] as const) {
    const result = await load(ids.rep, { language });
    assert.equal(result.language, expected);
    assert.equal(gridOf(result).title, title);
    assert.equal(result.navigation.at(2)?.title, 'New order', 'a text without this language falls back');
  }
});

test('a grid shows the columns that the person ever sees, sorts by clear ones, and brings its first page with the count', async () => {
  const grid = gridOf(await load(ids.jane));
  assert.deepEqual(
    grid.columns.map(({ name, type, sortable }) => [name, type, sortable]),
    [
      ['ordernumber', 'text', true],
      ['name', 'text', true],
      ['customerid', 'lookup', false],
      ['totalamount', 'number', true],
      ['billto_line1', 'text', false],
    ],
  );
  assert.deepEqual(grid.sort, [{ column: 'ordernumber', descending: false }]);
  assert.deepEqual(grid.search, ['name']);
  assert.ok(grid.firstPage.ok);
  assert.deepEqual(
    grid.firstPage.result.rows.map(({ id }) => id),
    [ids.orderJane4, ids.orderJane],
  );
  assert.deepEqual(grid.firstPage.result.count, { value: 5, atLeast: false });

  const request = { table: grid.table, within: grid.within, columns: grid.columns.map(({ name }) => name), sort: grid.sort, pageSize: grid.pageSize };
  const next = await world.call<{ readonly rows: readonly { readonly id: string }[] }>(
    'QueryRecords',
    { ...request, continuation: grid.firstPage.result.continuation },
    { contact: ids.jane },
  );
  assert.deepEqual(next.ok && next.result.rows.map(({ id }) => id), [ids.orderJane2, ids.orderJane3]);

  const whole = gridOf(await load(ids.rep));
  assert.deepEqual(whole.sort.length, 2);
  assert.deepEqual(whole.search, ['name', 'billto_line1']);
  assert.ok(whole.columns.some(({ name }) => name === 'description'));
});

test('a grid that is refused does not break the page, and has its own entry', async () => {
  const result = await load(ids.may);
  const grid = gridOf(result);
  assert.deepEqual(grid.columns, []);
  assert.ok(!grid.firstPage.ok);
  assert.equal(grid.firstPage.refusal.code, 'no-rule');
  const entry = world.audit().at(-1);
  assert.deepEqual([entry?.name, entry?.api, entry?.contactname], [grid.firstPage.refusal.reference, 'QueryRecords', 'May']);
  assert.deepEqual({ ...result.person, key: null }, { kind: 'contact', name: 'May', key: null, personas: [] });
  assert.equal(result.person.key, (await load(ids.may)).person.key, 'the same for the same person');
  assert.notEqual(result.person.key, (await load(ids.jane)).person.key);
  assert.equal((await load(null)).person.key, null);
});

test('an unknown grid is refused by name; no grid is a page without one', async () => {
  const answer = await world.call('LoadExperience', { page: '/', grids: ['nope'] }, { contact: ids.jane });
  assert.equal(answer.ok ? '' : answer.refusal.message, 'The request is not understood: no grid is named `nope`.');
  assert.deepEqual((await load(null, { grids: undefined })).grids, []);
});

test('the audit names the page without its query', async () => {
  await world.call('LoadExperience', { page: '/reset?email=jane@example.com', grids: ['nope'] }, { contact: ids.jane });
  const details = String(world.audit().at(-1)?.details);
  assert.match(details, /"\/reset"/);
  assert.doesNotMatch(details, /jane@example/);
});
