import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { ActionsResult, ExperienceResult, QueryResult, RecordResult, RunActionResult } from '../../contracts/index.ts';
import { resultOf } from '../doors/visitor.ts';
import { idOf, openSupport, type Support } from './open-support.ts';

const tiers = { gold: 571400000, silver: 571400001 } as const;
const promised = ['responseby', 'resolveby', 'resolvebyslastatus', 'sup_chatrequestedon'] as const;

for (const host of ['node', 'dotnet'] as const) {
  describe(`what depends on the tier, custom APIs in ${host}`, () => {
    let support: Support;
    before(async () => {
      support = await openSupport(host);
    });
    after(() => support?.close());

    const setTier = (tier: keyof typeof tiers | null): Promise<void> =>
      support.change('account', 'aurora', { sup_tier: tier === null ? null : ['choice', tiers[tier]] });
    const wifi = { table: 'incident', id: idOf('incident', 'aurora-wifi') };

    /** Everything of the tier that a person can reach, by every way there is. */
    async function reach(person: string) {
      const invoices = await support.atBoth<QueryResult>(person, 'query', { table: 'invoice', pageSize: 250, count: true });
      const invoice = await support.atBoth<RecordResult>(person, 'get', { table: 'invoice', id: idOf('invoice', 'aurora-2') });
      const record = resultOf(await support.atBoth<RecordResult>(person, 'get', wifi));
      const late = await support.atBoth<QueryResult>(person, 'query', {
        table: 'incident',
        filter: [{ column: 'resolveby', operator: '<', value: '2999-01-01T00:00:00Z' }],
        count: true,
      });
      const offers = resultOf(await support.atBoth<ActionsResult>(person, 'actions', { table: 'incident', ids: [wifi.id] }));
      const page = { page: '/', grids: ['invoices'], dashboard: { name: 'home' } };
      const experience = resultOf(await support.direct<ExperienceResult>(person, 'LoadExperience', page));
      const billing = resultOf(
        await support.direct<ExperienceResult>(person, 'LoadExperience', { page: '/', dashboard: { name: 'home', tab: 'billing' } }),
      ).dashboard;
      const home = experience.dashboard;
      return {
        invoices: invoices.ok ? invoices.result.rows.length : invoices.refusal.code,
        invoice: invoice.ok,
        promised: promised.filter((column) => column in record.row.values),
        late: late.ok ? late.result.rows.length : late.refusal.status,
        chat: offers.rows[0]?.actions.filter(({ name }) => name === 'priority-chat').map(({ enabled }) => enabled) ?? [],
        menu: experience.navigation.map(({ name }) => name),
        grid: experience.grids[0]?.firstPage.ok,
        personas: experience.person.personas.map(({ name }) => name),
        tabs: home?.ok ? home.result.tabs.map(({ name }) => name) : [],
        tiles: home?.ok ? home.result.tiles.map(({ name }) => name).sort() : [],
        billing: billing?.ok ? 200 : billing?.refusal.status,
      };
    }
    const common = ['my-open-cases', 'my-waiting-cases', 'my-escalated-cases', 'my-cases-by-status', 'my-latest-cases'];
    const silverOnly = ['my-next-steps', 'my-cases-by-month'];
    const nothing = { invoices: 'no-rule', invoice: false, promised: [], chat: [], grid: false, billing: 403 } as const;
    const menu = ['home', 'cases', 'new-case', 'profile'] as const;

    async function chat(person: string) {
      const stored = support.portal.dataverse
        .read({ kind: 'system' })
        .retrieveMultiple(
          `<fetch><entity name="incident"><attribute name="versionnumber" /><attribute name="sup_chatrequestedon" /><filter><condition attribute="incidentid" operator="eq" value="${wifi.id}" /></filter></entity></fetch>`,
        ).rows[0];
      const answer = await support.overHttp<RunActionResult>(person, 'run', {
        table: 'incident',
        action: 'priority-chat',
        key: randomUUID(),
        rows: [{ id: wifi.id, version: String(stored?.version) }],
      });
      return { row: resultOf(answer).rows[0]?.answer, before: stored?.values['sup_chatrequestedon'] ?? null };
    }

    test('with the tier go tiles, tabs, deadlines, invoices and the priority chat, at the next request, and come back with it [server logic] [custom api] (A07 C19)', async () => {
      const gold = await reach('vera');
      assert.deepEqual(
        { ...gold, late: Number(gold.late) > 0 },
        {
          invoices: 7,
          invoice: true,
          promised,
          late: true,
          chat: [true],
          menu: ['home', 'cases', 'new-case', 'priority-chat', 'invoices', 'profile'],
          grid: true,
          personas: ['gold'],
          tabs: ['service', 'billing'],
          tiles: [...common, 'my-chat', 'my-deadlines'].sort(),
          billing: 200,
        },
      );
      for (const [tier, personas, tabs, tiles] of [
        ['silver', ['silver'], ['service'], [...common, ...silverOnly].sort()],
        [null, [], [], []],
      ] as const) {
        await setTier(tier);
        for (const person of ['vera', 'viktor']) {
          const { late, ...seen } = await reach(person);
          assert.deepEqual(seen, { ...nothing, menu, personas, tabs, tiles }, `${person}, ${tier}`);
          assert.ok(late === 0 || late === 403, `deadlines that may not be read are not computed with: ${late}`);
        }
        const { row, before } = await chat('vera');
        assert.equal(row?.ok === false && row.refusal.code, 'no-rule');
        assert.equal((await chat('vera')).before, before, 'nothing was written');
      }
      await setTier('gold');
      assert.deepEqual(await reach('vera'), gold);
      const { row } = await chat('vera');
      assert.equal(row?.ok, true, JSON.stringify(row));
    });

    test('a new case of high priority is for gold customers, and a silver one is told why not [server logic] [custom api] (A05 C19)', async () => {
      const open = (person: string, prioritycode: number) => {
        const values = { title: 'Everything stands still', prioritycode };
        const request = {
          table: 'incident',
          key: randomUUID(),
          values: Object.entries(values).map(([column, value]) => ({ column, value })),
        };
        return support.overHttp<{ readonly id: string }>(person, 'save', request);
      };
      const refused = await open('silas', 1);
      assert.deepEqual(refused.ok ? null : [refused.refusal.code, refused.refusal.reason], [
        'denied',
        'High priority is part of gold service; choose normal, and escalate if it cannot wait.',
      ]);
      assert.equal((await open('silas', 2)).ok, true);
      const made = resultOf(await open('vera', 1));
      const { row } = resultOf(await support.atBoth<RecordResult>('viktor', 'get', { table: 'incident', id: made.id }));
      assert.deepEqual(
        [row.labels['customerid'], row.labels['primarycontactid'], row.labels['caseorigincode'], row.values['statuscode']],
        ['Aurora Hotels', 'Vera Lang', 'Web', 1],
      );
      assert.match(String(row.values['ticketnumber']), /^CAS-\d+$/);
    });
  });
}
