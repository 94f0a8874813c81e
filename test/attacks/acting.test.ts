import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { rowId } from '../../cli/sample/ids.ts';
import type { ActionsResult, RecordResult, RunActionResult, SaveResult } from '../../contracts/index.ts';
import { contactOf, orderOf } from '../doors/open-doors.ts';
import { resultOf, type Visitor } from '../doors/visitor.ts';
import { type Attacked, openAttacked } from './environment.ts';
import { assertAudited, assertPolite, assertTellsNothing } from './polite.ts';

const table = 'salesorder';
let made = 0;
const key = (): string => {
  made += 1;
  return `attack-of-${String(made).padStart(20, '0')}`;
};
const values = (columns: object) => Object.entries(columns).map(([column, value]) => ({ column, value }));

for (const host of ['node', 'dotnet'] as const) {
  describe(`acting through the records bridge, custom APIs in ${host}`, () => {
    let world: Attacked;
    let jane: Visitor;
    let rep: Visitor;
    before(async () => {
      world = await openAttacked(host);
      jane = await world.visitor('jane');
      rep = await world.visitor('rep-x');
      world.newEntries();
    });
    after(() => world?.close());

    const versionOf = async (visitor: Visitor, record: string): Promise<string> => {
      const { rows } = resultOf(await visitor.ask<ActionsResult>('records', { operation: 'actions', table, ids: [orderOf(record)] }));
      return rows[0]?.version ?? assert.fail(`${record} is not there`);
    };
    const save = (visitor: Visitor, request: object) =>
      visitor.ask<SaveResult>('records', { operation: 'save', table, key: key(), ...request });
    const run = (visitor: Visitor, request: object) =>
      visitor.ask<RunActionResult>('records', { operation: 'run', table, key: key(), ...request });

    test('a requirement of an action is not got round by saving its columns: nobody approves or moves an order by hand', async () => {
      const id = orderOf('order-x-sam-2');
      const version = await versionOf(rep, 'order-x-sam-2');
      const before = world.fingerprint();
      for (const columns of [
        { scm_approvedby: `contact:${contactOf('rep-x')}` },
        { statuscode: 2 },
        { statecode: 0 },
        { description: 'beside it', scm_approvedby: `contact:${contactOf('rep-x')}` },
      ]) {
        world.newEntries();
        const answer = await save(rep, { id, version, values: values(columns) });
        assertAudited(world, answer, { code: 'column-forbidden', contact: 'Robin Reyes', why: JSON.stringify(columns) });
      }
      const created = await save(rep, { values: values({ name: 'Born approved', scm_approvedby: `contact:${contactOf('rep-x')}` }) });
      assertPolite(created, 'column-forbidden');
      assert.equal(world.fingerprint(), before);
    });

    test('foreign, missing and odd ids, names and keys are refused politely, and nothing is written', async () => {
      const version = await versionOf(jane, 'order-x-jane');
      const before = world.fingerprint();
      const own = { id: orderOf('order-x-jane'), version };
      const good = values({ description: 'x' });
      const attempts: readonly object[] = [
        { operation: 'save', table, key: key(), id: orderOf('order-x-sam'), version, values: good },
        { operation: 'save', table, key: key(), id: orderOf('none'), version, values: good },
        { operation: 'save', table, key: key(), id: "' or 1=1 --", version, values: good },
        { operation: 'save', table: '__proto__', key: key(), ...own, values: good },
        { operation: 'save', table, key: key(), ...own, values: [{ column: '__proto__', value: 1 }] },
        { operation: 'save', table, key: key(), ...own, values: [...good, ...good] },
        { operation: 'save', table, key: 'short', ...own, values: good },
        { operation: 'save', table, key: key(), ...own, version: '" or "1"="1', values: good },
        { operation: 'save', table, key: key(), ...own, values: [{ column: 'description', value: { $ne: 1 } }] },
        { operation: 'run', table, key: key(), action: 'constructor', rows: [own] },
        { operation: 'run', table, key: key(), action: 'submit', rows: [] },
        { operation: 'run', table, key: key(), action: 'submit', rows: [own, own] },
        { operation: 'run', table, key: key(), action: 'submit', rows: [own], inputs: [{ name: '__proto__', value: 'x' }] },
        { operation: 'run', table: 'audit', key: key(), action: 'submit', rows: [own] },
        { operation: '__proto__', table, key: key() },
        { operation: 'actions', table, ids: ['__proto__'], language: '../en' },
      ];
      for (const attempt of attempts) {
        const answer = await jane.ask<unknown>('records', attempt);
        assert.ok(!answer.ok || JSON.stringify(answer.result).includes('"ok":false'), JSON.stringify([attempt, answer]).slice(0, 400));
        // A conflict shows the own record, with the ids that stand in it.
        assertTellsNothing(JSON.stringify(answer), [orderOf('order-x-jane'), contactOf('jane'), rowId('scm', 'account', 'account-x')]);
      }
      assert.equal(world.fingerprint(), before);
    });

    test('a foreign order and a missing one answer an action alike, in the midst of own ones', async () => {
      const version = await versionOf(jane, 'order-x-jane');
      const answers = [];
      for (const record of ['order-x-sam', 'none']) {
        const { rows } = resultOf(await run(jane, { action: 'submit', rows: [{ id: orderOf(record), version }] }));
        const answer = rows[0]?.answer ?? assert.fail('no answer');
        assert.ok(!answer.ok);
        answers.push({ ...answer.refusal, reference: '' });
      }
      assert.deepEqual(answers[0], answers[1]);
      assert.equal(answers[0]?.code, 'not-available');
    });

    test('a visitor who has not signed in, and May, act on nothing', async () => {
      const visitors = [await world.visitor(), await world.visitor('may')];
      const before = world.fingerprint();
      for (const visitor of visitors) {
        const row = { id: orderOf('order-x-jane'), version: '1' };
        assertPolite(await save(visitor, { ...row, values: values({ description: 'x' }) }), 'not-available');
        const ran = await run(visitor, { action: 'submit', rows: [row] });
        assert.ok(!ran.ok || ran.result.rows.every(({ answer }) => !answer.ok));
        const offered = await visitor.ask<ActionsResult>('records', { operation: 'actions', table, ids: [row.id] });
        assert.ok(!offered.ok || offered.result.rows.length === 0);
        assert.equal((await save(visitor, { values: values({ name: 'Mine' }) })).ok, false);
      }
      assert.equal(world.fingerprint(), before);
    });

    test('markup in a saved text and in a comment comes back as text', async () => {
      const hostile = '<img src=x onerror=alert(1)> {{ user.id }} {% include "x" %} ]]>';
      const id = orderOf('order-x-jane-2');
      resultOf(await save(jane, { id, version: await versionOf(jane, 'order-x-jane-2'), values: values({ description: hostile }) }));
      const { row } = resultOf(await jane.ask<RecordResult>('records', { operation: 'get', table, id, columns: ['description'] }));
      assert.equal(row.values['description'], hostile);
      const ran = resultOf(
        await run(rep, { action: 'comment', comment: hostile, rows: [{ id, version: await versionOf(rep, 'order-x-jane-2') }] }),
      );
      assert.equal(ran.rows[0]?.answer.ok, true);
      assert.doesNotMatch(JSON.stringify(world.newEntries()), /onerror/, 'the audit holds no values');
    });
  });
}
