import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createDashboardWorld, type DashboardWorld } from './dashboard-world.ts';
import { ids } from './fixture.ts';
import { codeOf, policy } from './tiles-world.ts';

let world: DashboardWorld;
before(async () => {
  world = await createDashboardWorld();
});
after(() => world.close());

test('personas follow roles and data, unknown is none, and a change shows at the next request', async () => {
  assert.deepEqual(await world.personasOf(ids.admin), ['administrator'], 'without an account nothing is known of it');
  await world.change('account', ids.x, { accountcategorycode: null });
  assert.deepEqual(await world.personasOf(ids.rep), [], 'a comparison with nothing is unknown');
  assert.deepEqual(await world.personasOf(null), []);
  await world.change('account', ids.x, { accountcategorycode: ['choice', 1] });
  await world.change('contact', ids.jane, { jobtitle: ['text', 'Buyer'] });
  assert.deepEqual(await world.personasOf(ids.rep), ['gold', 'gold-rep']);
  assert.deepEqual(await world.personasOf(ids.jane), ['gold', 'buyer']);
  assert.deepEqual(
    (await world.load(ids.rep)).navigation.map(({ name }) => name),
    ['gold', 'urge'],
  );
  assert.equal(codeOf(await world.dashboard(ids.rep, { tab: 'gold' })), 'ok');
  await world.change('account', ids.x, { accountcategorycode: ['choice', 2] });
  assert.deepEqual(await world.personasOf(ids.rep), ['other']);
  assert.deepEqual(
    (await world.load(ids.rep)).navigation.map(({ name }) => name),
    ['urge'],
  );
  assert.equal(codeOf(await world.dashboard(ids.rep, { tab: 'gold' })), 'not-available', 'the tab is gone with the tier');
});

test('a persona opens no door, and the columns that it looks at are written by no portal door', async () => {
  assert.deepEqual(await world.personasOf(ids.admin), ['administrator']);
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
