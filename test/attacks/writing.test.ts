import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { rowId } from '../../cli/sample/ids.ts';
import type {
  ActionsResult,
  Answer,
  ExplainReferenceResult,
  FailureResult,
  RecordResult,
  RunActionResult,
  SaveResult,
} from '../../contracts/index.ts';
import { contactOf, orderOf } from '../doors/open-doors.ts';
import { resultOf, type Visitor } from '../doors/visitor.ts';
import { type Attacked, openAttacked } from './environment.ts';
import { assertAudited, assertPolite, assertTellsNothing } from './polite.ts';

const table = 'salesorder';
const account = (name: string): string => `account:${rowId('scm', 'account', name)}`;
const contact = (name: string): string => `contact:${contactOf(name)}`;
const values = (columns: object) => Object.entries(columns).map(([column, value]) => ({ column, value }));
let made = 0;
const key = (): string => {
  made += 1;
  return `writing-${String(made).padStart(20, '0')}`;
};

for (const host of ['node', 'dotnet'] as const) {
  describe(`writing through the records bridge, custom APIs in ${host}`, () => {
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
    const own = async (visitor: Visitor, record: string) => ({ id: orderOf(record), version: await versionOf(visitor, record) });
    const rowOf = (answer: Answer<RunActionResult>) => resultOf(answer).rows[0]?.answer ?? assert.fail('no row');

    test('nobody hands an order over: not to another person, not into or out of a company, not by creating it there', async () => {
      const mine = await own(jane, 'order-x-jane');
      const ours = await own(rep, 'order-x-sam');
      const before = world.fingerprint();
      const attempts = [
        [jane, 'Jane Doe', { ...mine, values: values({ scm_orderedby: contact('sam') }) }, 'append-to-missing'],
        [jane, 'Jane Doe', { ...mine, values: values({ scm_orderedby: null }) }, 'would-leave-access'],
        [jane, 'Jane Doe', { ...mine, values: values({ customerid: account('account-y') }) }, 'append-to-missing'],
        [jane, 'Jane Doe', { ...mine, values: values({ description: 'x', customerid: account('account-y') }) }, 'append-to-missing'],
        [rep, 'Robin Reyes', { ...ours, values: values({ customerid: account('account-y') }) }, 'append-to-missing'],
        [rep, 'Robin Reyes', { ...ours, values: values({ customerid: contact('sam') }) }, 'would-leave-access'],
        [rep, 'Robin Reyes', { ...ours, values: values({ customerid: null }) }, 'input-missing'],
        [rep, 'Robin Reyes', { ...ours, values: values({ scm_orderedby: contact('may') }) }, 'append-to-missing'],
        [jane, 'Jane Doe', { values: values({ name: 'x', customerid: account('account-y') }) }, 'append-to-missing'],
        [jane, 'Jane Doe', { values: values({ name: 'x', scm_orderedby: contact('sam') }) }, 'append-to-missing'],
        [rep, 'Robin Reyes', { values: values({ name: 'x', customerid: account('account-y') }) }, 'append-to-missing'],
      ] as const;
      for (const [visitor, name, request, code] of attempts) {
        world.newEntries();
        const answer = await save(visitor, request);
        assert.ok(!answer.ok, JSON.stringify(request));
        assertTellsNothing(answer.refusal.message);
        assertAudited(world, answer, { code, contact: name, why: JSON.stringify(request) });
      }
      assert.equal(world.fingerprint(), before);
    });

    test('a lookup to a foreign record, to a missing one and to no record are one answer, which names the table alone', async () => {
      const ours = await own(rep, 'order-x-sam');
      const before = world.fingerprint();
      const answers = [];
      for (const target of [contact('may'), contact('nobody')]) {
        const answer = await save(rep, { ...ours, values: values({ scm_orderedby: target }) });
        assert.ok(!answer.ok);
        assert.deepEqual(answer.refusal.missing, { privilege: 'appendto', table: 'contact' });
        answers.push({ ...answer.refusal, reference: '' });
      }
      assert.deepEqual(answers[0], answers[1]);
      for (const target of ['contact:1', 'systemuser:00000000-0000-0000-0000-000000000000', "contact:' or 1=1", 7, true, '__proto__:x'])
        assertPolite(await save(rep, { ...ours, values: values({ scm_orderedby: target }) }), 'value-invalid', String(target));
      assert.equal(world.fingerprint(), before);
    });

    test('a mask that comes back is no value, and a column that decides about access is nobody’s to write', async () => {
      const { id, version } = await own(jane, 'order-x-jane');
      const admin = await world.visitor('admin');
      const person = { table: 'contact', id: contactOf('jane') };
      const offered = resultOf(await admin.ask<ActionsResult>('records', { operation: 'actions', table: 'contact', ids: [person.id] }));
      const now = { ...person, version: offered.rows[0]?.version ?? assert.fail('the administrator reads contacts') };
      const before = world.fingerprint();
      const { row } = resultOf(await jane.ask<RecordResult>('records', { operation: 'get', table, id }));
      const mask = row.values['scm_paymentreference'];
      assert.match(String(mask), /^\*+\d{4}$/);
      const returned = await save(jane, { id, version, values: values({ scm_paymentreference: mask }) });
      assert.ok(!returned.ok && ['column-forbidden', 'masked-value-returned'].includes(returned.refusal.code));
      for (const value of [account('account-y'), null])
        assertPolite(await save(admin, { ...now, values: values({ parentcustomerid: value }) }), 'security-bearing-column');
      const herself = await save(jane, { ...now, values: values({ parentcustomerid: account('account-x') }) });
      assertPolite(herself, 'security-bearing-column');
      assert.equal(world.fingerprint(), before);
    });

    test('a stale version writes nothing and shows the record as it is; the same key does nothing twice and nothing else once', async () => {
      const { id, version } = await own(jane, 'order-x-jane-2');
      const request = { id, version, key: key(), values: values({ description: 'first' }) };
      const saved = resultOf(await save(jane, request));
      const before = world.fingerprint();
      assert.deepEqual({ ...resultOf(await save(jane, request)), repeated: false }, saved);
      assertPolite(await save(jane, { ...request, values: values({ description: 'second' }) }), 'key-reused');
      const stale = await save(jane, { ...request, key: key(), values: values({ description: 'third' }) });
      assert.ok(!stale.ok && stale.refusal.code === 'version-conflict');
      assert.deepEqual([stale.refusal.current?.version, stale.refusal.current?.row.values['description']], [saved.version, 'first']);
      const action = { action: 'submit', key: key(), rows: [{ id, version }] };
      const old = rowOf(await run(jane, action));
      assert.ok(!old.ok && old.refusal.code === 'version-conflict');
      assert.equal(world.fingerprint(), before);

      const good = { action: 'submit', key: key(), rows: [{ id, version: saved.version }] };
      assert.ok(rowOf(await run(jane, good)).ok);
      const after = world.fingerprint();
      assert.equal(resultOf(await run(jane, good)).repeated, true);
      assertPolite(await run(jane, { ...good, comment: 'other' }), 'key-reused');
      assert.equal(world.fingerprint(), after);
      const another = await run(rep, good);
      assert.ok(!another.ok || !rowOf(another).ok, 'another person’s key is another key');
    });

    test('two who save at once: one is written, the other is told what there is now', async () => {
      const { id, version } = await own(rep, 'order-x-open-2');
      const both = await Promise.all(['left', 'right'].map((text) => save(rep, { id, version, values: values({ description: text }) })));
      const codes = both.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort();
      assert.deepEqual(codes, ['ok', 'version-conflict']);
      const [winner, loser] = both[0]?.ok ? both : [both[1], both[0]];
      assert.ok(winner?.ok && loser && !loser.ok);
      assert.equal(loser.refusal.current?.version, winner.result.version);
    });

    test('an action on a record that has vanished, in the wrong state, by the wrong person or without its inputs does nothing', async () => {
      const vanishing = resultOf(await save(jane, { values: values({ name: 'Soon gone' }) }));
      await world.dataverse.transaction({ kind: 'system' }, (service) => service.delete(table, vanishing.id));
      const submitted = { id: orderOf('order-x-sam-2'), version: await versionOf(rep, 'order-x-sam-2') };
      const done = { id: orderOf('order-x-jane-3'), version: await versionOf(jane, 'order-x-jane-3') };
      const before = world.fingerprint();
      const attempts = [
        [jane, { action: 'submit', rows: [{ id: vanishing.id, version: vanishing.version }] }, 'not-available'],
        [jane, { action: 'submit', rows: [done] }, 'wrong-state'],
        [jane, { action: 'approve', rows: [done] }, 'no-rule'],
        [rep, { action: 'escalate', comment: 'x', rows: [submitted] }, 'input-missing'],
        [rep, { action: 'escalate', inputs: [{ name: 'reason', value: 'price' }], rows: [submitted] }, 'input-missing'],
        [rep, { action: 'escalate', comment: 'x', inputs: [{ name: 'reason', value: 'bribe' }], rows: [submitted] }, 'value-invalid'],
      ] as const;
      for (const [visitor, request, code] of attempts) {
        const answer = rowOf(await run(visitor, request));
        assert.ok(!answer.ok, JSON.stringify(request));
        assert.equal(answer.refusal.code, code, JSON.stringify(request));
        assert.match(answer.refusal.reference, /^[A-Z2-7]{12}$/);
      }
      const gone = await save(jane, { id: vanishing.id, version: vanishing.version, values: values({ description: 'x' }) });
      assertPolite(gone, 'not-available');
      assert.equal(world.fingerprint(), before);
    });

    test('more rows or longer texts than a request may have are refused before anything is done', async () => {
      const { id, version } = await own(jane, 'order-x-jane');
      const before = world.fingerprint();
      const rows = Array.from({ length: 26 }, (_, index) => ({ id: orderOf(`none-${index}`), version }));
      assertPolite(await run(jane, { action: 'comment', comment: 'x', rows }), 'invalid-request');
      assertPolite(await jane.ask('records', { operation: 'actions', table, ids: rows.map((row) => row.id) }), 'invalid-request');
      const long = await save(jane, { id, version, values: values({ description: 'x'.repeat(10001) }) });
      assertPolite(long, 'invalid-request');
      assertPolite(await save(jane, { id, version, values: values({ description: 'x'.repeat(2001) }) }), 'value-invalid');
      assertPolite(await save(jane, { id, version, values: values({ description: 'a\u0000b' }) }), 'value-invalid');
      assert.equal(world.fingerprint(), before);
    });

    test('a reference opens to the administrator, in part to its person, and to nobody else; a refused page gets one too', async () => {
      const admin = await world.visitor('admin');
      const may = await world.visitor('may');
      const refusal = await jane.ask('records', { operation: 'get', table, id: orderOf('order-x-sam') });
      assert.ok(!refusal.ok);
      const { reference } = refusal.refusal;
      const ask = (visitor: Visitor, of: string) => visitor.ask<ExplainReferenceResult>('records', { operation: 'explain', reference: of });
      const told = resultOf(await ask(admin, reference));
      assert.deepEqual(
        [told.entry.contact?.name, told.entry.record, told.entry.privilege, told.entry.code],
        ['Jane Doe', orderOf('order-x-sam'), 'read', 'not-available'],
      );
      assert.ok(told.rules.some(({ rule, parts }) => rule === 'order-own' && parts.some(({ truth }) => truth === 'false')));
      const own = resultOf(await ask(jane, reference));
      assert.deepEqual([own.code, own.rules, own.entry.record], ['not-available', [], null]);
      const unknown = await ask(may, 'AAAAAAAAAAAA');
      const foreign = await ask(may, reference);
      assert.ok(!unknown.ok && !foreign.ok);
      assert.deepEqual({ ...unknown.refusal, reference: '' }, { ...foreign.refusal, reference: '' });
      assertPolite(foreign, 'not-available');
      assertPolite(await ask(await world.visitor(), reference), 'kind-not-served');

      const page = resultOf(await may.ask<FailureResult>('records', { operation: 'denied', page: '/secret?token=SECRET' }));
      const entry = world.newEntries().find((each) => each.reference === page.reference);
      assert.deepEqual([entry?.code, entry?.contact], ['page-denied', 'May Lindqvist']);
      assert.match(entry?.details ?? '', /"\/secret"/);
      assert.doesNotMatch(JSON.stringify(entry), /SECRET/);
      assert.deepEqual(resultOf(await ask(admin, page.reference)).entry.code, 'page-denied');
      for (const forged of [{ page: '/x', code: 'allowed' }, { page: '/x', api: 'SaveRecord' }, { page: 'x' }, {}])
        assertPolite(await may.ask('records', { operation: 'denied', ...forged }), 'invalid-request', JSON.stringify(forged));
    });
  });
}
