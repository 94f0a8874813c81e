import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ExperienceDefinition, PersonaDefinition, TileDefinition } from '../../contracts/index.ts';
import { ids } from './fixture.ts';
import {
  chart,
  codeOf,
  content,
  counter,
  createTilesWorld,
  experienceWith,
  policy,
  resultOf,
  type TilesWorld,
  tile,
} from './tiles-world.ts';

const said = (en: string) => ({ en, de: `${en} (de)` });
const personas: readonly PersonaDefinition[] = [
  { name: 'administrator', titles: said('Administrator'), roles: ['Administrator'] },
  { name: 'gold', titles: said('Gold'), when: [{ principal: 'account.accountcategorycode' }, '=', 1] },
  { name: 'gold-rep', titles: said('Gold rep'), roles: ['Representative'], when: [{ principal: 'account.accountcategorycode' }, '=', 1] },
  { name: 'buyer', titles: said('Buyer'), when: ['jobtitle', '=', 'Buyer'] },
  { name: 'other', titles: said('Other'), when: [{ principal: 'account.accountcategorycode' }, '≠', 1] },
];
const count = { kind: 'counter', measure: { count: true } } as const;
const drill = { grid: 'orders', page: '/orders' } as const;
const sla = {
  kind: 'sla',
  title: 'name',
  due: 'requestdeliveryby',
  met: { column: 'statuscode', values: [2] },
  paused: { column: 'statuscode', values: [690970000] },
  warnMinutes: 60,
  size: 20,
} as const;
const tiles: readonly TileDefinition[] = [
  tile('all', { ...count, drill }),
  tile('paused', { ...count, filter: ['statuscode', '=', 690970000], drill, warnFrom: 1 }),
  tile('secret', { ...count, personas: ['administrator'], drill }),
  tile('by-status', {
    kind: 'chart',
    form: 'donut',
    measure: { count: true },
    group: { column: 'statuscode', by: 'value' },
    most: 6,
    drill,
  }),
  tile('by-customer', {
    kind: 'chart',
    form: 'bar',
    measure: { count: true },
    group: { column: 'customerid', by: 'value' },
    most: 6,
    drill: { grid: 'some', page: '/some?x=1' },
  }),
  tile('by-month', {
    kind: 'chart',
    form: 'line',
    measure: { count: true },
    group: { column: 'requestdeliveryby', by: 'month' },
    most: 3,
    drill,
  }),
  tile('first', {
    kind: 'list',
    columns: [
      { name: 'name', titles: said('Name') },
      { name: 'description', titles: said('Text') },
    ],
    sort: [{ column: 'ordernumber' }],
    size: 3,
    open: '/order',
  }),
  tile('due', sla),
  tile('on-hold', { ...sla, filter: ['statuscode', '=', 690970000] }),
  tile('met', { ...sla, filter: ['statuscode', '=', 2] }),
  tile('hidden-state', { ...sla, met: { column: 'prioritycode', values: [7] }, filter: ['statuscode', '=', 690970000] }),
  tile('invoices', { ...count, table: 'invoice' }),
  {
    name: 'go',
    titles: said('Go'),
    kind: 'links',
    links: [
      { name: 'new', titles: said('New'), url: '/new', needs: { table: 'salesorder', privilege: 'create' } },
      { name: 'urge', titles: said('Urge'), url: '/urge', needs: { table: 'salesorder', action: 'urge' } },
      { name: 'gold', titles: said('Gold'), url: '/gold', needs: { personas: ['gold'] } },
      { name: 'all', titles: said('All'), url: '/all' },
    ],
  },
];
const experience: ExperienceDefinition = experienceWith({
  personas,
  tiles,
  menu: [
    { name: 'gold', titles: said('Gold'), url: '/gold', order: 1, needs: { personas: ['gold', 'administrator'] } },
    { name: 'urge', titles: said('Urge'), url: '/urge', order: 2, needs: { table: 'salesorder', action: 'urge' } },
    { name: 'nothing', titles: said('Nothing'), url: '/nothing', order: 3, needs: { table: 'salesorder', action: 'nothing' } },
  ],
  grids: [
    ...experienceWith({}).grids,
    { ...(experienceWith({}).grids[0] ?? assert.fail()), name: 'some', filter: ['totalamount', 'is not null'], open: '/order' },
  ],
  dashboards: [
    {
      name: 'home',
      titles: said('Home'),
      tabs: [
        { name: 'administration', titles: said('Administration'), personas: ['administrator'], tiles: ['all', 'secret', 'by-status'] },
        { name: 'gold', titles: said('Gold'), personas: ['gold'], tiles: ['all'] },
        { name: 'mine', titles: said('Mine'), personas: ['gold', 'other', 'administrator'], tiles: tiles.map(({ name }) => name) },
      ],
    },
    { name: 'open', titles: said('Open'), tabs: [{ name: 'one', titles: said('One'), tiles: ['all'] }] },
  ],
});

let world: TilesWorld;
before(async () => {
  world = await createTilesWorld(experience);
});
after(() => world.close());

const change = (table: string, id: string, values: object) =>
  world.dataverse.transaction({ kind: 'system' }, (service) => service.update(table, id, values as Parameters<typeof service.update>[2]));
const personasOf = async (contact: string | null) => (await world.load(contact)).person.personas.map(({ name }) => name);

test('personas follow roles and data, unknown is none, and a change shows at the next request', async () => {
  assert.deepEqual(await personasOf(ids.admin), ['administrator'], 'without an account nothing is known of it');
  assert.deepEqual(await personasOf(ids.rep), [], 'a comparison with nothing is unknown');
  assert.deepEqual(await personasOf(null), []);
  await change('account', ids.x, { accountcategorycode: ['choice', 1] });
  await change('contact', ids.jane, { jobtitle: ['text', 'Buyer'] });
  assert.deepEqual(await personasOf(ids.rep), ['gold', 'gold-rep']);
  assert.deepEqual(await personasOf(ids.jane), ['gold', 'buyer']);
  assert.deepEqual(
    (await world.load(ids.rep)).navigation.map(({ name }) => name),
    ['gold', 'urge'],
  );
  assert.equal(codeOf(await world.dashboard(ids.rep, { tab: 'gold' })), 'ok');
  await change('account', ids.x, { accountcategorycode: ['choice', 2] });
  assert.deepEqual(await personasOf(ids.rep), ['other']);
  assert.deepEqual(
    (await world.load(ids.rep)).navigation.map(({ name }) => name),
    ['urge'],
  );
  assert.equal(codeOf(await world.dashboard(ids.rep, { tab: 'gold' })), 'not-available', 'the tab is gone with the tier');
});

test('a persona opens no door, and the columns that it looks at are written by no portal door', async () => {
  assert.deepEqual(await personasOf(ids.admin), ['administrator']);
  const read = await world.call('QueryRecords', { table: 'account' }, { contact: ids.admin });
  assert.equal(codeOf(read), 'no-rule', 'who is of a persona by their account still may not read it');
  const open = {
    ...policy,
    rules: [
      ...policy.rules,
      {
        id: 'w',
        effect: 'allow',
        table: 'contact',
        roles: ['Authenticated Users'],
        privileges: ['read', 'write'],
        access: 'self',
      } as const,
    ],
  };
  await world.publish({ policy: open });
  const version = world.dataverse.read({ kind: 'system' }).retrieve('contact', ids.jane, ['fullname']).version;
  const save = (column: string) =>
    world.call(
      'SaveRecord',
      { table: 'contact', id: ids.jane, key: `k-${column}-0000000000000000`, version, values: [{ column, value: 'x' }] },
      { contact: ids.jane },
    );
  assert.equal(codeOf(await save('jobtitle')), 'security-bearing-column');
  await world.publish({});
  for (const name of ['of gold?', 'gold?', 'in all?'])
    assert.equal(
      codeOf(await world.call('ListActions', { table: 'contact', ids: [ids.jane], action: name }, { contact: ids.jane })),
      'invalid-request',
    );
});

test('A12: a tab that one does not have is refused as one that does not exist, whatever way it is asked for, with an entry', async () => {
  const refusals = [];
  for (const asked of [
    { tab: 'administration' },
    { tab: 'nowhere' },
    { name: 'nowhere' },
    { name: 'constructor' },
    { tab: 'administration', only: ['secret'] },
  ]) {
    const answer = await world.dashboard(ids.rep, asked);
    assert.ok(!answer.ok);
    assert.equal(world.audit().at(-1)?.name, answer.refusal.reference);
    refusals.push({ ...answer.refusal, reference: '' });
  }
  for (const refusal of refusals) assert.deepEqual(refusal, refusals[0]);
  assert.equal(refusals[0]?.code, 'not-available');
  assert.equal(codeOf(await world.dashboard(null)), 'not-available', 'nobody has a tab without signing in');
  const own = resultOf(await world.dashboard(ids.rep));
  assert.deepEqual([own.tab, own.tabs.map(({ name }) => name)], ['mine', ['mine']], 'tabs of others are not named');
  assert.ok(
    own.tiles.every(({ name }) => name !== 'secret'),
    'nor are tiles',
  );
  const only = resultOf(await world.dashboard(ids.rep, { only: ['secret', 'all'] }));
  assert.deepEqual(
    only.tiles.map(({ name }) => name),
    ['all'],
  );
  assert.ok(only.frames?.every(({ name }) => name !== 'secret'));
  const admin = resultOf(await world.dashboard(ids.admin));
  assert.deepEqual([admin.tab, admin.tabs.map(({ name }) => name)], ['administration', ['administration', 'mine']]);
});

test('whether there is a home follows from the tabs that one has', async () => {
  assert.equal((await world.load(ids.rep)).hasHome, true);
  assert.equal((await world.load(null)).hasHome, false);
  assert.equal((await world.load(ids.may)).hasHome, false, 'a signed-in person without a tab');
  assert.equal(codeOf(await world.dashboard(ids.may)), 'not-available');
  assert.equal(codeOf(await world.dashboard(ids.may, { name: 'open' })), 'ok', 'a tab without personas is everybody’s who has signed in');
});

test('one request brings all tiles; a refused one stands among the others and has its own entry', async () => {
  const shown = await world.tiles(ids.rep, 'mine');
  assert.deepEqual(
    Object.keys(shown),
    tiles.map(({ name }) => name).filter((name) => name !== 'secret'),
  );
  assert.equal(shown.invoices?.answer.ok, false);
  assert.equal(codeOf(shown.invoices?.answer ?? assert.fail()), 'no-rule');
  assert.deepEqual(content(shown.go), {
    kind: 'links',
    links: [
      { name: 'new', title: 'New', url: '/new' },
      { name: 'urge', title: 'Urge', url: '/urge' },
      { name: 'all', title: 'All', url: '/all' },
    ],
  });
  assert.deepEqual(
    [shown.all?.drill, shown['by-customer']?.drill, shown.first?.drill],
    ['/orders?tile=all', '/some?x=1&tile=by-customer', null],
  );
  assert.equal(counter(shown.paused).warns, true);
  const first = content(shown.first);
  assert.ok(first.kind === 'list');
  assert.deepEqual(
    first.columns.map(({ name }) => name),
    ['name'],
    'a column that is never seen is not named',
  );
  assert.deepEqual([first.rows.length, first.more, first.open], [3, true, '/order']);
});

test('the label of a lookup’s group is given only where its row may be read', async () => {
  const rep = chart((await world.tiles(ids.rep, 'mine'))['by-customer']);
  assert.deepEqual(
    rep.groups.map(({ label }) => label),
    ['Customer X'],
  );
  const admin = chart((await world.tiles(ids.admin, 'mine'))['by-customer']);
  assert.ok(admin.groups.length >= 3);
  for (const { key, label } of admin.groups) assert.equal(label, null, String(key));
});

test('months between others stand with nothing, the latest are shown, and the rest is summed up', async () => {
  const months = chart((await world.tiles(ids.admin, 'mine'))['by-month']);
  assert.equal(months.groupedBy, 'month');
  assert.deepEqual(
    months.groups.map(({ key }) => key),
    ['2026-02', '2026-03', '2026-04'],
  );
  assert.equal(months.groups[0]?.value, '0');
  const whole = counter((await world.tiles(ids.admin, 'mine')).all).value;
  assert.equal(
    [...months.groups.map(({ value }) => Number(value)), Number(months.rest?.value)].reduce((a, b) => a + b),
    Number(whole),
  );
});

test('deadlines: unmet before met, the nearest first, and nothing is told where the person may not read it in clear', async () => {
  const due = content((await world.tiles(ids.admin, 'mine')).due);
  assert.ok(due.kind === 'sla');
  assert.equal(due.warnSeconds, 3600);
  assert.ok(due.rows.every(({ state }) => state === 'running' || state === 'paused'));
  const dates = due.rows.map(({ due: at }) => at);
  assert.deepEqual(dates, [...dates].sort(), 'the nearest first');
  const of = async (contact: string, name: string) => {
    const found = content((await world.tiles(contact, 'mine'))[name]);
    return found.kind === 'sla' && found.rows.length > 0 ? found.rows : assert.fail(name);
  };
  const met = await of(ids.admin, 'met');
  assert.ok(met.every(({ state }) => state === 'met'));
  const past = met.map(({ due: at }) => at).filter((at) => at !== null);
  assert.deepEqual(past, [...past].sort().reverse(), 'of what is met the latest first');
  assert.ok((await of(ids.rep, 'due')).every(({ state }) => state === 'running'));
  for (const { due: at, state } of await of(ids.rep, 'on-hold'))
    assert.deepEqual([at, state], [null, 'paused'], 'the time of a paused order is not for the representative');
  for (const { state } of await of(ids.rep, 'hidden-state')) assert.equal(state, null, 'nor is what would say that it is met');
});

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
