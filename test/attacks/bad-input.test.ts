import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { localUsers } from '../../cli/environment/prepare.ts';
import { type Answer, apis, type RefusalCode, requestParameter, responseProperty, type serverLogics } from '../../contracts/index.ts';
import { contactOf, orderOf } from '../doors/open-doors.ts';
import { answerIn, type Visitor } from '../doors/visitor.ts';
import { type Attacked, openAttacked } from './environment.ts';
import { assertAudited, assertTellsNothing } from './polite.ts';

type Bridge = keyof typeof serverLogics;
type Bad = readonly [why: string, body: string, code: RefusalCode, bridge?: Bridge];
const list = (more: object): string => JSON.stringify({ operation: 'query', table: 'salesorder', ...more });
const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const long = 'x'.repeat(5000);
const own = orderOf('order-x-jane');

/** Bodies that no page of ours sends. Each gets a refusal of its own, whatever the parser thinks of it. */
const bodies: readonly Bad[] = [
  ['half an object', '{"operation":', 'invalid-request'],
  ['half an object', '{"page":', 'invalid-request', 'experience'],
  ['a list', '[]', 'invalid-request'],
  ['null', 'null', 'invalid-request', 'experience'],
  ['a number', '7', 'invalid-request'],
  ['text after JSON', '{"operation":"who"} x', 'invalid-request'],
  ['a form', 'operation=who', 'invalid-request'],
  ['no operation', '{}', 'invalid-request'],
  ['an operation of another API', '{"operation":"audit"}', 'invalid-request'],
  ['an operation of every object', '{"operation":"constructor","table":"salesorder"}', 'invalid-request'],
  ['the prototype as operation', '{"operation":"__proto__"}', 'invalid-request'],
  ['the prototype as field', '{"operation":"query","__proto__":{"table":"salesorder"}}', 'invalid-request'],
  ['an unknown field', list({ sudo: true }), 'invalid-request'],
  ['no table', '{"operation":"query"}', 'invalid-request'],
  ['a number as table', '{"operation":"query","table":1}', 'invalid-request'],
  ['a list as table', '{"operation":"get","table":["salesorder"],"id":"x"}', 'invalid-request'],
  ['an over-long table', JSON.stringify({ operation: 'query', table: long }), 'invalid-request'],
  ['an over-long search', list({ search: { text: long, columns: ['name'] } }), 'invalid-request'],
  ['an over-long value', list({ filter: [{ column: 'name', operator: '=', value: long }] }), 'invalid-request'],
  ['an over-long id', JSON.stringify({ operation: 'get', table: 'salesorder', id: long }), 'invalid-request'],
  ['an over-long page', JSON.stringify({ page: `/${long}` }), 'invalid-request', 'experience'],
  ['too many columns', list({ columns: Array(61).fill('name') }), 'invalid-request'],
  ['too many filters', list({ filter: Array(21).fill({ column: 'name', operator: 'is null' }) }), 'invalid-request'],
  ['a body of 40 KB', list({ continuation: long.repeat(8) }), 'request-too-large'],
  ['a body of 40 KB', JSON.stringify({ page: long.repeat(8) }), 'request-too-large', 'experience'],
  ['more than the one API takes', JSON.stringify({ operation: 'get', table: 'salesorder', id: long.repeat(2) }), 'request-too-large'],
  ['a page size of none', list({ pageSize: 0 }), 'invalid-request'],
  ['a page size beyond all', '{"operation":"query","table":"salesorder","pageSize":1e999}', 'invalid-request'],
  ['a broken page size', list({ pageSize: 1.5 }), 'invalid-request'],
  ['text as a flag', list({ count: 'true' }), 'invalid-request'],
  ['an unknown operator', list({ filter: [{ column: 'name', operator: 'like', value: '%' }] }), 'invalid-request'],
  ['an inherited operator', list({ filter: [{ column: 'name', operator: 'valueOf', value: '%' }] }), 'invalid-request'],
  ['an object as value', list({ filter: [{ column: 'name', operator: '=', value: { $ne: null } }] }), 'invalid-request'],
  ['text for a number', list({ filter: [{ column: 'totalamount', operator: '>', value: '1 or 1=1' }] }), 'invalid-request'],
  ['a day that is none', list({ filter: [{ column: 'requestdeliveryby', operator: '>', value: '2026-02-30' }] }), 'invalid-request'],
  ['a search by half a character', list({ search: { text: '\ud800', columns: ['name'] } }), 'invalid-request'],
  ['a search by no character', list({ search: { text: 'a\u0000b', columns: ['name'] } }), 'invalid-request'],
  ['deep nesting all over', nested(7000), 'invalid-request'],
  ['deep nesting in a field', `{"operation":"query","table":${nested(7000)}}`, 'invalid-request'],
  ['deep objects in a field', `{"operation":"query","table":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, 'invalid-request'],
  ['nesting just beyond the host', `{"operation":"query","table":${nested(100)}}`, 'invalid-request'],
  ['deep nesting for the page', `{"page":"/","grids":${nested(3000)}}`, 'invalid-request', 'experience'],
  ['an unknown grid', '{"page":"/","grids":["constructor"]}', 'invalid-request', 'experience'],
  ['an unknown table', '{"operation":"query","table":"nothing"}', 'no-rule'],
  ['an inherited name as table', '{"operation":"query","table":"constructor"}', 'no-rule'],
  ['an inherited name as table', '{"operation":"get","table":"toString","id":"x"}', 'not-available'],
  ['a table in capitals', '{"operation":"query","table":"SalesOrder"}', 'no-rule'],
  ['an unknown record', JSON.stringify({ operation: 'get', table: 'salesorder', id: orderOf('none') }), 'not-available'],
  ['a record that is no id', '{"operation":"check","table":"salesorder","id":"1 or 1=1","privileges":["read"]}', 'not-available'],
  ['an unknown column', list({ columns: ['nothing'] }), 'column-not-available'],
  ['an inherited name as column', list({ sort: [{ column: 'constructor' }] }), 'column-not-available'],
  [
    'an unknown column of a record',
    JSON.stringify({ operation: 'get', table: 'salesorder', id: own, columns: ['x'] }),
    'column-not-available',
  ],
];

for (const host of ['node', 'dotnet'] as const) {
  describe(`bad input, custom APIs in ${host}`, () => {
    let world: Attacked;
    let jane: Visitor;
    before(async () => {
      world = await openAttacked(host);
      jane = await world.visitor('jane');
      world.newEntries();
    });
    after(() => world?.close());

    test('over HTTP: a sentence with a reference, an entry with the name, and nothing is written (A30)', async () => {
      const fingerprint = world.fingerprint();
      for (const [why, body, code, bridge] of bodies) {
        const answer = await jane.post(bridge ?? 'records', body);
        assertAudited(world, answerIn(answer), { code, contact: 'Jane Doe', why: `${why}: ${body.slice(0, 80)}` });
      }
      assert.equal(world.fingerprint(), fingerprint);
    });

    test('at the custom API: the same refusal where the bridge passes the request on, and nothing is written', async () => {
      const fingerprint = world.fingerprint();
      let asked = 0;
      for (const [why, body, code, bridge = 'records'] of bodies) {
        const [, operation, fields] = /^\{"operation":"(query|get|check)",(.*)$/s.exec(body) ?? [];
        if (operation === undefined || bridge !== 'records') continue;
        const api = { query: apis.QueryRecords, get: apis.GetRecord, check: apis.CheckAccess }[operation as 'query' | 'get' | 'check'];
        asked += 1;
        const result = await asJane(api.uniqueName, { [requestParameter]: `{${fields}` });
        // The host refuses deep nesting before the script sees it: a fault with a sentence.
        if (result.kind === 'failed') {
          assert.match(why, /nest|deep/);
          assert.equal(result.status, 400);
          assertTellsNothing(result.message);
          continue;
        }
        const answer = JSON.parse(String(result.outputs[responseProperty])) as Answer<unknown>;
        assertAudited(world, answer, { code, contact: 'Jane Doe', why });
      }
      assert.ok(asked > 30);
      assert.equal(world.fingerprint(), fingerprint);
    });

    test('at the custom API: a missing, foreign or mistyped parameter is refused by Dataverse itself', async () => {
      for (const inputs of [{}, { [requestParameter]: null }, { [requestParameter]: 5 }, { [requestParameter]: '{}', Other: 'x' }]) {
        const result = await asJane(apis.QueryRecords.uniqueName, inputs);
        assert.ok(result.kind === 'failed' && result.status === 400, JSON.stringify(inputs));
        assertTellsNothing(result.message);
      }
      const unknown = await asJane(`${apis.QueryRecords.uniqueName}s`, { [requestParameter]: '{}' });
      assert.ok(unknown.kind === 'failed' && unknown.status === 404);
      assert.deepEqual(world.newEntries(), []);
    });

    const asJane = (message: string, inputs: Readonly<Record<string, unknown>>) =>
      world.dataverse.executeApi({
        user: localUsers.portal,
        portal: { isPortalsClientCall: true, contactId: contactOf('jane') },
        message,
        inputs,
      });
  });
}
