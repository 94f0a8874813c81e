import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { localUsers } from '../../cli/environment/prepare.ts';
import type { QueryResult, RecordResult, WhoResult } from '../../contracts/index.ts';
import { expectedOrders } from '../journeys/expected.ts';
import { differences } from './differences.ts';
import { type Doors, openDoors, scm } from './open-doors.ts';

const sample = scm();
const orders = sample.rows['salesorder'] ?? {};
/** Short names of the orders that the rows say are somebody's to see. */
const expected = (person: string): readonly string[] => {
  const numbers = expectedOrders(sample, person);
  return Object.keys(orders).filter((each) => numbers.includes(String(orders[each]?.['ordernumber'])));
};

let doors: Doors;
before(async () => {
  doors = await openDoors(sample);
});
after(() => doors.close());

test('the fifteen cells hold in the grid, in lists, in counts and by id [control] [server logic] [custom api] [action] (D14 D16 D17)', async () => {
  const { people, records } = sample.matrix;
  assert.equal(people.length * Object.keys(records).length, 15);
  for (const person of people) {
    for (const [record, cells] of Object.entries(records))
      assert.equal(expected(person).includes(record), cells[person], `${person} ${record}`);
    await doors.sees(person, expected(person));
  }
  assert.equal(orders['order-y-may']?.['scm_orderedby'], 'contact:may');
});

test('everybody sees what is theirs and nothing else; one more or one less fails [control] [server logic] [custom api] [action] (A09)', async () => {
  for (const person of Object.keys(sample.webRoles)) await doors.sees(person, expected(person));
  await doors.sees(null, []);
  assert.deepEqual(differences(['a', 'b'], ['c'], ['b', 'a']), []);
  assert.deepEqual(differences(['a', 'b'], ['c'], ['a']), ['`b` is missing']);
  assert.deepEqual(differences(['a'], ['c'], ['a', 'c']), ['`c` ought to be hidden']);
  assert.deepEqual(differences(['a'], [], ['a', 'a', 'x']), ['`x` is not expected at all', '`a` is shown twice']);
  await assert.rejects(doors.sees('jane', expected('jane').slice(1)), /ought to be hidden/);
  await assert.rejects(doors.sees('jane', [...expected('jane'), 'order-x-sam']), /is missing/);
});

test('what names the person is open, a colleague’s is not [control] [server logic] [custom api] [action] (B15 D14)', async () => {
  const named = (person: string) => Object.keys(orders).filter((each) => orders[each]?.['scm_orderedby'] === `contact:${person}`);
  assert.ok(named('jane').length > 0 && named('sam').length > 0);
  await doors.sees('jane', named('jane'));
  await doors.sees('sam', named('sam'));
  for (const [person, text] of [
    ['jane', 'Valves'],
    ['sam', 'Pumps for'],
  ] as const) {
    const request = { table: 'salesorder', search: { text, columns: ['name'] }, count: true };
    for (const answer of Object.values(await doors.ask<QueryResult>(person, 'query', request)))
      assert.deepEqual(answer.ok && [answer.result.rows, answer.result.count?.value], [[], 0]);
  }
});

test('May is refused at each door, and public pages are open to her [control] [server logic] [custom api] [action] [site] (D15 D17)', async () => {
  await doors.sees('may', []);
  const id = doors.id('salesorder', 'order-y-may');
  for (const [door, list] of Object.entries(await doors.ask<QueryResult>('may', 'query', { table: 'salesorder' })))
    assert.equal(list.ok ? 200 : list.refusal.status, 403, door);
  for (const [door, one] of Object.entries(await doors.ask<RecordResult>('may', 'get', { table: 'salesorder', id })))
    assert.equal(one.ok ? 200 : one.refusal.status, 403, door);
  const may = await doors.http('may');
  const direct = await may.get('/_api/salesorders');
  assert.ok(direct.status >= 400, 'the web interface of the site is closed');
  assert.doesNotMatch(direct.text, /SO-/);
  const page = await doors.open('may', '/orders');
  await page.getByText('You are not allowed to see this.', { exact: true }).waitFor();
  assert.equal(await page.locator('.portico-grid tbody tr').count(), 0);
  await page.close();
  for (const who of ['may', null]) assert.equal((await (await doors.http(who)).get('/')).status, 200);
});

test('the menu is each person’s own from the first byte on, under one cached header [site] (A26)', async () => {
  const items = (html: string): readonly string[] =>
    [...(/<nav class="portico-navigation"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '').matchAll(/<a href="([^"]+)"/g)].map(([, url = '']) => url);
  const ordering = ['/', '/orders', '/my-requests', '/new-order', '/profile'];
  const wanted: { readonly [person: string]: readonly string[] } = {
    admin: ['/', '/orders', '/new-order', '/explain', '/profile'],
    'rep-x': ordering,
    nora: ordering,
    jane: ordering,
    sam: ordering,
    may: ['/', '/profile'],
    nobody: ['/'],
  };
  const cached = doors.served.dataverse
    .read({ kind: 'system' })
    .retrieveMultiple(
      '<fetch><entity name="powerpagecomponent"><attribute name="content"/><filter><condition attribute="name" operator="eq" value="Header/OutputCache/Enabled"/></filter></entity></fetch>',
    );
  assert.match(String(cached.rows[0]?.values['content']), /"value":\s*"true"/);
  for (const person of ['admin', 'may', null, 'jane', 'may', 'rep-x', null, 'sam', 'nora'])
    assert.deepEqual(items((await (await doors.http(person)).get('/')).text), wanted[person ?? 'nobody'], String(person));
  const page = await doors.open('may', '/');
  await page.waitForLoadState('networkidle');
  assert.deepEqual(items(await page.content()), wanted['may'], 'and scripts add nothing');
  await page.close();
});

test('a visitor and somebody just added carry their roles without an assignment [server logic] [custom api] (C14)', async () => {
  const { dataverse } = doors.served;
  const lookAlike = dataverse
    .read({ kind: 'system' })
    .retrieveMultiple(
      `<fetch><entity name="contact"><attribute name="adx_identity_passwordhash"/><filter><condition attribute="contactid" operator="eq" value="${doors.id('contact', 'jane')}"/></filter></entity></fetch>`,
    );
  const newcomer = {
    contactid: doors.id('contact', 'newcomer'),
    lastname: 'Newcomer',
    adx_identity_username: 'newcomer',
    adx_identity_passwordhash: String(lookAlike.rows[0]?.values['adx_identity_passwordhash']),
    adx_identity_logonenabled: true,
  };
  await dataverse.seed({ contact: [newcomer] });
  for (const [person, roles] of [
    ['newcomer', ['Authenticated Users']],
    [null, ['Anonymous Users']],
  ] as const)
    for (const [door, who] of Object.entries(await doors.ask<WhoResult>(person, 'who', {})))
      assert.deepEqual(who.ok && who.result.roles, roles, door);
  const links = dataverse
    .read({ kind: 'system' })
    .retrieveMultiple(
      `<fetch><entity name="powerpagecomponent_mspp_webrole_contact"><attribute name="contactid"/><filter><condition attribute="contactid" operator="eq" value="${newcomer.contactid}"/></filter></entity></fetch>`,
    );
  assert.equal(links.rows.length, 0);
});

test('a new owner changes no answer, a new relation does [control] [server logic] [custom api] [action] (C04)', async () => {
  await doors.change('salesorder', 'order-x-sam', { ownerid: ['lookup', 'systemuser', localUsers.auditor] });
  for (const person of ['admin', 'rep-x', 'jane', 'sam', 'may']) await doors.sees(person, expected(person), 'after the owner changed');
  await doors.change('salesorder', 'order-x-sam', { scm_orderedby: ['lookup', 'contact', doors.id('contact', 'jane')] });
  await doors.sees('jane', [...expected('jane'), 'order-x-sam'], 'now named on it');
  await doors.sees(
    'sam',
    expected('sam').filter((each) => each !== 'order-x-sam'),
    'no longer named on it',
  );
  await doors.change('salesorder', 'order-x-sam', { customerid: ['lookup', 'account', doors.id('account', 'account-y')] });
  await doors.sees(
    'rep-x',
    expected('rep-x').filter((each) => each !== 'order-x-sam'),
    'of another company now',
  );
  await doors.sees('nora', [...expected('nora'), 'order-x-sam'], 'of her company now');
});
