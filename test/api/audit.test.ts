import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { auditEntryTable, auditOutcomes, optionName } from '../../contracts/index.ts';
import { ids } from './fixture.ts';
import { createWorld, NOW, type World } from './world.ts';

let world: World;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

test('a refusal leaves one entry that says who, what, when and why', async () => {
  const before = world.audit().length;
  const answer = await world.call('GetRecord', { table: 'salesorder', id: ids.orderSam }, { contact: ids.jane });
  assert.ok(!answer.ok);
  const entries = world.audit().slice(before);
  assert.equal(entries.length, 1);
  const { name, occurredon, outcome, ...entry } = entries[0] ?? {};
  assert.equal(name, answer.refusal.reference);
  assert.match(String(name), /^[A-Z2-7]{12}$/);
  assert.equal(occurredon, NOW);
  assert.equal(optionName(auditOutcomes, outcome), 'refused');
  const expected = {
    code: 'not-available',
    api: 'GetRecord',
    siteid: ids.site,
    principalkind: 'contact',
    contact: `contact:${ids.jane}`,
    contactname: 'Jane',
    accountid: ids.x,
    callerid: ids.portalUser,
    privilege: 'read',
    tablename: 'salesorder',
    recordid: ids.orderSam,
    correlationid: 'c0000000-0000-4000-8000-000000000001',
  };
  for (const [column, value] of Object.entries(expected)) assert.equal(entry[column], value, column);
  assert.match(String(entry.policyhash), /^[0-9a-f]{64}$/);
});

test('a read that a rule marks leaves an entry with the rule and the number of rows; an unmarked one leaves none', async () => {
  const start = world.audit().length;
  await world.call('QueryRecords', { table: 'salesorder' }, { contact: ids.jane });
  await world.call('GetRecord', { table: 'salesorder', id: ids.orderJane }, { contact: ids.jane });
  assert.equal(world.audit().length, start);
  await world.call('QueryRecords', { table: 'salesorder', pageSize: 3 }, { contact: ids.admin });
  await world.call('GetRecord', { table: 'salesorder', id: ids.orderMay }, { contact: ids.admin });
  const marked = world.audit().slice(start);
  assert.deepEqual(
    marked.map(({ api, code, rule, rowcount, contactname }) => [api, code, rule, rowcount, contactname]),
    [
      ['QueryRecords', 'allowed', 'admin', 3, 'Admin'],
      ['GetRecord', 'allowed', 'admin', 1, 'Admin'],
    ],
  );
});

test('entries are written by SYSTEM in the transaction of the call', async () => {
  world.asked.length = 0;
  await world.call('GetRecord', { table: 'salesorder', id: ids.orderSam }, { contact: ids.jane });
  const created = world.asked.filter(({ operation }) => operation === 'create');
  assert.deepEqual(
    created.map(({ argument }) => [argument.as, argument.table]),
    [['system', auditEntryTable.name]],
  );
});

test('no entry tells a value that was asked for', async () => {
  const start = world.audit().length;
  const filter = [{ column: 'name', operator: '=', value: 'SECRET-1' }];
  await world.call(
    'QueryRecords',
    { table: 'salesorder', filter, search: { text: 'SECRET-2', columns: ['name'] } },
    { contact: ids.admin },
  );
  await world.call('QueryRecords', { table: 'invoice', filter, search: { text: 'SECRET-2', columns: ['name'] } }, { contact: ids.jane });
  const text = JSON.stringify(world.audit().slice(start));
  assert.doesNotMatch(text, /SECRET/);
  assert.match(text, /name =/);
});

test('references of many refusals differ and tell nothing of the record', async () => {
  const references = new Set<string>();
  for (let round = 0; round < 20; round++) {
    const answer = await world.call('GetRecord', { table: 'salesorder', id: ids.orderSam }, { contact: ids.jane });
    if (!answer.ok) references.add(answer.refusal.reference);
  }
  assert.equal(references.size, 20);
});
