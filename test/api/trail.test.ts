import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Answer, AuditResult, ExplainResult } from '../../contracts/index.ts';
import { type ActingWorld, createActingWorld, orders, ran, refusalOf, refusedRow, resultOf, samplePolicy } from './acting-world.ts';
import { ids } from './fixture.ts';

const NO_CONTACT = '00000000-0000-0000-0000-000000000000';
const staff = {
  userId: ids.employee,
  initiatingUserId: ids.employee,
  initiatingUserApplicationId: NO_CONTACT,
  isApplicationUser: false,
  isPortalsClientCall: false,
  portalsContactId: NO_CONTACT,
};
let world: ActingWorld;
before(async () => {
  world = await createActingWorld();
});
after(() => world.close());

const query = (request: object): Promise<Answer<AuditResult>> => world.call('QueryAudit', request, { context: staff });
const explain = (request: object): Promise<Answer<ExplainResult>> => world.call('ExplainAccess', request, { context: staff });

test('an auditor pages through the trail, newest first, without a gap or a repeat; the question is an entry itself', async () => {
  for (const _ of [1, 2, 3]) await world.call('GetRecord', { table: 'salesorder', id: orders.sam }, { contact: ids.jane });
  ran(await world.run(ids.jane, 'submit', orders.fresh));
  const expected = world.audit().filter(({ contact }) => contact === `contact:${ids.jane}`).length;
  const seen: string[] = [];
  let continuation: string | null = null;
  do {
    const page: AuditResult = resultOf(await query({ contact: ids.jane, pageSize: 1, ...(continuation ? { continuation } : {}) }));
    seen.push(...page.entries.map(({ reference }) => reference));
    continuation = page.continuation;
    assert.equal(page.more, continuation !== null);
  } while (continuation);
  assert.equal(new Set(seen).size, seen.length);
  assert.equal(seen.length, expected);
  const own = world.audit().at(-1);
  assert.deepEqual([own?.api, own?.principalkind, own?.rowcount], ['QueryAudit', 'staff', 1]);
});

test('filters select by reference, outcome, table and time; what is none of these is refused', async () => {
  const count = async (request: object): Promise<number> => resultOf(await query(request)).entries.length;
  const refused = resultOf(await query({ outcome: 'refused', table: 'salesorder' })).entries;
  assert.ok(refused.length >= 3 && refused.every(({ outcome, table }) => outcome === 'refused' && table === 'salesorder'));
  const one = resultOf(await query({ reference: refused[0]?.reference })).entries;
  assert.deepEqual(one, [refused[0]]);
  assert.deepEqual([one[0]?.code, one[0]?.contact, one[0]?.record], ['not-available', { id: ids.jane, name: 'Jane' }, orders.sam]);
  assert.equal(await count({ from: '2026-06-15T12:00:01Z' }), 0);
  assert.equal(await count({ until: '2026-06-15T12:00:00Z' }), 0);
  assert.ok((await count({ from: '2026-06-15T14:00:00+02:00', until: '2026-06-15T12:00:01Z' })) > 0);
  for (const wrong of [{ contact: 'x' }, { outcome: 'nope' }, { outcome: 'constructor' }, { from: 'yesterday' }, { reference: "' or 1" }])
    assert.equal(refusalOf(await query(wrong)).code, 'invalid-request', JSON.stringify(wrong));
  for (const continuation of ['x', '[]', '["2026-06-15T12:00:00Z"]', '["x","y"]', '[1,2]'])
    assert.equal(refusalOf(await query({ continuation })).code, 'continuation-invalid');
  const visitor = await world.call('QueryAudit', {}, { contact: ids.jane });
  assert.equal(refusalOf(visitor).code, 'kind-not-served');
});

test('a reference is explained: whose refusal it was, every rule now, and whether the policy is still the same', async () => {
  const { reference } = refusedRow(await world.run(ids.jane, 'approve', orders.submitted));
  const told = resultOf(await explain({ reference }));
  assert.deepEqual([told.allowed, told.code], [false, 'no-rule']);
  assert.deepEqual(told.entry, {
    reference,
    occurredOn: '2026-06-15T12:00:00Z',
    outcome: 'refused',
    code: 'no-rule',
    rule: null,
    contact: { id: ids.jane, name: 'Jane' },
    table: 'salesorder',
    record: orders.submitted,
    privilege: 'approve',
    policyChanged: false,
  });
  assert.equal(told.rules.find(({ rule }) => rule === 'order-approve')?.parts[0]?.truth, 'false');
  assert.ok(told.rules.every(({ rule }) => !rule.startsWith('state of')));

  const allow = { id: 'new', effect: 'allow', table: 'salesorder', roles: ['Authorised'], actions: ['approve'], access: 'global' } as const;
  await world.publish({ policy: { ...samplePolicy, rules: [...samplePolicy.rules, allow] } });
  const later = resultOf(await explain({ reference }));
  assert.deepEqual([later.allowed, later.deciding, later.entry?.policyChanged, later.entry?.code], [true, 'new', true, 'no-rule']);
  await world.publish({});
});

test('a visitor’s refusal is explained too; what is no decision on a record is not', async () => {
  const { reference } = refusalOf(await world.call('GetRecord', { table: 'salesorder', id: orders.fresh }, { contact: null }));
  const told = resultOf(await explain({ reference }));
  assert.deepEqual([told.allowed, told.entry?.contact], [false, null]);
  const unfit = refusalOf(await world.call('GetRecord', '{', { contact: ids.jane }));
  for (const wrong of ['AAAAAAAAAAAA', "' or 1", unfit.reference, ''])
    assert.equal(refusalOf(await explain({ reference: wrong })).code, 'not-available', wrong);
  assert.equal(refusalOf(await explain({})).code, 'invalid-request');
  assert.equal(refusalOf(await explain({ reference, table: 'salesorder' })).code, 'invalid-request');
  assert.equal(refusalOf(await world.call('ExplainAccess', { reference }, { contact: ids.jane })).code, 'kind-not-served');
});
