import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { callAsStaff } from '../../cli/environment/call.ts';
import { localUsers } from '../../cli/environment/prepare.ts';
import type { Sample } from '../../cli/sample/read.ts';
import type { ExplainResult, SaveResult } from '../../contracts/index.ts';
import { type Doors, openDoors, type Rule, scm } from './open-doors.ts';

/** The sample with a representative who has no company. */
const base = scm();
const sample: Sample = {
  ...base,
  rows: { ...base.rows, contact: { ...base.rows['contact'], noah: { firstname: 'Noah', lastname: 'Nowhere' } } },
  webRoles: { ...base.webRoles, noah: ['SCM Representative'] },
};
const all = Object.keys(sample.rows['salesorder'] ?? {});
const of = (account: string) => all.filter((each) => sample.rows['salesorder']?.[each]?.['customerid'] === `account:${account}`);
const janes = all.filter((each) => sample.rows['salesorder']?.[each]?.['scm_orderedby'] === 'contact:jane');
const allow = (more: object): Rule => ({
  id: 'tried',
  effect: 'allow',
  table: 'salesorder',
  roles: ['SCM Authorised'],
  privileges: ['read'],
  access: 'global',
  ...more,
});

let doors: Doors;
before(async () => {
  doors = await openDoors(sample);
});
after(() => doors.close());

test('rows of the own company are open, of another closed; without a company there are none [control] [server logic] [custom api] [action] (B18)', async () => {
  await doors.sees('rep-x', of('account-x'));
  await doors.sees('nora', of('account-y'));
  await doors.sees('noah', []);
});

test('role and record must both fit, and the explanation names the missing part [control] [server logic] [custom api] [action] (C03)', async () => {
  await doors.sees('jane', janes, 'role and record fit');
  await doors.sees('may', [], 'the record names her, the role lacks');
  const partsOf = async (contact: string, order: string): Promise<readonly string[]> => {
    const request = {
      site: doors.served.site,
      contact: doors.id('contact', contact),
      table: 'salesorder',
      id: doors.id('salesorder', order),
      privilege: 'read',
    };
    const answer = await callAsStaff<ExplainResult>(doors.served.dataverse, 'ExplainAccess', request, localUsers.auditor);
    const rule = answer.ok ? answer.result.rules.find((each) => each.rule === 'order-own') : assert.fail(JSON.stringify(answer));
    // `endsWhen` is false while a rule has not ended: that keeps nobody out.
    return rule?.parts.filter(({ part, truth }) => truth === 'false' && part !== 'endsWhen').map(({ part }) => part) ?? assert.fail();
  };
  assert.deepEqual(await partsOf('jane', 'order-x-sam'), ['access'], 'the role fits, the record does not');
  assert.deepEqual(await partsOf('may', 'order-y-may'), ['role'], 'the record fits, the role does not');
  assert.deepEqual(await partsOf('jane', 'order-x-jane'), []);
});

test('a role made of rows alone counts at the next request [control] [server logic] [custom api] [action] (B04)', async () => {
  await doors.sees('may', []);
  const { dataverse, site } = doors.served;
  const content = JSON.stringify({ anonymoususersrole: false, authenticatedusersrole: false });
  await dataverse.seed({
    powerpagecomponent: [
      {
        powerpagecomponentid: doors.id('role', 'reader'),
        name: 'Reader of Y',
        powerpagecomponenttype: 11,
        powerpagesiteid: `powerpagesite:${site}`,
        content,
      },
    ],
  });
  const rule = { ...allow({ roles: ['Reader of Y'], access: { account: 'customerid' } }), id: 'reader' };
  await doors.publish([...sample.policy.rules, rule]);
  await doors.sees('may', [], 'not assigned yet');
  await doors.assign('may', 'Reader of Y');
  await doors.sees('may', of('account-y'), 'assigned');
});

test('every row may be given, with no privilege but the given ones [control] [server logic] [custom api] [action] (B12)', async () => {
  await doors.publish([allow({})]);
  await doors.sees('jane', all);
  for (const record of all) assert.deepEqual(await doors.privileges('jane', record), ['read'], record);
  await doors.publish([allow({ privileges: ['read', 'delete', 'appendto'] })]);
  await doors.sees('jane', all);
  for (const record of all) assert.deepEqual(await doors.privileges('jane', record), ['read', 'delete', 'appendto'], record);
  await doors.sees('rep-x', [], 'another role has nothing of it');
  const id = doors.id('salesorder', 'order-x-sam');
  const stored = () =>
    doors.served.dataverse
      .read({ kind: 'system' })
      .retrieveMultiple(
        `<fetch><entity name="salesorder"><attribute name="name"/><filter><condition attribute="salesorderid" operator="eq" value="${id}"/></filter></entity></fetch>`,
      ).rows[0];
  const before = stored();
  const save = {
    table: 'salesorder',
    id,
    version: before?.version,
    values: [{ column: 'name', value: 'Changed' }],
    key: 'a key of this test',
  };
  for (const [door, answer] of Object.entries(await doors.ask<SaveResult>('jane', 'save', save)))
    assert.equal(answer.ok ? 200 : answer.refusal.status, 403, `${door}: ${JSON.stringify(answer)}`);
  assert.deepEqual(stored(), before, 'nothing was written');
});

test('role, relation, value, time and state in one rule: without any single one the record is closed [control] [server logic] [custom api] [action] (A22)', async () => {
  const parts = {
    roles: ['SCM Authorised'],
    access: { contact: 'scm_orderedby' },
    from: '2020-01-01T00:00:00Z',
    until: '2999-01-01T00:00:00Z',
    when: {
      all: [
        ['totalamount', '≥', '1000'],
        ['statuscode', '=', 2],
      ],
    },
  };
  const rule = async (more: object, seen: readonly string[], told: string): Promise<void> => {
    await doors.publish([allow({ ...parts, ...more })]);
    await doors.sees('jane', seen, told);
  };
  const both = ['order-x-jane', 'order-x-jane-5'];
  const other = ['order-x-jane-5'];
  await rule({}, both, 'all five hold');
  await rule({ roles: ['SCM Representative'] }, [], 'another role');
  await rule({ until: '2020-06-01T00:00:00Z' }, [], 'the time is over');
  await rule({ from: '2998-01-01T00:00:00Z' }, [], 'the time has not come');
  await rule({}, both, 'all five hold again');
  await doors.change('salesorder', 'order-x-jane', { totalamount: ['money', '999.99'] });
  await doors.sees('jane', other, 'another value');
  await doors.change('salesorder', 'order-x-jane', { totalamount: ['money', '1000.00'], statuscode: ['choice', 1] });
  await doors.sees('jane', other, 'another state');
  await doors.change('salesorder', 'order-x-jane', {
    statuscode: ['choice', 2],
    scm_orderedby: ['lookup', 'contact', doors.id('contact', 'sam')],
  });
  await doors.sees('jane', other, 'another relation');
  await doors.change('salesorder', 'order-x-jane', { scm_orderedby: ['lookup', 'contact', doors.id('contact', 'jane')] });
  await doors.sees('jane', both, 'all five hold once more');
});
