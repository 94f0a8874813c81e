import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { idempotencyKeyTable as keys } from '../../contracts/index.ts';
import { type ActingWorld, createActingWorld, newKey, orders, ran, refusedRow, resultOf, sampleExperience } from './acting-world.ts';
import { ids } from './fixture.ts';

/** The actions of the sample, with an escalation that hands the order over. */
const actions = (sampleExperience.actions ?? []).map((action) =>
  action.name === 'escalate'
    ? {
        ...action,
        inputs: [],
        comment: 'none' as const,
        effects: [...action.effects.filter(({ kind }) => kind === 'set'), { kind: 'owner' as const, user: 'Employee' }],
      }
    : action,
);

test('an action hands its record to the one active user of that name, with its state', async () => {
  const world = await createActingWorld({ actions });
  const { stage } = ran(await world.run(ids.rep, 'escalate', orders.sam));
  const { ownerid, statuscode } = world.values(orders.sam);
  assert.deepEqual([stage.after, ownerid, statuscode], ['690970000', `systemuser:${ids.employee}`, 690970000]);
  assert.deepEqual([world.audit().at(-1)?.code, world.audit().at(-1)?.rule], ['allowed', 'order-escalate']);
  world.close();
});

test('where nobody active has the name, or several have, the action is refused and the record is as it was', async () => {
  const world = await createActingWorld({ actions });
  const disable = (id: string) =>
    world.dataverse.transaction({ kind: 'system' }, (service) => service.update('systemuser', id, { isdisabled: ['boolean', true] }));
  const twin = '00000002-0000-4000-8000-000000000077';
  await world.seed({ systemuser: [{ systemuserid: twin, fullname: 'Employee' }] });
  const before = world.values(orders.sam);
  const refused = async () => refusedRow(await world.run(ids.rep, 'escalate', orders.sam)).code;
  assert.equal(await refused(), 'action-not-available');
  assert.match(String(world.audit().at(-1)?.details), /system user/);
  await disable(ids.employee);
  await disable(twin);
  assert.equal(await refused(), 'action-not-available');
  assert.deepEqual(world.values(orders.sam), before);
  world.close();
});

let world: ActingWorld;
before(async () => {
  world = await createActingWorld();
});
after(() => world.close());

const column = (schema: string): string => keys.columns.find(({ schemaName }) => schemaName.endsWith(`_${schema}`))?.name ?? assert.fail();
const letters = '0123456789abcdef';
const seedKeys = (count: number, expires: string, site: string, from: number) =>
  world.seed({
    [keys.name]: Array.from({ length: count }, (_, index) => ({
      [keys.primaryKey]: `0000000d-0000-4000-8000-${String(from + index).padStart(12, '0')}`,
      [keys.primaryName]: `${letters[index % 16]}-${from + index}`,
      [column('SiteId')]: site,
      [column('RequestHash')]: 'x',
      [column('Answer')]: '{}',
      [column('ExpiresOn')]: expires,
    })),
  });
const kept = () => world.ours('IdempotencyKey').map(({ siteid, expireson, requesthash }) => [siteid, expireson, requesthash].join(' '));
const comment = (key = newKey()) => world.run(ids.rep, 'comment', orders.sam, { key, comment: 'x' });

test('new clicks forget expired keys of their site, at most twenty each, and nothing else', async () => {
  await seedKeys(640, '2026-06-15T11:59:59Z', ids.site, 0);
  await seedKeys(16, '2026-06-15T12:00:01Z', ids.site, 1000);
  await seedKeys(16, '2026-06-15T11:00:00Z', ids.otherSite, 2000);
  const expired = () => kept().filter((each) => each === `${ids.site} 2026-06-15T11:59:59Z x`).length;
  let left = expired();
  assert.equal(left, 640);
  for (let round = 0; round < 12; round++) {
    ran(await comment());
    const now = expired();
    assert.ok(left - now <= 20);
    left = now;
  }
  assert.ok(left <= 640 - 6 * 20, String(left));
  assert.equal(kept().filter((each) => each === `${ids.site} 2026-06-15T12:00:01Z x`).length, 16);
  assert.equal(kept().filter((each) => each.startsWith(ids.otherSite)).length, 16);
});

test('a repeated click and a refused one forget nothing; one whose own key has expired is a new one', async () => {
  const key = newKey();
  ran(await comment(key));
  world.asked.length = 0;
  assert.equal(resultOf(await comment(key)).repeated, true);
  assert.equal(refusedRow(await world.run(ids.jane, 'comment', orders.sam, { comment: 'x' })).code, 'not-available');
  assert.ok(world.asked.every(({ operation }) => operation !== 'delete'));
  const stored = world.dataverse.read({ kind: 'system' });
  const { rows } = stored.retrieveMultiple(
    `<fetch><entity name="${keys.name}"><attribute name="${keys.primaryKey}"/><attribute name="versionnumber"/></entity></fetch>`,
  );
  const newest = [...rows].sort((a, b) => Number(b.version) - Number(a.version))[0];
  await world.dataverse.transaction({ kind: 'system' }, (service) =>
    service.update(keys.name, newest?.id ?? '', { [column('ExpiresOn')]: ['datetime', '2026-06-15T12:00:00Z'] }),
  );
  world.asked.length = 0;
  assert.equal(resultOf(await comment(key)).repeated, false);
  assert.equal(resultOf(await comment(key)).repeated, true);
  const deleted = world.asked.filter(({ operation }) => operation === 'delete');
  assert.ok(deleted.every(({ argument }) => argument.as === 'system' && argument.table === keys.name && argument.id !== newest?.id));
});
