import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { siteRoles } from '../../cli/environment/site-roles.ts';
import { besideOf } from '../../cli/policy/beside.ts';
import { packPolicy } from '../../cli/policy/pack.ts';
import { publishPolicy } from '../../cli/policy/publish.ts';
import type { QueryResult } from '../../contracts/index.ts';
import { orderOf } from '../doors/open-doors.ts';
import { resultOf, type Visitor } from '../doors/visitor.ts';
import { type Attacked, openAttacked } from './environment.ts';
import { assertAudited } from './polite.ts';

const table = 'salesorder';
const list = { operation: 'query', table, columns: ['ordernumber'], sort: [{ column: 'ordernumber' }], pageSize: 2 } as const;

for (const host of ['node', 'dotnet'] as const) {
  describe(`records and lists of others, custom APIs in ${host}`, () => {
    let world: Attacked;
    let jane: Visitor;
    let sam: Visitor;
    before(async () => {
      world = await openAttacked(host);
      jane = await world.visitor('jane');
      sam = await world.visitor('sam');
      world.newEntries();
    });
    after(() => world?.close());

    const continuationOf = async (visitor: Visitor, more: object = {}): Promise<string> => {
      const { continuation } = resultOf(await visitor.ask<QueryResult>('records', { ...list, ...more }));
      assert.ok(continuation);
      return continuation;
    };

    test('a foreign record and a missing one: the same bytes but for the reference, and the same headers (D14 D17)', async () => {
      for (const operation of ['get', 'check']) {
        const bytes = new Set<string>();
        for (const id of [orderOf('order-x-sam'), orderOf('order-y-may'), orderOf('none'), 'not an id']) {
          const request = { operation, table, id, ...(operation === 'check' ? { privileges: ['read', 'write', 'delete'] } : {}) };
          const answer = await jane.post('records', JSON.stringify(request));
          const [entry] = world.newEntries();
          assert.deepEqual([entry?.contact, entry?.code, entry?.record], ['Jane Doe', 'not-available', id]);
          const text = answer.text
            .replace(entry?.reference ?? '-', 'REFERENCE')
            .replace(/"requestId":"[^"]+"/, '')
            .replace(/"executionTime":[\d.]+/, '');
          const headers = [...answer.headers].filter(([name]) => !['date', 'content-length'].includes(name));
          bytes.add(JSON.stringify([answer.status, headers, text]));
        }
        assert.equal(bytes.size, 1, [...bytes].join('\n'));
      }
    });

    test('a foreign record and a missing one take the same time, as far as a caller can measure', async () => {
      const times: Record<string, number[]> = { foreign: [], missing: [] };
      for (let round = 0; round < 30; round += 1)
        for (const [kind, id] of [
          ['foreign', orderOf('order-x-sam')],
          ['missing', orderOf('none')],
        ] as const) {
          const started = performance.now();
          await jane.ask('records', { operation: 'get', table, id });
          times[kind]?.push(performance.now() - started);
        }
      const median = (kind: string): number => [...(times[kind] ?? [])].sort((a, b) => a - b)[15] ?? 0;
      // Generous: this machine is shared. A scan or a second round trip for one of them would be far outside.
      assert.ok(
        Math.abs(median('foreign') - median('missing')) < Math.max(10, median('missing') * 0.6),
        JSON.stringify([median('foreign'), median('missing')]),
      );
      world.newEntries();
    });

    test('a continuation of another person, query, sort, table or search is refused and audited (D14 D16)', async () => {
      const own = await continuationOf(jane);
      const foreign = await continuationOf(sam);
      const cases: readonly (readonly [string, Visitor, string, object])[] = [
        ['Sam’s, used by Jane', jane, foreign, {}],
        ['Jane’s, used by Sam', sam, own, {}],
        ['of another filter', jane, own, { filter: [{ column: 'name', operator: 'is not null' }] }],
        ['of another search', jane, own, { search: { text: 'o', columns: ['name'] } }],
        ['of another order', jane, own, { sort: [{ column: 'ordernumber', descending: true }] }],
        ['of no order', jane, own, { sort: [] }],
        ['of another table', jane, own, { table: 'contact', columns: ['fullname'], sort: [] }],
      ];
      for (const [why, visitor, continuation, more] of cases) {
        const answer = await visitor.ask('records', { ...list, ...more, continuation });
        assertAudited(world, answer, { code: 'continuation-invalid', contact: visitor === sam ? 'Sam Okafor' : 'Jane Doe', why });
      }
      assert.equal(
        resultOf(await jane.ask<QueryResult>('records', { ...list, continuation: own })).rows.length,
        2,
        'her own still goes on',
      );
    });

    test('a continuation that was changed, cut, lengthened, emptied or made up is refused and audited', async () => {
      const own = await continuationOf(jane);
      const place = own.slice(64);
      const cases = [
        '',
        own.slice(0, 64),
        own.slice(0, 40),
        own.slice(0, -1),
        `${own} `,
        own.toUpperCase(),
        `${own.startsWith('0') ? '1' : '0'}${own.slice(1)}`,
        `${'0'.repeat(64)}${place}`,
        `${own.slice(0, 64)}[null,0]`,
        `${own.slice(0, 64)}${place.replace('SO-1', 'SO-0')}`,
        `${own.slice(0, 64)}{"__proto__":{}}`,
        `${'a'.repeat(64)}\ud800`,
        place,
        'x'.repeat(4000),
        JSON.stringify({ page: 2, cookie: '<cookie page="1"><salesorderid last="{}" /></cookie>' }),
      ];
      for (const continuation of cases)
        assertAudited(world, await jane.ask('records', { ...list, continuation }), {
          code: 'continuation-invalid',
          contact: 'Jane Doe',
          why: continuation.slice(0, 90),
        });
      assertAudited(world, await jane.ask('records', { ...list, continuation: 'x'.repeat(4001) }), {
        code: 'invalid-request',
        contact: 'Jane Doe',
      });
    });

    test('a continuation of another policy version is refused, and the list can be loaded again', async () => {
      const own = await continuationOf(jane);
      const { dataverse, sample, site } = world;
      const policy = { ...sample.policy, rules: [...sample.policy.rules].reverse() };
      await publishPolicy(dataverse, site, packPolicy(policy, besideOf(dataverse, sample), site, siteRoles(dataverse, site)));
      world.newEntries();
      const answer = await jane.ask('records', { ...list, continuation: own });
      assertAudited(world, answer, { code: 'continuation-invalid', contact: 'Jane Doe' });
      assert.ok(await continuationOf(jane));
    });
  });
}
