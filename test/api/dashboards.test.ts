import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createDashboardWorld, type DashboardWorld, tiles } from './dashboard-world.ts';
import { ids } from './fixture.ts';
import { chart, codeOf, content, counter, resultOf } from './tiles-world.ts';

let world: DashboardWorld;
before(async () => {
  world = await createDashboardWorld();
});
after(() => world.close());

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
  const behind = await world.call(
    'QueryRecords',
    { table: 'salesorder', within: { grid: 'orders', tile: 'secret' } },
    { contact: ids.rep },
  );
  assert.equal(codeOf(behind), 'not-available', 'nor does its data come by the name of its tile');
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
