import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type ActionsResult, auditEntryTable, automationOutboxTable, columnOf, type RunActionResult } from '../../contracts/index.ts';
import { resultOf } from '../doors/visitor.ts';
import { idOf, openSupport, type Support } from './open-support.ts';

interface Try {
  readonly action: string;
  readonly table?: string;
  /** Who may, and the record on which it can be done. */
  readonly who: string;
  readonly on: string;
  readonly inputs?: readonly { readonly name: string; readonly value: string }[];
  /** A record that the same person may act on in another state. */
  readonly wrongState?: string;
  /** Somebody who reads the record and may not do it, with the code that they get. */
  readonly wrongPerson: readonly [person: string, on: string, code: string];
  readonly event?: string;
}
const because = [{ name: 'reason', value: 'deadline' }];
const tries: readonly Try[] = [
  {
    action: 'priority-chat',
    who: 'viktor',
    on: 'aurora-terminal',
    wrongState: 'aurora-lift',
    wrongPerson: ['silas', 'birkenfeld-gate', 'no-rule'],
    event: 'priority-chat-requested',
  },
  {
    action: 'escalate',
    who: 'silas',
    on: 'birkenfeld-route',
    inputs: because,
    wrongState: 'birkenfeld-scanner',
    wrongPerson: ['paula', 'delta-colour', 'no-rule'],
    event: 'case-escalated',
  },
  {
    action: 'solve',
    who: 'june',
    on: 'delta-nas',
    wrongState: 'birkenfeld-driver',
    wrongPerson: ['silas', 'birkenfeld-gate', 'no-rule'],
    event: 'case-solved',
  },
  {
    action: 'reopen',
    who: 'viktor',
    on: 'aurora-printer',
    wrongState: 'aurora-wifi',
    wrongPerson: ['anton', 'birkenfeld-radio', 'no-rule'],
    event: 'case-reopened',
  },
  { action: 'hold', who: 'anton', on: 'cedar-backup', wrongState: 'cedar-contract', wrongPerson: ['vera', 'aurora-wifi', 'no-rule'] },
  { action: 'resume', who: 'anton', on: 'aurora-tablet', wrongState: 'aurora-wifi', wrongPerson: ['vera', 'aurora-invoice', 'no-rule'] },
  { action: 'remind', who: 'paula', on: 'cedar-xray', wrongPerson: ['anton', 'cedar-xray', 'no-rule'] },
  { action: 'comment', who: 'vera', on: 'aurora-vpn', wrongPerson: ['vera', 'cedar-xray', 'not-available'] },
  {
    action: 'complete',
    table: 'task',
    who: 'june',
    on: 'licence',
    wrongState: 'repair-jam',
    wrongPerson: ['paula', 'call-vendor', 'no-rule'],
  },
];

for (const host of ['node', 'dotnet'] as const) {
  describe(`the buttons of the support sample, custom APIs in ${host}`, () => {
    let support: Support;
    before(async () => {
      support = await openSupport(host);
    });
    after(() => support?.close());

    const rowsOf = (table: string) =>
      support.portal.dataverse
        .read({ kind: 'system' })
        .retrieveMultiple(`<fetch><entity name="${table}"><all-attributes /></entity></fetch>`).rows;
    const stored = (table: string, short: string) => rowsOf(table).find(({ id }) => id === idOf(table, short)) ?? assert.fail(short);

    /** What the server says of a button, and what it does when it is pressed all the same. */
    async function press(person: string, table: string, short: string, { action, inputs }: Try) {
      const { id, values } = stored(table, short);
      const request = { table, action, key: randomUUID(), rows: [{ id, version: String(values['versionnumber']) }], comment: 'Please.' };
      const run = await support.overHttp<RunActionResult>(person, 'run', { ...request, ...(inputs ? { inputs } : {}) });
      const answer = run.ok ? run.result.rows[0]?.answer : run;
      return { code: answer?.ok ? 'done' : answer?.refusal.code, status: answer?.ok ? 200 : answer?.refusal.status };
    }
    const offered = async (person: string, table: string, short: string, action: string): Promise<boolean | 'absent'> => {
      const { rows } = resultOf(await support.atBoth<ActionsResult>(person, 'actions', { table, ids: [idOf(table, short)] }));
      return rows[0]?.actions.find(({ name }) => name === action)?.enabled ?? 'absent';
    };

    for (const each of tries) {
      const { action, table = 'incident', who, on, wrongState, wrongPerson, event } = each;
      test(`${action}: by the right person, in the wrong state, by the wrong person; the audit has each, and the button told before [server logic] [custom api] (A05 A13 C24)`, async () => {
        const entriesBefore = rowsOf(auditEntryTable.name).length;
        if (wrongState) {
          const before = stored(table, wrongState).values;
          assert.equal(await offered(who, table, wrongState, action), false);
          assert.deepEqual(await press(who, table, wrongState, each), { code: 'wrong-state', status: 409 });
          assert.deepEqual(stored(table, wrongState).values, before, 'nothing was written');
        }
        const [person, record, code] = wrongPerson;
        const before = stored(table, record).values;
        assert.notEqual(await offered(person, table, record, action), true);
        assert.deepEqual(await press(person, table, record, each), { code, status: 403 });
        assert.deepEqual(stored(table, record).values, before, 'nothing was written');
        assert.equal(await offered(who, table, on, action), true);
        assert.deepEqual(await press(who, table, on, each), { code: 'done', status: 200 });
        const outcomes = rowsOf(auditEntryTable.name)
          .filter(({ values }) => values[columnOf(auditEntryTable, 'Privilege')] === action)
          .map(({ values }) => values[columnOf(auditEntryTable, 'TableName')]);
        assert.equal(outcomes.length, wrongState ? 3 : 2, 'one entry an attempt');
        assert.ok(rowsOf(auditEntryTable.name).length > entriesBefore);
        const events = rowsOf(automationOutboxTable.name).filter(
          ({ values }) => values[columnOf(automationOutboxTable, 'RecordId')] === idOf(table, on),
        );
        assert.deepEqual(
          events.map(({ values }) => values[automationOutboxTable.primaryName]),
          event ? [event] : [],
        );
      });
    }

    test('an escalation moves the case to the other team, stamps the time, leaves a task and tells the agent; juniors act on it no more [server logic] [custom api] (A27)', async () => {
      const each = tries.find(({ action }) => action === 'escalate') ?? assert.fail();
      assert.deepEqual(await press('anton', 'incident', 'cedar-label', each), { code: 'done', status: 200 });
      const { values } = stored('incident', 'cedar-label');
      assert.deepEqual([values['isescalated'], values['sup_team']], [true, 571400002]);
      assert.ok(values['escalatedon']);
      const task = rowsOf('task').find(
        (row) =>
          row.values['regardingobjectid'] === `incident:${idOf('incident', 'cedar-label')}` &&
          row.values['subject'] === 'A case was escalated on the portal',
      );
      assert.equal(task?.values['sup_client'], `account:${idOf('account', 'cedar')}`, 'the task is about the client');
      assert.equal(await offered('june', 'incident', 'cedar-label', 'solve'), 'absent');
      await support.change('incident', 'cedar-label', { sup_team: ['choice', 571400000] });
      const offers = resultOf(
        await support.atBoth<ActionsResult>('june', 'actions', { table: 'incident', ids: [idOf('incident', 'cedar-label')] }),
      );
      assert.deepEqual(offers.rows[0]?.actions.find(({ name }) => name === 'solve')?.why, {
        code: 'denied',
        reason: 'Escalated cases are handled by a senior agent.',
      });
      assert.deepEqual(await press('june', 'incident', 'cedar-label', { ...each, action: 'solve', inputs: [] }), {
        code: 'denied',
        status: 403,
      });
    });
  });
}
