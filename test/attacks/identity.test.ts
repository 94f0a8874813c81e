import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { localUsers } from '../../cli/environment/prepare.ts';
import { ensureUsers, userId } from '../../cli/environment/users.ts';
import { rowId } from '../../cli/sample/ids.ts';
import { type ApiName, apis, auditEntryTable, tokenHeader, type WhoResult } from '../../contracts/index.ts';
import { contactOf, orderOf } from '../doors/open-doors.ts';
import { answerIn, resultOf } from '../doors/visitor.ts';
import { answerDirectly, callDirectly, siteFor } from './direct.ts';
import { type Attacked, openAttacked } from './environment.ts';
import { assertAudited, assertTellsNothing } from './polite.ts';

const list = { operation: 'query', table: 'salesorder' };

for (const host of ['node', 'dotnet'] as const) {
  describe(`claims to be somebody, custom APIs in ${host}`, () => {
    let world: Attacked;
    before(async () => {
      world = await openAttacked(host);
      await ensureUsers(world.dataverse, [
        { short: 'clerk', name: 'Carl Clerk', roles: [] },
        { short: 'other-app', name: '# Other', roles: ['Portico Portal Service'], applicationId: rowId('local', 'application', 'other') },
      ]);
      world.newEntries();
    });
    after(() => world?.close());

    test('what a browser claims about identity is dropped, in whatever spelling (D14 D16)', async () => {
      const [jane, visitor] = [await world.visitor('jane'), await world.visitor()];
      const claimed = { site: world.site, contact: contactOf('admin') };
      const who = async (body: string): Promise<WhoResult> => resultOf(answerIn<WhoResult>(await jane.post('records', body)));
      for (const claims of [claimed, { site: world.site, anonymous: true }, { site: rowId('x', 'x', 'x') }, 'admin', null, [claimed], 7])
        assert.equal((await who(JSON.stringify({ operation: 'who', claims }))).contact?.id, contactOf('jane'), JSON.stringify(claims));
      const twice = `{"operation":"who","claims":${JSON.stringify(claimed)},"cl\\u0061ims":${JSON.stringify(claimed)}}`;
      assert.equal((await who(twice)).contact?.id, contactOf('jane'));
      assert.equal(resultOf(await visitor.ask<WhoResult>('records', { operation: 'who', claims: claimed })).kind, 'anonymous');
      for (const name of ['Claims', 'contact', 'portalsContactId', 'user', 'roles'])
        assertAudited(world, await jane.ask('records', { ...list, [name]: claimed }), { code: 'invalid-request', contact: 'Jane Doe' });
      const headers = {
        'x-ms-client-principal': contactOf('admin'),
        MSCRMCallerID: localUsers.administrator,
        CallerObjectId: contactOf('admin'),
      };
      const token = await jane.token();
      const spoofed = await jane.request('POST', '/_api/serverlogics/portico-records?contact=x&claims=y', {
        body: JSON.stringify({ operation: 'who' }),
        headers: { ...headers, [tokenHeader]: token },
      });
      assert.equal(resultOf(answerIn<WhoResult>(spoofed)).contact?.id, contactOf('jane'));
    });

    test('an ordinary user may not call a custom API, and nobody on behalf of a site that is not theirs', async () => {
      const fingerprint = world.fingerprint();
      for (const api of Object.keys(apis) as ApiName[]) {
        const denied = await callDirectly(world, api, { table: 'salesorder' }, { user: userId('clerk') });
        assert.ok(denied.kind === 'failed' && denied.status === 403 && denied.code === '0x80040220', `${api}: ${JSON.stringify(denied)}`);
        const known = [userId('clerk')];
        assertTellsNothing(denied.message, known);
      }
      const nobody = await callDirectly(world, 'WhoAmI', {}, { user: rowId('no', 'such', 'user') });
      assert.ok(nobody.kind === 'failed' && nobody.status >= 400 && nobody.status < 500);
      assert.deepEqual(world.newEntries(), [], 'Dataverse refused before the plug-in ran');
      assert.equal(world.fingerprint(), fingerprint);
    });

    test('an unknown application user is nobody; naming a contact makes it a security event', async () => {
      const app = { user: userId('other-app') };
      const request = { table: 'salesorder', id: orderOf('order-x-jane') };
      assertAudited(world, await answerDirectly(world, 'GetRecord', request, app), { code: 'nobody', contact: null });
      const posing = { ...app, portal: { isPortalsClientCall: true, contactId: contactOf('jane') } };
      assertAudited(world, await answerDirectly(world, 'GetRecord', request, posing), { code: 'nobody', contact: null });
      const claims = { site: world.site, contact: contactOf('jane') };
      const entry = assertAudited(world, await answerDirectly(world, 'GetRecord', { ...request, claims }, app), {
        code: 'identity-mismatch',
        contact: null,
      });
      assert.equal(entry.outcome, 'security-event');
    });

    test('a claim that contradicts the platform is refused as a security event, whichever way it contradicts', async () => {
      const site = world.site;
      for (const [claims, person] of [
        [{ site, contact: contactOf('admin') }, 'jane'],
        [{ site, anonymous: true }, 'jane'],
        [{ site, contact: contactOf('jane') }, null],
        [{ site: rowId('x', 'x', 'x'), contact: contactOf('jane') }, 'jane'],
      ] as const) {
        const answer = await answerDirectly(world, 'QueryRecords', { table: 'salesorder', claims }, siteFor(person));
        const entry = assertAudited(world, answer, { code: 'identity-mismatch', contact: person === null ? null : 'Jane Doe' });
        assert.equal(entry.outcome, 'security-event');
        assert.match(entry.details ?? '', new RegExp(claims.site));
      }
    });

    test('staff may not read as a person, and a person may not ask why', async () => {
      const staff = { user: localUsers.auditor };
      for (const api of ['QueryRecords', 'GetRecord', 'CheckAccess', 'LoadExperience'] as const) {
        const request = { LoadExperience: { page: '/' }, QueryRecords: { table: 'salesorder' } }[api as 'LoadExperience'] ?? {
          table: 'salesorder',
          id: orderOf('order-x-jane'),
          ...(api === 'CheckAccess' ? { privileges: ['read'] } : {}),
        };
        assertAudited(world, await answerDirectly(world, api, request, staff), { code: 'kind-not-served', contact: null, why: api });
      }
      const why = await callDirectly(world, 'ExplainAccess', {}, siteFor('admin'));
      assert.ok(why.kind === 'failed' && why.status === 403, 'the site’s user lacks the privilege');
    });

    test('nobody may change or delete an audit entry, not even the administrator of Portico', async () => {
      const jane = await world.visitor('jane');
      await jane.ask('records', { operation: 'get', table: 'salesorder', id: orderOf('order-x-sam') });
      const id = world.dataverse
        .read({ kind: 'user', id: localUsers.auditor })
        .retrieveMultiple(
          `<fetch top="1"><entity name="${auditEntryTable.name}"><attribute name="${auditEntryTable.primaryKey}" /></entity></fetch>`,
        ).rows[0]?.id;
      assert.ok(id);
      for (const user of [localUsers.administrator, localUsers.auditor, localUsers.portal]) {
        const as = { kind: 'user', id: user } as const;
        await assert.rejects(
          world.dataverse.transaction(as, (service) => service.delete(auditEntryTable.name, id)),
          { code: '0x80040220' },
        );
        await assert.rejects(
          world.dataverse.transaction(as, (service) =>
            service.update(auditEntryTable.name, id, { [auditEntryTable.primaryName]: ['text', 'X'] }),
          ),
          { code: '0x80040220' },
        );
      }
    });
  });
}
