import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Answer, ExperienceResult } from '../../contracts/index.ts';
import { type ActingWorld, createActingWorld, newKey, orders, ran, refusalOf, refusedRow, resultOf } from './acting-world.ts';
import { ids } from './fixture.ts';

let world: ActingWorld;
before(async () => {
  world = await createActingWorld();
});
after(() => world.close());

const offers = async (contact: string | null, id: string): Promise<unknown> =>
  (await world.list(contact, [id]))[0]?.actions.map(({ name, enabled, why }) => [name, enabled, ...(why ? [why.code] : [])]);

test('buttons follow the role and the state; on a row that may not be read there are none', async () => {
  assert.deepEqual(await offers(ids.jane, orders.fresh), [
    ['submit', true],
    ['comment', true],
  ]);
  assert.deepEqual(await offers(ids.jane, orders.submitted), [
    ['submit', false, 'wrong-state'],
    ['comment', true],
  ]);
  assert.deepEqual(await offers(ids.rep, orders.fresh), [
    ['approve', false, 'wrong-state'],
    ['escalate', true],
    ['comment', true],
  ]);
  assert.deepEqual(await offers(ids.rep, orders.submitted), [
    ['approve', true],
    ['escalate', true],
    ['comment', true],
  ]);
  assert.deepEqual(await offers(ids.rep, orders.byRep), [
    ['approve', false, 'requirement-open'],
    ['escalate', true],
    ['comment', true],
  ]);
  assert.deepEqual(
    await world.list(ids.jane, [orders.sam, orders.may, ids.missing, 'x', orders.fresh.toUpperCase()]),
    await world.list(ids.jane, [orders.fresh]),
  );
  for (const nobody of [ids.may, null]) assert.deepEqual(await world.list(nobody, Object.values(orders)), []);
});

test('an order is submitted, commented, escalated or approved, and every step says rule and states', async () => {
  const submitted = ran(await world.run(ids.jane, 'submit', orders.fresh));
  assert.deepEqual(submitted.stage, { before: '1', after: '3', label: 'In Progress' });
  assert.equal(submitted.version, world.version(orders.fresh));
  assert.deepEqual([world.values(orders.fresh).statuscode, world.values(orders.fresh).statecode], [3, 1]);
  const entry = world.audit().at(-1);
  assert.deepEqual(
    [entry?.code, entry?.api, entry?.privilege, entry?.recordid, entry?.rule, entry?.contactname],
    ['allowed', 'RunAction', 'submit', orders.fresh, 'order-own-submit', 'Jane'],
  );
  assert.deepEqual(JSON.parse(String(entry?.details)), { state: { before: '1', after: '3' }, columns: ['statuscode', 'statecode'] });
  ran(await world.run(ids.rep, 'comment', orders.fresh, { comment: 'Looks good' }));
  assert.deepEqual(
    world.ours('Comment').map(({ name, body, contact, recordid }) => [name, body, contact, recordid]),
    [['comment', 'Looks good', `contact:${ids.rep}`, orders.fresh]],
  );
  assert.equal(world.ours('Notification').at(-1)?.contact, `contact:${ids.jane}`);
  ran(await world.run(ids.rep, 'approve', orders.fresh));
  assert.equal(world.values(orders.fresh).scm_approvedby, `contact:${ids.rep}`);
  assert.equal(refusedRow(await world.run(ids.rep, 'approve', orders.fresh)).code, 'wrong-state');

  const more = { inputs: [{ name: 'reason', value: 'price' }], comment: 'Too dear' };
  const escalated = ran(await world.run(ids.rep, 'escalate', orders.fresh, more));
  assert.equal(escalated.stage.after, '690970000');
  const read = world.dataverse.read({ kind: 'system' });
  const about = (table: string, columns: readonly string[], lookup: string) =>
    read.retrieveMultiple(
      `<fetch><entity name="${table}">${columns.map((each) => `<attribute name="${each}"/>`).join('')}<filter><condition attribute="${lookup}" operator="eq" value="${orders.fresh}"/></filter></entity></fetch>`,
    ).rows;
  assert.equal(about('task', ['subject'], 'regardingobjectid').length, 1);
  assert.equal(about('annotation', ['notetext'], 'objectid')[0]?.values.notetext, 'price');
  assert.deepEqual(
    world
      .ours('AutomationOutbox')
      .map(({ name }) => name)
      .sort(),
    ['order-approved', 'order-escalated', 'order-submitted'],
  );
});

test('the wrong person, the wrong state and a missing input are refused with what may be said', async () => {
  const wrongPerson = refusedRow(await world.run(ids.jane, 'approve', orders.submitted));
  assert.deepEqual([wrongPerson.code, wrongPerson.status], ['no-rule', 403]);
  const own = refusedRow(await world.run(ids.rep, 'approve', orders.byRep));
  assert.deepEqual([own.code, own.requires], ['requirement-open', ['second-person']]);
  const state = refusedRow(await world.run(ids.jane, 'submit', orders.submitted));
  assert.deepEqual([state.code, state.status, state.stage], ['wrong-state', 409, { value: '3', label: 'In Progress' }]);
  const missing = refusedRow(await world.run(ids.rep, 'escalate', orders.submitted, { comment: '  ' }));
  assert.deepEqual([missing.code, missing.status, missing.inputs], ['input-missing', 400, ['reason', 'comment']]);
  const unfit = refusedRow(
    await world.run(ids.rep, 'escalate', orders.submitted, { comment: 'x', inputs: [{ name: 'reason', value: 'none' }] }),
  );
  assert.deepEqual([unfit.code, unfit.inputs], ['value-invalid', ['reason']]);
  assert.equal(world.audit().at(-1)?.name, unfit.reference);
  assert.equal(refusalOf(await world.run(ids.rep, 'destroy', orders.submitted)).code, 'action-not-available');
  assert.equal(refusalOf(await world.run(ids.rep, 'constructor', orders.submitted)).code, 'action-not-available');
  assert.equal(world.values(orders.submitted).statuscode, 3);
});

test('a foreign record, a vanished one and an id that is none answer alike, also where inputs are missing', async () => {
  const told = async (id: string, version: string, action: string) => {
    const answer = await world.run(ids.jane, action, orders.fresh, { rows: [{ id, version }] });
    return { ...refusedRow(answer), reference: '' };
  };
  for (const action of ['submit', 'comment'])
    for (const [id, version] of [
      [orders.sam, world.version(orders.sam)],
      [orders.may, '1'],
      [ids.missing, '1'],
      ["1' or '1'='1", '1'],
    ] as const)
      assert.deepEqual(await told(id, version, action), {
        code: 'not-available',
        status: 403,
        reference: '',
        message: 'This is not available to you.',
      });
});

test('several rows have an answer each, and a refused one stops no other', async () => {
  const fresh = [ids.orderJane4, ids.orderJane5];
  await world.dataverse.transaction({ kind: 'system' }, (service) => {
    for (const id of fresh) service.update('salesorder', id, { scm_orderedby: ['lookup', 'contact', ids.jane] });
  });
  const rows = [fresh[0], orders.sam, orders.submitted, fresh[1]].map((id) => ({ id, version: world.version(String(id)) }));
  const before = world.audit().length;
  const { rows: answers } = resultOf(await world.run(ids.jane, 'submit', orders.fresh, { rows }));
  assert.deepEqual(
    answers.map(({ answer }) => (answer.ok ? answer.result.stage.after : answer.refusal.code)),
    ['3', 'not-available', 'wrong-state', '3'],
  );
  assert.equal(world.audit().length - before, 4);
  assert.equal(refusalOf(await world.run(ids.rep, 'escalate', orders.sam, { rows })).code, 'invalid-request');
  assert.equal(refusalOf(await world.run(ids.jane, 'submit', orders.sam, { rows: [rows[0], rows[0]] })).code, 'invalid-request');
});

test('a stale page is told the record as it is now, by its levels, and nothing is done', async () => {
  const stale = refusedRow(await world.run(ids.jane, 'submit', orders.fresh, { rows: [{ id: orders.fresh, version: '1' }] }));
  assert.deepEqual([stale.code, stale.status, stale.current?.version], ['version-conflict', 409, world.version(orders.fresh)]);
  assert.equal(stale.stage?.value, String(stale.current?.row.values.scm_approvalstate ?? stale.current?.row.values.statuscode));
  assert.equal(stale.current?.row.values.scm_paymentreference, '******************3000');
});

test('the same click twice does it once; another request with its key is refused; another person’s key is another key', async () => {
  const id = orders.sam;
  const key = newKey();
  const request = { key, rows: [{ id, version: world.version(id) }] };
  const first = resultOf(await world.run(ids.sam, 'submit', id, request));
  const events = world.ours('AutomationOutbox').length;
  const again = resultOf(await world.run(ids.sam, 'submit', id, request));
  assert.deepEqual({ ...again, repeated: false }, first);
  assert.equal(again.repeated, true);
  assert.equal(world.ours('AutomationOutbox').length, events);
  assert.equal(refusalOf(await world.run(ids.sam, 'submit', id, { ...request, comment: 'other' })).code, 'key-reused');
  assert.equal(refusedRow(await world.run(ids.rep, 'approve', id, request)).code, 'version-conflict');
  assert.equal(refusalOf(await world.run(ids.sam, 'submit', id, { ...request, key: 'short' })).code, 'invalid-request');
  await world.dataverse.transaction({ kind: 'system' }, (service) =>
    service.update('salesorder', id, { scm_orderedby: ['lookup', 'contact', ids.jane] }),
  );
  assert.equal(refusedRow(await world.run(ids.sam, 'submit', id, request)).code, 'not-available');
});

test('two approvers at once: one approves, the other is told of the conflict; one event', async () => {
  const id = orders.submitted;
  await world.seed({
    contact: [
      {
        contactid: '00000004-0000-4000-8000-000000000077',
        lastname: 'Second',
        adx_identity_logonenabled: true,
        parentcustomerid: `account:${ids.x}`,
      },
    ],
    powerpagecomponent_mspp_webrole_contact: [
      { powerpagecomponentid: '00000006-0000-4000-8000-000000000002', contactid: '00000004-0000-4000-8000-000000000077' },
    ],
  });
  const before = world.ours('AutomationOutbox').length;
  const rows = [{ id, version: world.version(id) }];
  const answers = await Promise.all([
    world.run(ids.rep, 'approve', id, { rows }),
    world.run('00000004-0000-4000-8000-000000000077', 'approve', id, { rows }),
  ]);
  const codes = answers.map((each) => resultOf(each).rows[0]?.answer).map((each) => (each?.ok ? 'ok' : each?.refusal.code));
  assert.deepEqual(codes.sort(), ['ok', 'version-conflict']);
  assert.equal(world.ours('AutomationOutbox').length - before, 1);
});

test('outbox events have keys of their own and hold no values of columns', async () => {
  const events = world.ours('AutomationOutbox');
  assert.equal(new Set(events.map(({ eventkey }) => eventkey)).size, events.length);
  const payload = JSON.parse(String(events[0]?.payload));
  assert.deepEqual(Object.keys(payload), ['format', 'event', 'key', 'site', 'table', 'id', 'action', 'stage', 'occurredOn', 'reference']);
  assert.equal(payload.key, events[0]?.eventkey);
  assert.ok(world.audit().some(({ name }) => name === payload.reference));
});

test('a list whose rows offer actions brings those of its first page, so that a page is one request', async () => {
  for (const contact of [ids.rep, ids.jane, ids.may]) {
    const answer: Answer<ExperienceResult> = await world.call('LoadExperience', { page: '/orders', grids: ['orders'] }, { contact });
    const grid = resultOf(answer).grids[0] ?? assert.fail();
    const listed = grid.firstPage.ok ? grid.firstPage.result.rows.map(({ id }) => id) : [];
    assert.equal(grid.offers !== undefined, grid.firstPage.ok);
    if (grid.offers) assert.deepEqual(resultOf(grid.offers).rows, await world.list(contact, listed));
  }
});
