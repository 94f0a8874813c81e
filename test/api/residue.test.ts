import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, QueryResult } from '../../contracts/index.ts';
import type { Policy } from '../../engine/index.ts';
import { ids, policy } from './fixture.ts';
import { createWorld } from './world.ts';

/** A rule that no FetchXML can say: one text column within another. */
const residual: Policy = {
  ...policy,
  rules: [
    {
      id: 'contained',
      effect: 'allow',
      table: 'salesorder',
      roles: ['Authenticated Users'],
      privileges: ['read'],
      access: 'global',
      when: [{ column: 'name' }, 'contains', { column: 'ordernumber' }],
    },
  ],
};
const COUNT = 5600;
const guid = (index: number) => `0000000a-0000-4000-8000-${String(index).padStart(12, '0')}`;
const readable = (index: number): boolean => index % 1000 === 7 || index >= COUNT - 3;

test('what cannot be printed is looked at row by row: at most 5,000 a request, and nothing is lost or given twice', async () => {
  const world = await createWorld({ policy: residual });
  const row = (_: unknown, index: number) => ({
    salesorderid: guid(index),
    name: readable(index) ? `has ${index} in it` : 'nothing',
    ordernumber: String(index),
    customerid: `account:${ids.x}`,
  });
  await world.seed({ salesorder: Array.from({ length: COUNT }, row) });
  const query = async (more: object): Promise<QueryResult> => {
    const answer: Answer<QueryResult> = await world.call('QueryRecords', { table: 'salesorder', ...more }, { contact: ids.jane });
    return answer.ok ? answer.result : assert.fail(JSON.stringify(answer.refusal));
  };
  const expected = Array.from({ length: COUNT }, (_, index) => index)
    .filter(readable)
    .map(guid);

  for (const pageSize of [2, 250]) {
    const found: string[] = [];
    let continuation: string | null = null;
    let requests = 0;
    do {
      world.asked.length = 0;
      const page: QueryResult = await query({
        columns: ['name'],
        pageSize,
        count: requests === 0,
        ...(continuation === null ? {} : { continuation }),
      });
      if (requests === 0) assert.deepEqual(page.count, { value: 5, atLeast: true });
      found.push(...page.rows.map(({ id }) => id));
      continuation = page.continuation;
      assert.equal(page.more, continuation !== null);
      requests += 1;
    } while (continuation !== null && requests < 20);
    assert.deepEqual(found, expected, `pages of ${pageSize}`);
  }
  world.close();
});
