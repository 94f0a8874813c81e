import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QueryResult } from '../../contracts/index.ts';
import type { Policy } from '../../engine/index.ts';
import { ids, policy } from './fixture.ts';
import { createWorld } from './world.ts';

const COUNT = 600;
const guid = (kind: number, index: number) => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`;
const each = <Made>(make: (index: number) => Made): readonly Made[] => Array.from({ length: COUNT }, (_, index) => make(index));
const rule = { effect: 'allow', roles: ['Administrator'], privileges: ['read'] } as const;

/** An order is read through its account, and the account through its contact; a deny looks at a text of the account. */
const reaching: Policy = {
  ...policy,
  tables: {
    ...policy.tables,
    account: { kind: 'protected', columns: { name: 'text', primarycontactid: { lookup: ['contact'] } } },
    salesorder: { kind: 'protected', columns: { name: 'text', customerid: { lookup: ['account'] } } },
  },
  rules: [
    { ...rule, id: 'c', table: 'contact', access: 'global' },
    { ...rule, id: 'a', table: 'account', access: { parent: 'primarycontactid', rule: 'c' } },
    { ...rule, id: 'o', table: 'salesorder', access: { parent: 'customerid', rule: 'a' } },
    { ...rule, id: 'no', effect: 'deny', table: 'salesorder', access: 'global', when: ['customerid.name', 'ends-with', ' 7'] },
  ],
};

test('rows that rules reach through lookups come in few queries, however many rows a list looks at', async () => {
  const world = await createWorld({ policy: reaching });
  await world.seed({
    contact: each((index) => ({ contactid: guid(21, index), lastname: `C${index}` })),
    account: each((index) => ({ accountid: guid(22, index), name: `Customer ${index}`, primarycontactid: `contact:${guid(21, index)}` })),
    salesorder: each((index) => ({ salesorderid: guid(23, index), name: `O${index}`, customerid: `account:${guid(22, index)}` })),
  });
  for (const request of [{ pageSize: 10, count: true }, { pageSize: 250 }]) {
    world.asked.length = 0;
    const answer = await world.call<QueryResult>(
      'QueryRecords',
      { table: 'salesorder', columns: ['name'], ...request },
      { contact: ids.admin },
    );
    assert.ok(answer.ok, JSON.stringify(answer));
    assert.equal(answer.result.rows.length, request.pageSize);
    if (request.count) assert.deepEqual(answer.result.count, { value: COUNT - 1, atLeast: false });
    assert.ok(world.asked.length < 30, `${world.asked.length} calls of the host`);
  }
  world.close();
});
