import assert from 'node:assert/strict';
import test from 'node:test';
import { createDataverse } from '../index.ts';
import { derivedGuid } from '../storage/guid.ts';
import { userWith } from '../test/role-for.ts';

const id = (name: string) => derivedGuid('web api test', name);

async function fixture() {
  const dataverse = createDataverse({ file: ':memory:', sales: true });
  await dataverse.seed({
    account: [{ accountid: id('X'), name: "O'Neill" }],
    contact: [{ contactid: id('c'), firstname: 'Jane', parentcustomerid: `account:${id('X')}`, creditlimit: '90071992547409.93' }],
  });
  const user = dataverse.administratorRoleId;
  await dataverse.seed({
    systemuser: [{ systemuserid: user, fullname: 'Admin' }],
    systemuserroles: [{ systemuserid: user, roleid: dataverse.administratorRoleId }],
  });
  const call = async (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}, caller = user) => {
    const response = await dataverse.handleWebApi({
      method,
      path,
      headers,
      user: caller,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { ...response, json: response.body === null ? null : JSON.parse(response.body) };
  };
  return { dataverse, call };
}

test('rows are read by set and id, money digit by digit, lookups as _name_value', async () => {
  const { dataverse, call } = await fixture();
  const row = await call('GET', `contacts(${id('c')})?$select=fullname,creditlimit,_parentcustomerid_value,jobtitle`, undefined, {
    Prefer: 'odata.include-annotations="*"',
  });
  assert.equal(row.status, 200);
  assert.match(row.body ?? '', /"creditlimit":90071992547409\.93/);
  assert.deepEqual(
    [
      row.json.fullname,
      row.json._parentcustomerid_value,
      row.json.jobtitle,
      row.json['_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname'],
    ],
    ['Jane', id('X'), null, 'account'],
  );
  assert.match(row.json['@odata.etag'], /^W\/"\d+"$/);
  const list = await call('GET', `accounts?$select=name&$filter=name eq 'o''neill' and statecode eq 0&$count=true&$top=5`);
  assert.deepEqual([list.json['@odata.count'], list.json.value.length, list.json.value[0].name], [1, 1, "O'Neill"]);
  const fetched = await call(
    'GET',
    `contacts?fetchXml=${encodeURIComponent('<fetch><entity name="contact"><attribute name="fullname"/></entity></fetch>')}`,
  );
  assert.equal(fetched.json.value[0].fullname, 'Jane');
  await dataverse.close();
});

test('create, update with a version, upsert, delete', async () => {
  const { dataverse, call } = await fixture();
  const created = await call(
    'POST',
    'contacts',
    { lastname: 'New', creditlimit: 1.5, 'parentcustomerid_account@odata.bind': `/accounts(${id('X')})` },
    { Prefer: 'return=representation' },
  );
  assert.deepEqual([created.status, created.json.creditlimit, created.json._parentcustomerid_value], [201, 1.5, id('X')]);
  const path = `contacts(${created.json.contactid})`;
  assert.equal((await call('PATCH', path, { lastname: 'Newer' }, { 'If-Match': created.json['@odata.etag'] })).status, 204);
  const stale = await call('PATCH', path, { lastname: 'Newest' }, { 'If-Match': created.json['@odata.etag'] });
  assert.deepEqual([stale.status, stale.json.error.code], [412, '0x80060882']);
  assert.equal((await call('PATCH', `contacts(${id('u')})`, { lastname: 'Upserted' })).status, 204);
  assert.equal((await call('PATCH', `contacts(${id('v')})`, {}, { 'If-Match': '*' })).status, 404);
  assert.equal((await call('PATCH', `contacts(${id('u')})`, {}, { 'If-None-Match': '*' })).status, 412);
  assert.equal((await call('DELETE', path)).status, 204);
  assert.equal((await call('GET', path)).status, 404);
  await dataverse.close();
});

test('errors have the envelope of the platform; what is not implemented says so', async () => {
  const { dataverse, call } = await fixture();
  const cases: readonly (readonly [string, string, unknown, number])[] = [
    ['GET', 'nothing', undefined, 404],
    ['POST', 'new_Nothing', {}, 404],
    ['GET', 'contacts?$expand=parentcustomerid_account', undefined, 501],
    ['GET', "contacts?$filter=contains(lastname,'x')", undefined, 501],
    ['GET', "contacts?$filter=lastname eq 'x' or lastname eq 'y'", undefined, 501],
    ['GET', 'contacts?$filter=nothing eq 1', undefined, 400],
    ['GET', "contacts?$filter=creditlimit eq 'x'", undefined, 400],
    ['GET', 'contacts?$top=0', undefined, 400],
    ['GET', "contacts(emailaddress1='x')", undefined, 501],
    ['GET', 'contacts/$count', undefined, 501],
    ['PUT', 'contacts', {}, 405],
    ['POST', 'contacts', { nothing: 1 }, 400],
    ['POST', 'contacts', { lastname: 5 }, 400],
    ['POST', 'contacts', { 'nothing@odata.bind': '/accounts(x)' }, 400],
    ['POST', 'contacts', { 'parentcustomerid_account@odata.bind': 'accounts' }, 400],
    ['GET', '%E0%A4%A', undefined, 400],
  ];
  for (const [method, path, body, status] of cases) {
    const response = await call(method, path, body);
    assert.equal(response.status, status, `${method} ${path}: ${response.body}`);
    assert.deepEqual(Object.keys(response.json.error), ['code', 'message']);
  }
  const broken = await dataverse.handleWebApi({ method: 'POST', path: 'contacts', body: '{', user: dataverse.administratorRoleId });
  assert.equal(broken.status, 400);
  const reader = await userWith(dataverse, 'reader', ['prvReadContact']);
  assert.equal((await call('GET', 'contacts', undefined, {}, reader)).status, 200);
  assert.equal((await call('GET', 'accounts', undefined, {}, reader)).status, 403);
  assert.equal((await call('DELETE', `contacts(${id('c')})`, undefined, {}, reader)).status, 403);
  await dataverse.close();
});
