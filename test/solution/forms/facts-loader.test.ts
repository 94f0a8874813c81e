import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnOf, policyVersionTable, protectedTableTable, siteTable } from '../../../contracts/index.ts';
import type { JsonObject } from '../../../solution/app/forms/check/facts.ts';
import { loadFacts, type Reader, siteIdIn } from '../../../solution/app/forms/form/facts-loader.ts';

const site = '11111111-2222-5333-8444-555555555555';
const version = '99999999-2222-5333-8444-555555555555';
const pack = { format: 1, policy: { masks: { last4: { rank: 0, last: 4 } } } };
const rows: { readonly [table: string]: readonly JsonObject[] } = {
  [protectedTableTable.name]: [
    { [protectedTableTable.primaryName]: 'account', [columnOf(protectedTableTable, 'Definition')]: '{"kind":"protected"}' },
    { [protectedTableTable.primaryName]: 'broken', [columnOf(protectedTableTable, 'Definition')]: '{' },
  ],
  powerpagecomponent: [{ name: 'Boss' }],
  [siteTable.name]: [{ [`_${columnOf(siteTable, 'ActiveVersion')}_value`]: version }],
};

function reader(fails: (what: string) => boolean = () => false) {
  const asked: string[] = [];
  const answer = async <Value>(what: string, value: Value): Promise<Value> => {
    asked.push(what);
    if (fails(what)) throw new Error('not allowed');
    return value;
  };
  const own: Reader = {
    rows: (table, query) => answer(`${table}${query}`, rows[table] ?? []),
    file: (path) => answer(path, JSON.stringify(pack)),
  };
  return { own, asked };
}

test('tables, roles and masks of one site are read; a table that is no JSON is left out', async () => {
  const { own, asked } = reader();
  assert.deepEqual(await loadFacts(own, site), {
    site,
    tables: { account: { kind: 'protected' } },
    roles: ['Boss'],
    masks: pack.policy.masks,
  });
  assert.equal(asked.length, 4);
  for (const query of asked.filter((each) => each.includes('?'))) assert.ok(query.includes(site), query);
  assert.ok(asked.includes(`${policyVersionTable.entitySetName}(${version})/${columnOf(policyVersionTable, 'Pack')}/$value`));
});

test('roles and masks may be out of reach; without the tables nothing can be checked', async () => {
  const without = (part: string) => loadFacts(reader((what) => what.includes(part)).own, site);
  assert.equal((await without('powerpagecomponent')).roles, null);
  assert.equal((await without('$value')).masks, null);
  await assert.rejects(without(protectedTableTable.name), /not allowed/);
});

test('only an id gets into a query', () => {
  assert.equal(siteIdIn(`{${site.toUpperCase()}}`), site);
  for (const other of ["x' or 1 eq 1", `${site}'`, '', null, 7]) assert.equal(siteIdIn(other), null);
});
