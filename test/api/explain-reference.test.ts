import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Answer, auditEntryTable as audit, columnOf, type ExplainReferenceResult, type ExplainResult } from '../../contracts/index.ts';
import type { Policy, Rule } from '../../engine/index.ts';
import { type ActingWorld, createActingWorld, orders, ran, refusalOf, refusedRow, resultOf, samplePolicy } from './acting-world.ts';
import { ids } from './fixture.ts';

let world: ActingWorld;
before(async () => {
  world = await createActingWorld();
});
after(() => world.close());

const explain = (contact: string | null, reference: string): Promise<Answer<ExplainReferenceResult>> =>
  world.call('ExplainReference', { reference }, { contact });
const get = async (contact: string | null, id: string): Promise<string> =>
  refusalOf(await world.call('GetRecord', { table: 'salesorder', id }, { contact })).reference;
const ruleOf = ({ rules }: ExplainResult, id: string) => rules.find(({ rule }) => rule === id) ?? assert.fail(`no rule \`${id}\``);
const partOf = (told: ExplainResult, rule: string, name: string) =>
  ruleOf(told, rule).parts.find(({ part }) => part === name) ?? assert.fail(`no part \`${name}\``);
const notAvailable = { code: 'not-available', status: 403, reference: '', message: 'This is not available to you.' };
const refusedAlike = async (contact: string, reference: string, why: string) =>
  assert.deepEqual({ ...refusalOf(await explain(contact, reference)), reference: '' }, notAvailable, why);
const publish = (change: (rule: Rule) => Rule, more: readonly Rule[] = []) =>
  world.publish({ policy: { ...samplePolicy, rules: [...samplePolicy.rules.map(change), ...more] } satisfies Policy });

/** Representatives may explain orders of their company. */
const repExplains: Rule = {
  id: 'order-explain-rep',
  effect: 'allow',
  table: 'salesorder',
  roles: ['Representative'],
  actions: ['explain'],
  access: { account: 'customerid' },
};

test('D14: an administrator opens a reference: who, what, every rule with its parts and values, and the one that was missing', async () => {
  const { reference } = refusedRow(await world.run(ids.jane, 'approve', orders.submitted));
  const told = resultOf(await explain(ids.admin, reference));
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
  assert.deepEqual([told.allowed, told.code], [false, 'no-rule']);
  assert.equal(partOf(told, 'order-approve', 'role').truth, 'false');
  const foreign = resultOf(await explain(ids.admin, await get(ids.jane, orders.sam)));
  assert.deepEqual(partOf(foreign, 'order-own', 'access').leaves, [
    { text: 'scm_orderedby = own contact.id', truth: 'false', left: `contact:${ids.sam}`, right: `contact:${ids.jane}` },
  ]);
  assert.equal(ruleOf(foreign, 'order-own').applies, false);
});

test('opening one leaves an entry that says of what, and that one can be opened too', async () => {
  const reference = await get(ids.jane, orders.sam);
  resultOf(await explain(ids.admin, reference));
  const entry = world.audit().at(-1);
  assert.deepEqual(
    [entry?.api, entry?.code, entry?.privilege, entry?.tablename, entry?.recordid, entry?.contactname, JSON.parse(String(entry?.details))],
    ['ExplainReference', 'allowed', 'explain', 'salesorder', orders.sam, 'Admin', { reference }],
  );
  const again = resultOf(await explain(ids.admin, String(entry?.name)));
  assert.deepEqual([again.allowed, again.deciding, again.entry.privilege], [true, 'order-explain', 'explain']);
});

test('an unknown, a foreign, a malformed and an own reference of another site are answered alike; the attempt leaves an entry', async () => {
  const reference = await get(ids.jane, orders.sam);
  for (const [who, asked, why] of [
    [ids.sam, reference, 'another person'],
    [ids.rep, reference, 'a reader of the order without the action'],
    [ids.admin, 'AAAAAAAAAAAA', 'unknown'],
    [ids.admin, "' or 1=1 --", 'malformed'],
    [ids.admin, '', 'empty'],
  ] as const)
    await refusedAlike(who, asked, why);
  const { rows } = world.dataverse
    .read({ kind: 'system' })
    .retrieveMultiple(
      `<fetch><entity name="${audit.name}"><filter><condition attribute="${audit.primaryName}" operator="eq" value="${reference}"/></filter></entity></fetch>`,
    );
  await world.dataverse.transaction({ kind: 'system' }, (service) =>
    service.update(audit.name, rows[0]?.id ?? '', { [columnOf(audit, 'SiteId')]: ['text', ids.otherSite] }),
  );
  await refusedAlike(ids.admin, reference, 'another site');
  await refusedAlike(ids.jane, reference, 'the own one on another site');
  assert.deepEqual([world.audit().at(-1)?.api, world.audit().at(-1)?.code], ['ExplainReference', 'not-available']);
  assert.equal(refusalOf(await explain(null, reference)).code, 'kind-not-served');
  assert.equal(refusalOf(await explain(ids.admin, 'A'.repeat(21))).code, 'invalid-request');
});

test('the person it was answered to gets what they were told: code, time and reason, and nothing of rules, rows or persons', async () => {
  const reference = await get(ids.jane, orders.sam);
  const told = resultOf(await explain(ids.jane, reference));
  assert.deepEqual(told, {
    allowed: false,
    code: 'not-available',
    deciding: null,
    reason: null,
    policyHash: '',
    rules: [],
    entry: {
      reference,
      occurredOn: '2026-06-15T12:00:00Z',
      outcome: null,
      code: 'not-available',
      rule: null,
      contact: null,
      table: '',
      record: null,
      privilege: '',
      policyChanged: false,
    },
  });
  const deny: Rule = {
    id: 'freeze',
    effect: 'deny',
    table: 'salesorder',
    roles: ['*'],
    privileges: ['write'],
    access: 'global',
    reason: 'Stocktaking until Monday.',
  };
  await publish((rule) => rule, [deny]);
  const write = { id: orders.fresh, version: world.version(orders.fresh), values: [{ column: 'description', value: 'x' }] };
  const frozen = refusalOf(await world.save(ids.jane, write));
  assert.equal(frozen.reason, 'Stocktaking until Monday.');
  assert.equal(resultOf(await explain(ids.jane, frozen.reference)).reason, 'Stocktaking until Monday.');
  await world.publish({});
  assert.equal(resultOf(await explain(ids.jane, frozen.reference)).reason, null, 'another policy answers now');
});

test('a list that was refused, a record that is gone: which rules had no role, without anything of a row', async () => {
  const { reference } = refusalOf(await world.call('QueryRecords', { table: 'salesorder' }, { contact: ids.may }));
  const told = resultOf(await explain(ids.admin, reference));
  assert.deepEqual([told.allowed, told.code, told.entry.record, told.entry.contact?.name], [false, 'no-rule', null, 'May']);
  assert.ok(told.rules.length >= 3);
  for (const rule of told.rules) {
    assert.equal(rule.applies, false);
    assert.deepEqual(
      rule.parts.map(({ part, truth }) => [part, truth]),
      [
        ['role', 'false'],
        ['window', 'skipped'],
        ['access', 'skipped'],
        ['when', 'skipped'],
        ['endsWhen', 'skipped'],
      ],
      rule.rule,
    );
  }
  const gone = resultOf(await explain(ids.admin, await get(ids.jane, ids.missing)));
  assert.deepEqual([gone.allowed, gone.code, partOf(gone, 'order-own', 'role').truth], [false, 'not-available', 'true']);
  assert.deepEqual(partOf(gone, 'order-own', 'access'), { part: 'access', truth: 'skipped', leaves: [] });
});

test('a column that the reader may not read in clear shows neither value nor outcome, and what follows from it is not told', async () => {
  const hide: Rule = {
    id: 'hide',
    effect: 'deny',
    table: 'salesorder',
    roles: ['Representative'],
    privileges: ['read'],
    access: 'global',
    columns: { scm_orderedby: { level: 'none' } },
  };
  await publish((rule) => rule, [repExplains, hide]);
  for (const id of [orders.sam, orders.fresh]) {
    const write = await world.save(ids.jane, { id, version: world.version(id), values: [{ column: 'totalamount', value: '1' }] });
    const told = resultOf(await explain(ids.rep, refusalOf(write).reference));
    const rule = id === orders.sam ? 'order-own' : 'order-own-change';
    assert.equal(ruleOf(told, rule).applies, null);
    assert.deepEqual(partOf(told, rule, 'access'), {
      part: 'access',
      truth: 'hidden',
      leaves: [{ text: 'scm_orderedby = own contact.id', truth: 'hidden' }],
    });
    assert.doesNotMatch(JSON.stringify(told.rules), new RegExp(`contact:(${ids.jane}|${ids.sam})`));
  }
  await world.publish({});
});

test('nothing of the person’s own columns is shown that the reader may not read, nor the name', async () => {
  const byName: Rule = {
    id: 'by-name',
    effect: 'allow',
    table: 'salesorder',
    roles: ['Authorised'],
    privileges: ['read'],
    access: { custom: ['name', '=', { principal: 'contact.fullname' }] },
  };
  await publish((rule) => rule, [repExplains, byName]);
  const reference = await get(ids.jane, orders.sam);
  const seen = resultOf(await explain(ids.rep, reference));
  assert.deepEqual([seen.entry.contact, partOf(seen, 'by-name', 'access').leaves[0]?.right], [{ id: ids.jane, name: 'Jane' }, 'Jane']);
  const withoutName = (rule: Rule): Rule =>
    rule.id === 'contact-representative' ? { ...rule, columns: { emailaddress1: { level: 'read' } } } : rule;
  await publish(withoutName, [repExplains, byName]);
  const unseen = resultOf(await explain(ids.rep, reference));
  assert.deepEqual(unseen.entry.contact, { id: ids.jane, name: null });
  assert.equal(partOf(unseen, 'by-name', 'access').truth, 'hidden');
  assert.doesNotMatch(JSON.stringify(unseen), /Jane"/);
  await world.publish({});
});

test('one row of several has a reference of its own; a request that was refused as a whole is about its first row', async () => {
  const rows = [orders.fresh, orders.sam].map((id) => ({ id, version: world.version(id) }));
  const { rows: answers } = resultOf(await world.run(ids.jane, 'submit', orders.fresh, { rows }));
  const second = answers[1]?.answer ?? assert.fail();
  const told = resultOf(await explain(ids.admin, refusalOf(second).reference));
  assert.deepEqual([told.entry.record, told.entry.privilege, told.entry.code], [orders.sam, 'submit', 'not-available']);
  const whole = refusalOf(await world.run(ids.jane, 'destroy', orders.fresh, { rows: [rows[0]] }));
  const first = resultOf(await explain(ids.admin, whole.reference));
  assert.deepEqual([first.entry.code, first.entry.record], ['action-not-available', orders.fresh]);
});

test('an action that ran is told with its stages, to those who may read them', async () => {
  const hide: Rule = {
    id: 'hide',
    effect: 'deny',
    table: 'salesorder',
    roles: ['Representative'],
    privileges: ['read'],
    access: 'global',
    columns: { statuscode: { level: 'masked', mask: 'full' } },
  };
  ran(await world.run(ids.sam, 'submit', orders.sam));
  const reference = String(world.audit().at(-1)?.name);
  const told = resultOf(await explain(ids.admin, reference));
  assert.deepEqual([told.entry.code, told.entry.rule, told.entry.stage], ['allowed', 'order-own-submit', { before: '1', after: '3' }]);
  await publish((rule) => rule, [repExplains]);
  assert.deepEqual(resultOf(await explain(ids.rep, reference)).entry.stage, { before: '1', after: '3' });
  await publish((rule) => rule, [repExplains, hide]);
  assert.equal(resultOf(await explain(ids.rep, reference)).entry.stage, undefined);
  await world.publish({});
  const own = resultOf(await explain(ids.sam, reference)).entry;
  assert.deepEqual([own.code, own.stage, own.rule], ['allowed', undefined, null]);
});

test('an entry without a record or table is about its person: who may explain contacts opens it', async () => {
  const unfit = refusalOf(await world.call('GetRecord', '{', { contact: ids.jane })).reference;
  const told = resultOf(await explain(ids.admin, unfit));
  assert.deepEqual([told.code, told.rules, told.entry.contact?.name, told.entry.table], ['invalid-request', [], 'Jane', '']);
  assert.equal(world.audit().at(-1)?.tablename, 'contact');
  await refusedAlike(ids.rep, unfit, 'no right on the contact');
  const visitor = refusalOf(await world.call('GetRecord', { table: 'salesorder', id: orders.fresh }, { contact: null })).reference;
  const anonymous = resultOf(await explain(ids.admin, visitor));
  assert.deepEqual([anonymous.entry.contact, anonymous.allowed], [null, false]);
});

test('the action that opens references opens what its own access says, and no more', async () => {
  await publish((rule) => rule, [repExplains]);
  const own = await get(ids.jane, orders.sam);
  assert.equal(resultOf(await explain(ids.rep, own)).entry.reference, own);
  const foreign = await get(ids.jane, orders.may);
  await refusedAlike(ids.rep, foreign, 'an order of another company');
  await world.publish({});
});
