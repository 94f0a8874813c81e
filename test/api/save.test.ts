import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ActingWorld, createActingWorld, newKey, orders, refusalOf, resultOf, samplePolicy } from './acting-world.ts';
import { ids } from './fixture.ts';

let world: ActingWorld;
before(async () => {
  world = await createActingWorld();
});
after(() => world.close());

const set = (values: object) => Object.entries(values).map(([column, value]) => ({ column, value }));
const write = (contact: string | null, id: string, values: object, more: object = {}) =>
  world.save(contact, { id, version: world.version(id), values: set(values), ...more });
const told = async (answer: ReturnType<typeof write>) => {
  const { code, columns, missing } = refusalOf(await answer);
  return [code, ...(columns ? [columns] : []), ...(missing ? [missing] : [])];
};

test('an own new order is changed in the columns that the rules open, and read back by levels', async () => {
  const before = world.version(orders.fresh);
  const saved = resultOf(await write(ids.jane, orders.fresh, { description: 'Second gate', requestdeliveryby: '2026-12-24' }));
  assert.equal(saved.version, world.version(orders.fresh));
  assert.notEqual(saved.version, before);
  assert.deepEqual(
    [saved.row?.values.description, saved.row?.values.requestdeliveryby, saved.row?.values.scm_paymentreference],
    ['Second gate', '2026-12-24T00:00:00Z', '******************3000'],
  );
  const entry = world.audit().at(-1);
  assert.deepEqual(
    [entry?.api, entry?.privilege, entry?.recordid, entry?.rule, entry?.code],
    ['SaveRecord', 'write', orders.fresh, 'order-own-change', 'allowed'],
  );
  assert.deepEqual(JSON.parse(String(entry?.details)), { columns: ['description', 'requestdeliveryby'] });
  assert.doesNotMatch(JSON.stringify(entry), /Second gate/);
});

test('a forbidden column, a mask sent back, an unknown column and a value that does not fit refuse the whole request', async () => {
  const version = world.version(orders.fresh);
  const fresh = (values: object) => told(write(ids.jane, orders.fresh, { description: 'x', ...values }));
  assert.deepEqual(await fresh({ totalamount: '1' }), ['column-forbidden', ['totalamount']]);
  assert.deepEqual(await fresh({ scm_paymentreference: 'AT1' }), ['column-forbidden', ['scm_paymentreference']]);
  assert.deepEqual(await fresh({ nope: 1, constructor: 2 }), ['column-not-available', ['nope', 'constructor']]);
  assert.deepEqual(await fresh({ requestdeliveryby: 'soon', statuscode: 77 }), ['value-invalid', ['requestdeliveryby', 'statuscode']]);
  assert.deepEqual(await fresh({ requestdeliveryby: '2026-12-24T11:00:00Z' }), ['value-invalid', ['requestdeliveryby']]);
  assert.deepEqual(await fresh({ name: 'x'.repeat(301) }), ['value-invalid', ['name']]);
  assert.deepEqual(await fresh({ name: null }), ['input-missing', ['name']]);
  assert.equal(world.version(orders.fresh), version);
  const whole = refusalOf(await world.save(ids.jane, { id: orders.fresh, version, values: [] }));
  assert.equal(whole.code, 'invalid-request');
  const twice = [...set({ description: 'a' }), ...set({ description: 'b' })];
  assert.equal(refusalOf(await world.save(ids.jane, { id: orders.fresh, version, values: twice })).code, 'invalid-request');
});

test('money is plain digits, within what the store holds', async () => {
  const amount = async (value: unknown) => {
    const answer = await write(ids.rep, orders.sam, { totalamount: value });
    return answer.ok ? answer.result.row?.values.totalamount : answer.refusal.code;
  };
  assert.equal(await amount('12480.10'), '12480.10');
  assert.equal(await amount(3), '3.00');
  for (const wrong of ['1e5', '+1', '1,5', '', ' 1', '0x1', '1.23456789', '99999999999999999999999', true]) {
    const answered = await amount(wrong);
    assert.equal(answered, wrong === '' ? null : 'value-invalid', String(wrong));
  }
});

test('nobody hands an order over: not into another company, not to another person', async () => {
  const jane = (values: object) => told(write(ids.jane, orders.fresh, values));
  assert.deepEqual(await jane({ scm_orderedby: `contact:${ids.sam}` }), ['append-to-missing', { privilege: 'appendto', table: 'contact' }]);
  assert.deepEqual(await jane({ customerid: `account:${ids.y}` }), ['append-to-missing', { privilege: 'appendto', table: 'account' }]);
  assert.deepEqual(await jane({ scm_orderedby: null }), ['would-leave-access']);
  const rep = (values: object) => told(write(ids.rep, orders.sam, values));
  assert.deepEqual(await rep({ customerid: `account:${ids.y}` }), ['append-to-missing', { privilege: 'appendto', table: 'account' }]);
  assert.deepEqual(await rep({ customerid: `contact:${ids.sam}` }), ['would-leave-access']);
  assert.deepEqual(await rep({ customerid: `systemuser:${ids.employee}` }), ['value-invalid', ['customerid']]);
  assert.equal(world.values(orders.sam).customerid, `account:${ids.x}`);
  const self = { table: 'contact', id: ids.jane, version: '1', key: newKey(), values: set({ parentcustomerid: `account:${ids.y}` }) };
  const version = world.dataverse.read({ kind: 'system' }).retrieve('contact', ids.jane).version;
  assert.equal(refusalOf(await world.call('SaveRecord', { ...self, version }, { contact: ids.jane })).code, 'append-to-missing');
  const bearing = { ...self, key: newKey(), version, values: set({ parentcustomerid: `account:${ids.x}` }) };
  assert.equal(refusalOf(await world.call('SaveRecord', bearing, { contact: ids.jane })).code, 'security-bearing-column');
});

test('a submitted order is written no more; a foreign and a vanished one answer alike', async () => {
  assert.deepEqual(await told(write(ids.jane, orders.submitted, { description: 'late' })), ['no-rule']);
  const answers = [];
  for (const id of [orders.sam, orders.may, ids.missing, 'no id'])
    answers.push({ ...refusalOf(await world.save(ids.jane, { id, version: '1', values: set({ nope: 'x' }) })), reference: '' });
  for (const answer of answers)
    assert.deepEqual(answer, { code: 'not-available', status: 403, reference: '', message: 'This is not available to you.' });
  for (const who of [ids.may, null]) assert.deepEqual(await told(write(who, orders.fresh, { description: 'x' })), ['not-available']);
});

test('a stale version shows the record as it is now, and writes nothing', async () => {
  const stale = refusalOf(await world.save(ids.jane, { id: orders.fresh, version: '1', values: set({ description: 'stale' }) }));
  assert.deepEqual([stale.code, stale.status, stale.current?.version], ['version-conflict', 409, world.version(orders.fresh)]);
  assert.equal(stale.current?.row.values.description, 'Second gate');
  assert.deepEqual(stale.current?.row.masked, ['scm_paymentreference']);
});

test('a new order gets its owner and company from the server, once per click', async () => {
  const key = newKey();
  const request = { key, values: set({ name: 'Pumps', requestdeliveryby: '2027-01-01' }) };
  const created = resultOf(await world.save(ids.jane, request));
  const { scm_orderedby, customerid, statuscode, name } = world.values(created.id);
  assert.deepEqual([scm_orderedby, customerid, statuscode, name], [`contact:${ids.jane}`, `account:${ids.x}`, 1, 'Pumps']);
  assert.equal(created.row?.values.name, 'Pumps');
  assert.deepEqual([world.audit().at(-1)?.rule, world.audit().at(-1)?.recordid], ['order-own-create', created.id]);
  const again = resultOf(await world.save(ids.jane, request));
  assert.deepEqual([again.id, again.repeated, again.version], [created.id, true, created.version]);
  assert.equal(refusalOf(await world.save(ids.jane, { ...request, values: set({ name: 'Others' }) })).code, 'key-reused');
  const sam = resultOf(await world.save(ids.sam, request));
  assert.notEqual(sam.id, created.id);
});

test('nobody creates for another person, in another company or in a later state', async () => {
  const create = (contact: string | null, values: object) => told(world.save(contact, { values: set({ name: 'x', ...values }) }));
  assert.deepEqual(await create(ids.jane, { customerid: `account:${ids.y}` }), [
    'append-to-missing',
    { privilege: 'appendto', table: 'account' },
  ]);
  assert.deepEqual(await create(ids.jane, { statuscode: 3 }), ['no-rule']);
  assert.deepEqual(await create(ids.jane, { totalamount: '1' }), ['column-forbidden', ['totalamount']]);
  assert.deepEqual(await create(ids.jane, { scm_orderedby: `contact:${ids.jane}` }), ['column-forbidden', ['scm_orderedby']]);
  for (const who of [ids.may, ids.admin, null]) assert.equal((await create(who, {}))[0], who === ids.admin ? 'input-missing' : 'no-rule');
  const count = () =>
    world.dataverse.read({ kind: 'system' }).retrieveMultiple('<fetch><entity name="salesorder"><attribute name="name"/></entity></fetch>')
      .rows.length;
  const before = count();
  assert.deepEqual(await told(world.save(ids.jane, { values: set({ name: '' }) })), ['input-missing', ['name']]);
  assert.equal(count(), before);
});

test('what a mask shows is never stored, where the column may be written and where it is a number', async () => {
  const columns = { scm_paymentreference: { write: true }, totalamount: { write: true } };
  const masks = {
    scm_paymentreference: { level: 'masked' as const, mask: 'last4' },
    totalamount: { level: 'masked' as const, mask: 'full' },
  };
  const rules = samplePolicy.rules.map((rule) => {
    if (rule.id === 'order-own-change') return { ...rule, columns: { ...rule.columns, ...columns } };
    return rule.id === 'order-own' ? { ...rule, columns: { ...rule.columns, ...masks } } : rule;
  });
  await world.publish({ policy: { ...samplePolicy, rules } });
  const own = (values: object) => told(write(ids.jane, orders.fresh, values));
  assert.deepEqual(await own({ scm_paymentreference: '******************3000' }), ['masked-value-returned', ['scm_paymentreference']]);
  assert.deepEqual(await own({ totalamount: '•••' }), ['masked-value-returned', ['totalamount']]);
  assert.equal(world.values(orders.fresh).scm_paymentreference, 'DE89370400440532013000');
  const saved = resultOf(await write(ids.jane, orders.fresh, { scm_paymentreference: 'AT611904300234573201' }));
  assert.equal(saved.row?.values.scm_paymentreference, '****************3201');
  await world.publish({});
});
