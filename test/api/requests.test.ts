import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Answer, apis, type Refusal } from '../../contracts/index.ts';
import { ids } from './fixture.ts';
import { createWorld, type World } from './world.ts';

let world: World;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

const refusalOf = (answer: Answer<unknown>): Refusal => (answer.ok ? assert.fail('it was not refused') : answer.refusal);
const refused = async (api: keyof typeof apis, request: unknown): Promise<Refusal> =>
  refusalOf(await world.call(api, request, { contact: ids.jane }));

test('a request that does not fit is refused with the first thing that is wrong, in a sentence', async () => {
  for (const [request, sentence] of [
    ['{', 'it is not JSON'],
    ['', 'it is not JSON'],
    ['[]', '`request` must be an object'],
    ['null', '`request` must be an object'],
    [{}, '`request.table` is missing'],
    [{ table: 5 }, '`request.table` must be a name of at most 128 characters'],
    [{ table: '<script>' }, '`request.table` must be a name of at most 128 characters'],
    [{ table: 'a'.repeat(200) }, '`request.table` must be a name of at most 128 characters'],
    [{ table: 'salesorder', columns: 'name' }, '`request.columns` must be a list'],
    [{ table: 'salesorder', columns: ['name', ''] }, '`request.columns[1]` must be a name of at most 128 characters'],
    [{ table: 'salesorder', columns: Array(61).fill('name') }, '`request.columns` has more than 60 entries'],
    [{ table: 'salesorder', surprise: 1 }, '`request.surprise` is not known here'],
    [{ table: 'salesorder', '<b>': 1 }, '`request` has a field that is not known here'],
    ['{"table":"salesorder","__proto__":{}}', '`request` has a field that is not known here'],
    [{ table: 'salesorder', constructor: 1 }, '`request.constructor` is not known here'],
    [{ table: 'salesorder', pageSize: 0 }, '`request.pageSize` must be a whole number from 1 to 250'],
    [{ table: 'salesorder', pageSize: 1.5 }, '`request.pageSize` must be a whole number from 1 to 250'],
    [{ table: 'salesorder', pageSize: 251 }, '`request.pageSize` must be a whole number from 1 to 250'],
    [{ table: 'salesorder', count: 'yes' }, '`request.count` must be true or false'],
    [{ table: 'salesorder', search: { text: 'x'.repeat(201), columns: [] } }, '`request.search.text` is longer than 200 characters'],
    [{ table: 'salesorder', sort: [{ column: 'name', descending: 1 }] }, '`request.sort[0].descending` must be true or false'],
    [{ table: 'salesorder', filter: [{ column: 'name', operator: 'like', value: '%' }] }, '`request.filter[0].operator` must be one of'],
    [{ table: 'salesorder', filter: [{ column: 'name', operator: '=', value: {} }] }, '`request.filter[0].value` must be text, a number'],
    [{ table: 'salesorder', claims: { site: 'x' } }, '`request.claims.site` must be a guid'],
    [{ table: 'salesorder', continuation: 'x'.repeat(4001) }, '`request.continuation` is longer than 4000 characters'],
  ] as const) {
    const { code, status, message, reference } = await refused('QueryRecords', request);
    assert.equal(code, 'invalid-request');
    assert.equal(status, 400);
    assert.ok(
      message.startsWith('The request is not understood: ') && message.includes(sentence),
      `${JSON.stringify(request)}: ${message}`,
    );
    const entry = world.audit().at(-1);
    assert.equal(entry?.name, reference);
    assert.equal(entry?.contactname, 'Jane');
  }
});

test('values that do not fit their columns are refused before the store sees them', async () => {
  for (const filter of [
    { column: 'totalamount', operator: '=', value: 'abc' },
    { column: 'totalamount', operator: '=', value: 1e21 },
    { column: 'totalamount', operator: '=', value: '9'.repeat(30) },
    { column: 'totalamount', operator: 'contains', value: '1' },
    { column: 'name', operator: '<', value: 'm' },
    { column: 'name', operator: '=', value: 5 },
    { column: 'name', operator: '=', value: 'a\u0000b' },
    { column: 'name', operator: '=' },
    { column: 'name', operator: '=', value: null },
    { column: 'name', operator: 'is null', value: 'x' },
    { column: 'name', operator: 'in', value: 'x' },
    { column: 'statuscode', operator: '=', value: '1' },
    { column: 'statuscode', operator: '=', value: 1.5 },
    { column: 'statuscode', operator: '=', value: 9999999999 },
    { column: 'willcall', operator: '=', value: 'true' },
    { column: 'requestdeliveryby', operator: '≥', value: 'tomorrow' },
    { column: 'requestdeliveryby', operator: '≥', value: '0999-01-01T00:00:00Z' },
    { column: 'customerid', operator: '=', value: `lead:${ids.x}` },
    { column: 'customerid', operator: '=', value: 'account:1 or 1=1' },
  ]) {
    const { code, message } = await refused('QueryRecords', { table: 'salesorder', filter: [filter] });
    assert.equal(code, 'invalid-request', JSON.stringify(filter));
    assert.match(message, /`request\.filter\[0\]` does not fit its column/);
  }
});

test('an over-long request is refused before it is parsed', async () => {
  const { code, status } = await refused('QueryRecords', `{"table":"${'x'.repeat(apis.QueryRecords.maxRequest)}"}`);
  assert.deepEqual([code, status], ['request-too-large', 413]);
  assert.match(String(world.audit().at(-1)?.details), /"length":32\d\d\d/);
});

test('what the audit keeps of a refused request is cut and cleaned, and holds no values', async () => {
  const id = `SECRET\u0001\ud800${'y'.repeat(94)}`;
  await refused('GetRecord', { table: 'salesorder', id: id.slice(0, 100) });
  const entry = world.audit().at(-1);
  assert.equal(entry?.recordid, `SECRET??${'y'.repeat(92)}`);
  await refused('QueryRecords', {
    table: 'nowhere',
    search: { text: 'SECRET', columns: ['name'] },
    filter: [{ column: 'name', operator: '=', value: 'SECRET' }],
  });
  assert.doesNotMatch(JSON.stringify(world.audit().at(-1)), /SECRET/);
});

test('an unknown message is a fault, not an answer', async () => {
  const { createRunner } = await import('../../plugins/api/index.ts');
  assert.throws(
    () => createRunner(() => '{}').run(JSON.stringify({ message: 'other_Api', request: '{}', context: {} })),
    /no such custom API/,
  );
});

test('a fault of the host is not caught', async () => {
  const { createRunner } = await import('../../plugins/api/index.ts');
  const broken = createRunner(() => {
    throw new Error('poisoned');
  });
  assert.throws(() => broken.run(JSON.stringify({ message: apis.WhoAmI.uniqueName, request: '{}', context: {} })), /poisoned/);
});
