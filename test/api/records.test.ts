import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Answer, CheckResult, ExplainResult, FailureResult, RecordResult } from '../../contracts/index.ts';
import { auditOutcomes, optionName } from '../../contracts/index.ts';
import { ids } from './fixture.ts';
import { createWorld, type World } from './world.ts';

const NO_CONTACT = '00000000-0000-0000-0000-000000000000';
let world: World;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

const employee = {
  userId: ids.employee,
  initiatingUserId: ids.employee,
  initiatingUserApplicationId: NO_CONTACT,
  isApplicationUser: false,
  isPortalsClientCall: false,
  portalsContactId: NO_CONTACT,
};
const get = (contact: string | null, request: object): Promise<Answer<RecordResult>> => world.call('GetRecord', request, { contact });
const check = (contact: string | null, request: object): Promise<Answer<CheckResult>> => world.call('CheckAccess', request, { contact });
const resultOf = <Result>(answer: Answer<Result>): Result => (answer.ok ? answer.result : assert.fail(JSON.stringify(answer.refusal)));
const six = ['read', 'create', 'write', 'delete', 'append', 'appendto'];
const last = () => world.audit().at(-1) ?? assert.fail('no entry');

test('D16: an own order is given by id, with levels and masks; id in capitals is the same id', async () => {
  for (const id of [ids.orderJane, ids.orderJane.toUpperCase()]) {
    const { row, columns } = resultOf(
      await get(ids.jane, { table: 'salesorder', id, columns: ['name', 'billto_line1', 'description', 'willcall'] }),
    );
    assert.deepEqual(row, {
      id: ids.orderJane,
      values: { name: 'Order of Jane', billto_line1: '****1234', willcall: false },
      labels: {},
      masked: ['billto_line1'],
    });
    assert.equal(columns.length, 4);
  }
});

test('a foreign record, a missing one, an unknown table and a malformed id answer alike, for every API', async () => {
  const requests = [
    { table: 'salesorder', id: ids.orderSam },
    { table: 'salesorder', id: ids.missing },
    { table: 'salesorder', id: "1' or '1'='1" },
    { table: 'salesorder', id: '' },
    { table: 'salesorder', id: `{${ids.orderJane}}` },
    { table: 'salesorder', id: '<script>alert(1)</script>' },
    { table: 'invoice', id: ids.missing },
    { table: 'nowhere', id: ids.orderJane },
    { table: 'salesorder', id: ids.orderSam, columns: ['nope'] },
  ];
  const answers: unknown[] = [];
  for (const request of requests) {
    const got = await get(ids.jane, request);
    assert.ok(!got.ok, JSON.stringify(request));
    answers.push({ ...got.refusal, reference: '' });
    assert.equal(last().name, got.refusal.reference);
    assert.equal(last().recordid ?? '', request.id);
    const { columns: _columns, ...rest } = request as { columns?: unknown };
    const checked = await check(ids.jane, { ...rest, privileges: six });
    assert.ok(!checked.ok);
    answers.push({ ...checked.refusal, reference: '' });
  }
  for (const answer of answers)
    assert.deepEqual(answer, { code: 'not-available', status: 403, reference: '', message: 'This is not available to you.' });
});

test('an unknown column of a readable record is named', async () => {
  const answer = await get(ids.jane, { table: 'salesorder', id: ids.orderJane, columns: ['name', 'nope'] });
  assert.deepEqual(answer.ok ? null : [answer.refusal.code, answer.refusal.columns], ['column-not-available', ['nope']]);
});

test('privileges on a readable row are the decisions on it', async () => {
  const jane = resultOf(await check(ids.jane, { table: 'salesorder', id: ids.orderJane, privileges: six }));
  assert.deepEqual(jane, {
    table: 'salesorder',
    id: ids.orderJane,
    privileges: { read: true, create: false, write: true, delete: false, append: false, appendto: false },
  });
  const submitted = resultOf(await check(ids.jane, { table: 'salesorder', id: ids.orderJane3, privileges: ['write'] }));
  assert.deepEqual(submitted.privileges, { write: false });
  const admin = resultOf(await check(ids.admin, { table: 'salesorder', id: ids.orderMay, privileges: ['read', 'delete'] }));
  assert.deepEqual(admin.privileges, { read: true, delete: true });
});

test('without a record the answer is whether the policy leaves any row; an unknown table leaves none', async () => {
  const privileges = async (contact: string | null, table: string) => resultOf(await check(contact, { table, privileges: six })).privileges;
  const none = { read: false, create: false, write: false, delete: false, append: false, appendto: false };
  assert.deepEqual(await privileges(ids.rep, 'salesorder'), { ...none, read: true, create: true, write: true });
  assert.deepEqual(await privileges(ids.jane, 'salesorder'), { ...none, read: true, write: true });
  assert.deepEqual(await privileges(ids.may, 'salesorder'), none);
  assert.deepEqual(await privileges(null, 'salesorder'), none);
  assert.deepEqual(await privileges(ids.jane, 'nowhere'), none);
  assert.deepEqual(await privileges(ids.jane, 'constructor'), none);
});

test('a failure is reported with a reference, marked as said by the site', async () => {
  const request = { api: 'QueryRecords', code: 'busy', status: 503, message: 'Dataverse answered 503', correlation: 'activity' };
  const { reference } = resultOf(await world.call<FailureResult>('RecordFailure', request, { contact: ids.jane }));
  assert.match(reference, /^[A-Z2-7]{12}$/);
  const { name, code, api, contactname, outcome, details } = last();
  assert.deepEqual([name, code, api, contactname], [reference, 'busy', 'RecordFailure', 'Jane']);
  assert.equal(optionName(auditOutcomes, outcome), 'reported');
  assert.deepEqual(JSON.parse(String(details)), {
    api: 'QueryRecords',
    status: 503,
    message: 'Dataverse answered 503',
    correlation: 'activity',
  });
});

test('an auditor is told why, rule by rule; the question is audited itself', async () => {
  const ask = (request: object) =>
    world.call<ExplainResult>(
      'ExplainAccess',
      { site: ids.site, contact: ids.jane, table: 'salesorder', privilege: 'read', ...request },
      { context: employee },
    );
  const own = resultOf(await ask({ id: ids.orderJane }));
  assert.deepEqual([own.allowed, own.code, own.deciding], [true, 'allowed', 'own']);
  assert.deepEqual(
    own.rules.find(({ rule }) => rule === 'rep')?.parts.map(({ part, truth }) => `${part} ${truth}`),
    ['role false', 'window skipped', 'access skipped', 'when skipped', 'endsWhen skipped'],
  );
  const foreign = resultOf(await ask({ id: ids.orderSam }));
  assert.deepEqual([foreign.allowed, foreign.code], [false, 'no-rule']);
  const access = foreign.rules.find(({ rule }) => rule === 'own')?.parts.find(({ part }) => part === 'access');
  assert.equal(access?.truth, 'false');
  assert.deepEqual(access?.leaves.at(-1)?.left, 'Sam');
  assert.deepEqual(
    [last().api, last().tablename, last().recordid, last().principalkind],
    ['ExplainAccess', 'salesorder', ids.orderSam, 'staff'],
  );
  assert.match(String(last().details), new RegExp(ids.jane));
  for (const wrong of [{ site: ids.otherSite }, { contact: ids.missing }]) {
    const answer = await ask({ id: ids.orderJane, ...wrong });
    assert.equal(answer.ok ? 'ok' : answer.refusal.code, 'not-available');
  }
  const refused = await world.call(
    'ExplainAccess',
    { site: ids.site, contact: ids.jane, table: 'salesorder', id: ids.orderJane, privilege: 'read' },
    { contact: ids.jane },
  );
  assert.equal(refused.ok ? 'ok' : refused.refusal.code, 'kind-not-served');
});
