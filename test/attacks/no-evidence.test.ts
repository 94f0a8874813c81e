import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RecordResult, WhoResult } from '../../contracts/index.ts';
import { contactOf, orderOf } from '../doors/open-doors.ts';
import { resultOf } from '../doors/visitor.ts';
import { type Attacked, openAttacked } from './environment.ts';
import { assertAudited } from './polite.ts';

const list = { operation: 'query', table: 'salesorder' };

for (const host of ['node', 'dotnet'] as const) {
  describe(`a platform without identity evidence, custom APIs in ${host}`, () => {
    let world: Attacked;
    before(async () => {
      world = await openAttacked(host, { evidence: 'absent' });
    });
    after(() => world?.close());

    test('strict: over the whole path nobody is served, whatever the session says (D16)', async () => {
      const [jane, admin] = [await world.visitor('jane'), await world.visitor('admin')];
      world.newEntries();
      for (const visitor of [jane, admin, await world.visitor()]) {
        assertAudited(world, await visitor.ask('records', list), { code: 'identity-unproven', contact: null });
        const get = await visitor.ask('records', { operation: 'get', table: 'salesorder', id: orderOf('order-x-jane') });
        assertAudited(world, get, { code: 'identity-unproven', contact: null });
        assertAudited(world, await visitor.ask('experience', { page: '/orders', grids: ['orders'] }), {
          code: 'identity-unproven',
          contact: null,
        });
      }
      const page = await jane.request('GET', '/');
      assert.equal(page.status, 200);
      assert.doesNotMatch(page.text, /href="\/orders"/);
    });

    test('trusted: the site’s own claim is believed, the browser’s is not (D14 D16)', async () => {
      await world.setMode('trusted-server-logic');
      const jane = await world.visitor('jane');
      world.newEntries();
      const claims = { site: world.site, contact: contactOf('admin') };
      const who = resultOf(await jane.ask<WhoResult>('records', { operation: 'who', claims }));
      assert.equal(who.contact?.id, contactOf('jane'));
      const own = await jane.ask<RecordResult>('records', { operation: 'get', table: 'salesorder', id: orderOf('order-x-jane'), claims });
      assert.equal(resultOf(own).row.values['ordernumber'], 'SO-1001');
      const foreign = await jane.ask('records', { operation: 'get', table: 'salesorder', id: orderOf('order-x-sam'), claims });
      assertAudited(world, foreign, { code: 'not-available', contact: 'Jane Doe' });
      const visitor = await world.visitor();
      assertAudited(world, await visitor.ask('records', { ...list, claims }), { code: 'no-rule', contact: null });
    });
  });
}
