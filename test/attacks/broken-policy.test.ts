import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { columnOf, policyVersionTable, siteTable } from '../../contracts/index.ts';
import type { Values } from '../../portal/dataverse/index.ts';
import { orderOf } from '../doors/open-doors.ts';
import { type Attacked, openAttacked } from './environment.ts';
import { assertAudited } from './polite.ts';

for (const host of ['node', 'dotnet'] as const) {
  describe(`a policy that cannot be trusted, custom APIs in ${host}`, () => {
    let world: Attacked;
    before(async () => {
      world = await openAttacked(host);
    });
    after(() => world?.close());

    const only = (table: string): string => {
      const { rows } = world.dataverse
        .read({ kind: 'system' })
        .retrieveMultiple(`<fetch><entity name="${table}"><all-attributes /></entity></fetch>`);
      assert.equal(rows.length, 1);
      return rows[0]?.id ?? '';
    };
    const change = (table: string, values: Values) =>
      world.dataverse.transaction({ kind: 'system' }, (service) => service.update(table, only(table), values));
    const closed = async (code: 'policy-invalid' | 'policy-missing'): Promise<void> => {
      for (const [person, name] of [
        ['admin', 'Alex Administrator'],
        ['jane', 'Jane Doe'],
      ] as const) {
        const visitor = await world.visitor(person);
        world.newEntries();
        for (const request of [
          { operation: 'query', table: 'salesorder' },
          { operation: 'get', table: 'salesorder', id: orderOf('order-x-jane') },
          { operation: 'check', table: 'salesorder', id: orderOf('order-x-jane'), privileges: ['read'] },
        ])
          assertAudited(world, await visitor.ask('records', request), { code, contact: name });
        assertAudited(world, await visitor.ask('experience', { page: '/orders', grids: ['orders'] }), { code, contact: name });
        const page = await visitor.request('GET', '/');
        assert.equal(page.status, 200, 'the page stands, without what the policy would allow');
        assert.doesNotMatch(page.text, /href="\/orders"/);
      }
    };

    test('a pack whose hash is not the published one closes every door to everybody (B01)', async () => {
      const column = columnOf(policyVersionTable, 'Hash');
      await change(policyVersionTable.name, { [column]: ['text', 'f'.repeat(64)] });
      await closed('policy-invalid');
      await change(policyVersionTable.name, { [column]: ['text', world.policyHash] });
    });

    test('a version of another site closes every door to everybody (B01)', async () => {
      const column = columnOf(policyVersionTable, 'SiteId');
      await change(policyVersionTable.name, { [column]: ['text', '00000000-0000-4000-8000-000000000001'] });
      await closed('policy-invalid');
      await change(policyVersionTable.name, { [column]: ['text', world.site] });
    });

    test('a site without a version in force closes every door to everybody (B01)', async () => {
      await change(siteTable.name, { [columnOf(siteTable, 'ActiveVersion')]: null });
      await closed('policy-missing');
    });
  });
}
