import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type CheckResult, type ExperienceResult, serverLogicUrl } from '../../contracts/index.ts';
import { contactOf, type Doors, openDoors, orderOf } from './open-doors.ts';
import { newVisitor, resultOf, type Visitor } from './visitor.ts';

const table = 'salesorder';

for (const host of ['node', 'dotnet'] as const) {
  describe(`who has no right finds every door closed, custom APIs in ${host}`, () => {
    let doors: Doors;
    before(async () => {
      doors = await openDoors(host);
    });
    after(() => doors?.portal.close());

    test('May: every data door 403 with a reference, public pages 200 (D15 D17)', async () => {
      const may = doors.visitorOf('may');
      const own = orderOf('order-y-may');
      const answers = [
        await doors.overHttp('may', 'query', { table }),
        await doors.overHttp('may', 'query', { table, count: true, search: { text: 'Pipes', columns: ['name'] } }),
        await doors.overHttp('may', 'get', { table, id: own }),
        await doors.overHttp('may', 'check', { table, id: own, privileges: ['read'] }),
        await doors.direct('may', 'QueryRecords', { table }),
        await doors.direct('may', 'GetRecord', { table, id: own }),
        await doors.direct('may', 'CheckAccess', { table, id: own, privileges: ['read'] }),
      ];
      for (const answer of answers) {
        assert.equal(answer.ok, false);
        assert.equal(!answer.ok && answer.refusal.status, 403);
        assert.match(answer.ok ? '' : answer.refusal.reference, /^[A-Z2-7]{12}$/);
        assert.doesNotMatch(JSON.stringify(answer), /SO-2001|Pipes/);
      }
      for (const path of ['/', '/profile', '/access-denied']) assert.equal((await may.request('GET', path)).status, 200, path);
      const experience = resultOf(await may.ask<ExperienceResult>('experience', { page: '/' }));
      assert.deepEqual(
        experience.navigation.map(({ name }) => name),
        ['home', 'profile'],
      );
    });

    test('the same address shows each persona what the rules say and no more (A03)', async () => {
      const shown = async (visitor: Visitor) => {
        const { navigation, person } = resultOf(await visitor.ask<ExperienceResult>('experience', { page: '/' }));
        return { name: person.name, items: navigation.map(({ name }) => name) };
      };
      assert.deepEqual(await shown(doors.visitorOf('jane')), {
        name: 'Jane Doe',
        items: ['home', 'orders', 'my-requests', 'new-order', 'profile'],
      });
      assert.deepEqual(await shown(doors.visitorOf('may')), { name: 'May Lindqvist', items: ['home', 'profile'] });
      assert.deepEqual(await shown(newVisitor(doors.portal.url)), { name: null, items: ['home'] });
      const [jane, may] = [await doors.visitorOf('jane').request('GET', '/'), await doors.visitorOf('may').request('GET', '/')];
      assert.match(jane.text, /href="\/orders"/);
      assert.doesNotMatch(may.text, /href="\/orders"/);
      assert.doesNotMatch(may.text, /Jane/);
    });

    test('a table without a rule is refused to everybody, at every door (B01)', async () => {
      for (const person of doors.portal.sample.matrix.people)
        for (const unruled of ['opportunity', 'nothing-of-the-kind']) {
          const query = await doors.overHttp(person, 'query', { table: unruled });
          const get = await doors.overHttp(person, 'get', { table: unruled, id: contactOf(person) });
          const check = await doors.overHttp<CheckResult>(person, 'check', { table: unruled, privileges: ['read', 'create', 'delete'] });
          assert.equal(!query.ok && query.refusal.code, 'no-rule', `${person} ${unruled}`);
          assert.equal(!get.ok && get.refusal.code, 'not-available', `${person} ${unruled}`);
          assert.deepEqual(resultOf(check).privileges, { read: false, create: false, delete: false });
        }
    });

    test('a visitor who has not signed in reads no order and is sent to sign in (D16)', async () => {
      const visitor = newVisitor(doors.portal.url);
      assert.equal((await visitor.request('GET', '/orders')).headers.get('location'), '/SignIn?ReturnUrl=%2Forders');
      for (const record of Object.keys(doors.portal.sample.matrix.records)) {
        const answer = await visitor.ask('records', { operation: 'get', table, id: orderOf(record) });
        assert.equal(!answer.ok && answer.refusal.status, 403);
      }
      const list = await visitor.ask('records', { operation: 'query', table });
      assert.equal(!list.ok && list.refusal.code, 'no-rule');
      assert.equal((await visitor.request('GET', serverLogicUrl('records'))).status, 401, 'no token, no server logic');
    });
  });
}
