import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ChartContent, ExperienceResult, QueryResult, TileExperience } from '../../contracts/index.ts';
import { resultOf } from '../doors/visitor.ts';
import { idOf, openSupport, type Support } from './open-support.ts';

type Counts = { readonly [client: string]: number };

for (const host of ['node', 'dotnet'] as const) {
  describe(`what is escalated, client by client, custom APIs in ${host}`, () => {
    let support: Support;
    before(async () => {
      support = await openSupport(host);
    });
    after(() => support?.close());

    /** A tile of the project manager's tab. */
    async function tileOf(person: string, name: string): Promise<TileExperience> {
      const dashboard = { name: 'home', tab: 'escalations', only: [name] };
      const { dashboard: home } = resultOf(await support.direct<ExperienceResult>(person, 'LoadExperience', { page: '/', dashboard }));
      assert.ok(home);
      return resultOf(home).tiles.find((each) => each.name === name) ?? assert.fail(name);
    }
    async function counted(name: string): Promise<Counts> {
      const content = resultOf((await tileOf('paula', name)).answer) as ChartContent;
      assert.equal(content.rest, null);
      return Object.fromEntries(content.groups.map(({ label, value }) => [String(label), Number(value)]));
    }
    /** The same counts by a query of the database, past Portico. */
    const queried = (table: string, column: string, where: string, from = table, to = ''): Counts => {
      const count = `<attribute name="${column}" groupby="true" alias="client" /><attribute name="${from === table && table === 'task' ? 'activityid' : `${table}id`}" aggregate="count" alias="n" />`;
      const link = to;
      const { rows } = support.portal.dataverse
        .read({ kind: 'system' })
        .retrieveMultiple(`<fetch aggregate="true"><entity name="${table}">${count}${where}${link}</entity></fetch>`);
      return Object.fromEntries(rows.map(({ values, labels }) => [labels['client'] ?? nameOf(values['client']), Number(values['n'])]));
    };
    const nameOf = (reference: unknown): string => {
      const short = Object.keys(support.sample.rows['account'] ?? {}).find((each) => `account:${idOf('account', each)}` === reference);
      return String(support.sample.rows['account']?.[short ?? '']?.['name']);
    };

    test('cases and tasks per client are what a query of the database counts, also after an escalation more [custom api] (A08)', async () => {
      const escalated = '<filter><condition attribute="isescalated" operator="eq" value="1" /></filter>';
      const open = '<filter><condition attribute="statecode" operator="eq" value="0" /></filter>';
      const ofEscalated = `<link-entity name="incident" from="incidentid" to="regardingobjectid" link-type="inner">${escalated}</link-entity>`;
      const both = async (): Promise<void> => {
        assert.deepEqual(await counted('escalated-by-client'), queried('incident', 'customerid', escalated));
        assert.deepEqual(await counted('tasks-by-client'), queried('task', 'sup_client', open, 'task', ofEscalated));
      };
      assert.deepEqual(await counted('escalated-by-client'), {
        'Aurora Hotels': 2,
        'Birkenfeld Logistics': 1,
        'Cedar Clinics': 1,
        'Delta Print': 2,
      });
      await both();
      await support.change('incident', 'birkenfeld-gate', { isescalated: ['boolean', true] });
      assert.equal((await counted('escalated-by-client'))['Birkenfeld Logistics'], 2);
      assert.equal((await counted('tasks-by-client'))['Birkenfeld Logistics'], 2);
      await both();
      await support.change('incident', 'birkenfeld-gate', { isescalated: ['boolean', false] });
      assert.equal((await counted('escalated-by-client'))['Birkenfeld Logistics'], 1);
      await both();
    });

    test('what is not escalated is absent, by whatever filter it is asked for [server logic] [custom api] (A08)', async () => {
      const filters = [
        undefined,
        [{ column: 'isescalated', operator: '=', value: false }],
        [{ column: 'statecode', operator: '≠', value: 9 }],
      ];
      const expected = Object.entries(support.sample.rows['incident'] ?? {})
        .filter(([, row]) => row['isescalated'] === true)
        .map(([short]) => idOf('incident', short))
        .sort();
      assert.equal(expected.length, 6);
      for (const filter of filters) {
        const request = { table: 'incident', pageSize: 250, count: true, ...(filter ? { filter } : {}) };
        const { rows, count } = resultOf(await support.atBoth<QueryResult>('paula', 'query', request));
        const wanted = filter?.[0]?.column === 'isescalated' ? [] : expected;
        assert.deepEqual(rows.map(({ id }) => id).sort(), wanted);
        assert.deepEqual(count, { value: wanted.length, atLeast: false });
      }
    });

    test('customers and agents are refused the project manager’s tab and her tiles [custom api] (A08 A12)', async () => {
      for (const person of ['vera', 'silas', 'anton', 'june', 'nadia'])
        for (const only of [undefined, ['escalated-by-client']]) {
          const dashboard = { name: 'home', tab: 'escalations', ...(only ? { only } : {}) };
          const answer = await support.direct<ExperienceResult>(person, 'LoadExperience', { page: '/', dashboard });
          const refusal = answer.ok ? (answer.result.dashboard?.ok === false ? answer.result.dashboard.refusal : null) : answer.refusal;
          assert.equal(refusal?.status, 403, `${person}: ${JSON.stringify(answer)}`);
          assert.doesNotMatch(JSON.stringify(answer), /Delta Print|Cedar Clinics/);
        }
    });
  });
}
