import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import type { QueryResult } from '../../contracts/index.ts';
import { askBridge } from './bridge.ts';
import { launchBrowser, newVisitor } from './browser.ts';
import { offered, panel, panelSettled, runAction, shownField } from './record.ts';
import { signedIn } from './signed-in.ts';
import {
  assertRefused,
  bars,
  codeOf,
  idOf,
  listed,
  mainText,
  menu,
  openAt,
  openSupportPortal,
  ready,
  stored,
  tile,
} from './support-portal.ts';

describe('the people who work on cases, and who has no role', () => {
  let portal: ServedSample;
  let browser: Browser;
  before(async () => {
    [portal, browser] = await Promise.all([openSupportPortal('node'), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await portal?.close();
  });
  const asPerson = async (person: string, work: (page: Page) => Promise<void>): Promise<void> => {
    const { page, context, errors } = await signedIn(browser, portal, person);
    await work(page);
    assert.deepEqual(errors, [], person);
    await context.close();
  };
  /** Seeded rows, and how many there are of each client. */
  const seeded = (table: string, which: (row: Row) => boolean): readonly Row[] =>
    Object.values(portal.sample.rows[table] ?? {}).filter(which);
  const perClient = (rows: readonly Row[], column: string): { readonly [client: string]: string } => {
    const counts: { [client: string]: number } = {};
    for (const row of rows) {
      const client = String(portal.sample.rows['account']?.[String(row[column]).replace('account:', '')]?.['name']);
      counts[client] = (counts[client] ?? 0) + 1;
    }
    return Object.fromEntries(Object.entries(counts).map(([client, count]) => [client, String(count)]));
  };
  const escalatedCases = () => seeded('incident', (row) => row['isescalated'] === true);
  const escalatedTasks = () =>
    seeded('task', ({ regardingobjectid: of }) =>
      Boolean(portal.sample.rows['incident']?.[String(of ?? '').replace('incident:', '')]?.['isescalated']),
    );
  const numbers = (rows: readonly Row[]) => rows.map((row) => String(row['ticketnumber'])).sort();

  test('the project manager counts escalated cases and their tasks client by client, as they were loaded, and drills into them [control] (A08)', () =>
    asPerson('paula', async (page) => {
      await openAt(page, portal, '/');
      const open = escalatedTasks().filter((row) => (row['statecode'] ?? 0) === 0);
      assert.deepEqual([escalatedCases().length, escalatedTasks().length, open.length], [6, 9, 8]);
      await tile(page, 'Escalated cases').getByText('6', { exact: true }).waitFor();
      await tile(page, 'Open tasks').getByText('8', { exact: true }).waitFor();
      assert.deepEqual(await bars(page, 'Escalated cases by client'), perClient(escalatedCases(), 'customerid'));
      assert.deepEqual(await bars(page, 'Open tasks by client'), perClient(open, 'sup_client'));
      await tile(page, 'Escalated cases by client')
        .getByRole('link', { name: /^Birkenfeld Logistics/ })
        .click();
      await page.waitForURL((address) => address.pathname === '/cases');
      await ready(page);
      assert.deepEqual(await listed(page), ['CAS-01018'], 'the one that the bar has counted');
      await openAt(page, portal, '/cases');
      assert.deepEqual([...(await listed(page))].sort(), numbers(escalatedCases()));
      await openAt(page, portal, '/tasks');
      assert.deepEqual(
        [...(await listed(page))].sort(),
        escalatedTasks()
          .map((row) => String(row['subject']))
          .sort(),
      );
    }));

  test('nothing that is not escalated reaches her: not by search, by address, by a filter past the page, or by an action [control] [server logic] [action] (A08)', () =>
    asPerson('paula', async (page) => {
      await openAt(page, portal, '/cases');
      const box = page.getByRole('searchbox');
      await box.fill('Gate camera');
      await box.press('Enter');
      await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
      const [gate, camera] = [idOf('incident', 'birkenfeld-gate'), idOf('task', 'order-camera')];
      for (const path of [`/case?id=${gate}`, `/task?id=${camera}`, '/?tab=desk', '/?tab=service', '/invoices'])
        await assertRefused(page, portal, path, 'Paula Marchetti');
      const filter = [{ column: 'isescalated', operator: '=', value: false }];
      const past = await askBridge<QueryResult>(page, 'records', { operation: 'query', table: 'incident', filter, count: true });
      assert.deepEqual(past.ok && [past.result.rows, past.result.count], [[], { value: 0, atLeast: false }]);
      const rows = [{ id: gate, version: String(stored(portal, 'incident', 'birkenfeld-gate')['versionnumber']) }];
      const pressed = { operation: 'run', table: 'incident', action: 'comment', comment: 'Hello?', key: 'pressed-past-the-page', rows };
      const run = await askBridge<{ readonly rows: readonly { readonly answer: Parameters<typeof codeOf>[0] }[] }>(
        page,
        'records',
        pressed,
      );
      assert.deepEqual(run.ok && run.result.rows.map(({ answer }) => codeOf(answer)), ['not-available']);
    }));

  test('her tab is refused to customers and agents by its address, and names no other client [control] (A08 A12)', async () => {
    for (const [person, name] of [
      ['viktor', 'Viktor Adeyemi'],
      ['dina', 'Dina Haddad'],
      ['anton', 'Anton Weiss'],
      ['june', 'June Park'],
    ] as const)
      await asPerson(person, async (page) => {
        await assertRefused(page, portal, '/?tab=escalations', name);
        assert.doesNotMatch(await mainText(page), /by client|Cedar Clinics|Birkenfeld/);
      });
  });

  test('an agent reads the notes, puts a case on hold, resumes and solves it, and completes its task [control] [action] (A13)', () =>
    asPerson('anton', async (page) => {
      await openAt(page, portal, '/tasks');
      await page.getByRole('link', { name: 'Send the spare camera' }).click();
      await panelSettled(page);
      assert.match(await runAction(page, 'Complete', { comment: 'Sent.' }), /Complete: done\. Now: Completed\./);
      await openAt(page, portal, `/case?id=${idOf('incident', 'birkenfeld-gate')}`);
      assert.match(await panel(page).getByLabel('Internal notes').inputValue(), /water in the housing/);
      assert.match(await runAction(page, 'Put on hold', { comment: 'Waiting for the camera.' }), /Put on hold: done\./);
      await panelSettled(page);
      assert.equal(await shownField(page, 'Status'), 'On hold');
      assert.ok((await offered(page)).includes('(Mark as solved)'), 'not while it is on hold');
      assert.match(await runAction(page, 'Resume'), /Resume: done\./);
      await panelSettled(page);
      assert.match(await runAction(page, 'Mark as solved', { comment: 'The new camera works.' }), /Mark as solved: done\./);
      const { sup_solved: solved, statuscode } = stored(portal, 'incident', 'birkenfeld-gate');
      assert.deepEqual([solved, statuscode, stored(portal, 'task', 'order-camera')['statecode']], [true, 1, 1]);
    }));

  test('a junior agent sees that there are notes and not what they say, and no case of another team or one that is escalated [control] [action] (A11 A12)', () =>
    asPerson('june', async (page) => {
      await openAt(page, portal, `/case?id=${idOf('incident', 'aurora-wifi')}`);
      assert.match(String(stored(portal, 'incident', 'aurora-wifi')['sup_internalnotes']), /\w{4}/);
      assert.match((await shownField(page, 'Internal notes')) ?? '', /•••/);
      assert.doesNotMatch(
        await page.content(),
        new RegExp(String(stored(portal, 'incident', 'aurora-wifi')['sup_internalnotes']).slice(0, 20)),
      );
      assert.ok((await offered(page)).includes('Put on hold'));
      await openAt(page, portal, '/cases');
      const team = seeded('incident', (row) => row['sup_team'] === 571400000 && (row['statecode'] ?? 0) === 0);
      const seen = [...(await listed(page))];
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText('Page 2 of 2').waitFor();
      await ready(page);
      assert.deepEqual([...seen, ...(await listed(page))].sort(), numbers(team));
      for (const short of ['aurora-lift', 'aurora-invoice', 'aurora-training'])
        await assertRefused(page, portal, `/case?id=${idOf('incident', short)}`, 'June Park');
    }));

  test('who has no role gets the public pages and the own profile, and every other page says no; a visitor is sent to sign in [control] (A09 A12)', async () => {
    await asPerson('nadia', async (page) => {
      assert.deepEqual(await menu(page), ['Home', 'Profile']);
      assert.doesNotMatch(await mainText(page), /CAS-|INV-|Aurora/);
      await page.goto(`${portal.url}/profile`);
      assert.match(await mainText(page), /Nadia/);
      const lift = idOf('incident', 'aurora-lift');
      for (const path of ['/cases', '/tasks', '/invoices', '/priority-chat', '/new-case', `/case?id=${lift}`])
        await assertRefused(page, portal, path, 'Nadia Olsen');
      assert.equal(codeOf(await askBridge(page, 'records', { operation: 'query', table: 'incident' })), 'no-rule');
    });
    const { page, context } = await newVisitor(browser);
    for (const path of ['/cases', '/tasks', '/invoices', '/case', '/new-case', '/priority-chat']) {
      await page.goto(`${portal.url}${path}`);
      assert.match(new URL(page.url()).pathname, /^\/SignIn/i, path);
    }
    await context.close();
  });
});

type Row = { readonly [column: string]: unknown };
