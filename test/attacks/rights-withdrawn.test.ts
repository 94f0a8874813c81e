import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type QueryResult, tokenHeader } from '../../contracts/index.ts';
import { contactOf, orderOf } from '../doors/open-doors.ts';
import { resultOf } from '../doors/visitor.ts';
import { answerDirectly, siteFor } from './direct.ts';
import { type Attacked, openAttacked } from './environment.ts';
import { assertAudited } from './polite.ts';

const list = { operation: 'query', table: 'salesorder' };

for (const host of ['node', 'dotnet'] as const) {
  describe(`rights that end in mid-session, custom APIs in ${host}`, () => {
    let world: Attacked;
    before(async () => {
      world = await openAttacked(host);
    });
    after(() => world?.close());

    test('a role that is taken away, and one that is given, count from the next request on (D16)', async () => {
      const sam = await world.visitor('sam');
      const ask = () => sam.ask<QueryResult>('records', list);
      const rowsSeen = resultOf(await ask()).rows.length;
      assert.ok(rowsSeen > 0);
      const link = 'powerpagecomponent_mspp_webrole_contact';
      const { rows } = world.dataverse
        .read({ kind: 'system' })
        .retrieveMultiple(
          `<fetch><entity name="${link}"><all-attributes /><filter><condition attribute="contactid" operator="eq" value="${contactOf('sam')}" /></filter></entity></fetch>`,
        );
      const related = rows.map(({ values }) => ({ table: 'powerpagecomponent', id: String(values['powerpagecomponentid']) }));
      const contact = { table: 'contact', id: contactOf('sam') };
      await world.dataverse.transaction({ kind: 'system' }, (service) => service.disassociate(contact, link, related));
      world.newEntries();
      assertAudited(world, await ask(), { code: 'no-rule', contact: 'Sam Okafor' });
      const byId = await sam.ask('records', { operation: 'get', table: 'salesorder', id: orderOf('order-x-sam') });
      assertAudited(world, byId, { code: 'not-available', contact: 'Sam Okafor' });
      await world.dataverse.transaction({ kind: 'system' }, (service) => service.associate(contact, link, related));
      assert.equal(resultOf(await ask()).rows.length, rowsSeen);
    });

    test('a contact that is disabled or deactivated in mid-session is out with the next request, at both doors', async () => {
      for (const [values, back] of [
        [{ adx_identity_logonenabled: ['boolean', false] }, { adx_identity_logonenabled: ['boolean', true] }],
        [{ statecode: ['choice', 1] }, { statecode: ['choice', 0] }],
      ] as const) {
        const nora = await world.visitor('nora');
        const token = await nora.token();
        assert.ok(resultOf(await nora.ask<QueryResult>('records', list)).rows.length > 0);
        await world.dataverse.transaction({ kind: 'system' }, (service) => service.update('contact', contactOf('nora'), values));
        const stale = await nora.request('POST', '/_api/serverlogics/portico-records', {
          body: JSON.stringify(list),
          headers: { [tokenHeader]: token },
        });
        assert.equal(stale.status, 403, 'the token belonged to the session that has ended');
        world.newEntries();
        const asVisitor = await nora.ask('records', list);
        assertAudited(world, asVisitor, { code: 'no-rule', contact: null });
        const direct = await answerDirectly(world, 'QueryRecords', { table: 'salesorder' }, siteFor('nora'));
        assertAudited(world, direct, { code: 'nobody', contact: 'Nora Ýmir' });
        assert.equal((await nora.request('GET', '/profile')).status, 302);
        await world.dataverse.transaction({ kind: 'system' }, (service) => service.update('contact', contactOf('nora'), back));
      }
    });
  });
}
