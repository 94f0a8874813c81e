import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type CheckResult, type QueryResult, type RecordResult, tokenHeader } from '../../contracts/index.ts';
import { newVisitor } from '../doors/visitor.ts';
import { expectedAccess, idOf, openSupport, type Support } from './open-support.ts';

for (const host of ['node', 'dotnet'] as const) {
  describe(`who reads which case, task and invoice, custom APIs in ${host}`, () => {
    let support: Support;
    before(async () => {
      support = await openSupport(host);
    });
    after(() => support?.close());

    test('by id, by question and in the list, cell by cell: all agree with the matrix [server logic] [custom api] (A08 A09 A25)', async () => {
      let cells = 0;
      for (const { table, records } of expectedAccess(support.sample))
        for (const person of support.sample.matrix.people) {
          const list = await support.atBoth<QueryResult>(person, 'query', { table, pageSize: 250, count: true });
          const listed = list.ok ? list.result.rows.map(({ id }) => id) : [];
          if (list.ok) assert.deepEqual(list.result.count, { value: listed.length, atLeast: false }, `${person}, ${table}`);
          for (const [record, readers] of Object.entries(records)) {
            const id = idOf(table, record);
            const got = await support.atBoth<RecordResult>(person, 'get', { table, id });
            const asked = await support.atBoth<CheckResult>(person, 'check', { table, id, privileges: ['read'] });
            if (!got.ok) assert.deepEqual([got.refusal.code, got.refusal.status], ['not-available', 403]);
            const told = `${person} reads ${table} ${record}`;
            assert.deepEqual([got.ok, asked.ok, listed.includes(id)], Array(3).fill(readers[person]), told);
            cells += 1;
          }
        }
      assert.equal(cells, (10 + 4 + 3) * 7);
    });

    test('the portal Web API gives nothing of protected tables to anybody [server logic] (C19)', async () => {
      for (const visitor of [newVisitor(support.portal.url), ...support.sample.matrix.people.map(support.visitorOf)]) {
        const headers = { [tokenHeader]: await visitor.token() };
        for (const path of ['incidents', `incidents(${idOf('incident', 'aurora-lift')})`, 'tasks', 'invoices', 'invoices/$count'])
          assert.equal((await visitor.request('GET', `/_api/${path}`, { headers })).status, 404, path);
      }
    });

    test('junior agents see that there are internal notes, not what they say; customers do not see the column [server logic] [custom api] (A11)', async () => {
      const request = { table: 'incident', id: idOf('incident', 'birkenfeld-gate') };
      const notes = async (person: string) => {
        const answer = await support.atBoth<RecordResult>(person, 'get', request);
        assert.ok(answer.ok, person);
        const { values, masked } = answer.result.row;
        return [values['sup_internalnotes'], masked];
      };
      assert.deepEqual(await notes('anton'), ['Probably water in the housing; a spare one is in stock.', []]);
      assert.deepEqual(await notes('june'), ['•••', ['sup_internalnotes']]);
      assert.deepEqual(await notes('silas'), [undefined, []]);
      const search = await support.atBoth<QueryResult>('june', 'query', {
        table: 'incident',
        search: { text: 'water in the housing', columns: ['sup_internalnotes'] },
      });
      assert.ok(!search.ok || search.result.rows.length === 0, 'a mask is not searched');
    });
  });
}
