import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import type { ExperienceResult, QueryResult } from '../../contracts/index.ts';
import { auditEntries, toldEntry } from './audit.ts';
import { askBridge } from './bridge.ts';
import { launchBrowser } from './browser.ts';
import { offered, panel, panelSettled, runAction, shownField } from './record.ts';
import { signedIn } from './signed-in.ts';
import {
  assertRefused,
  codeOf,
  idOf,
  listed,
  mainText,
  menu,
  openAt,
  openSupportPortal,
  ready,
  setTier,
  stored,
  tabs,
  tile,
  tiles,
} from './support-portal.ts';

const forGold = ['Service deadlines', 'Priority chat'];
const forAll = ['Open cases', 'Waiting for you', 'Escalated', 'Open cases by status', 'Latest cases'];
const forSilver = ['What would you like to do?', 'Cases opened by month'];
const goldMenu = ['Home', 'Cases', 'New case', 'Priority chat', 'Invoices', 'Profile'];
/** What the tab, the invoices, one invoice, a case, and a list by deadline answer past the page: a case is theirs, its deadline is not. */
const silverAnswers = ['not-available', 'no-rule', 'not-available', 'allowed', '0 by deadline'];
const goldAnswers = ['allowed', 'allowed', 'allowed', 'allowed', '9 by deadline'];
const silverMenu = ['Home', 'Cases', 'New case', 'Profile'];

// Both hosts have the tier; the longer journeys of the others are in `support-staff.test.ts`, with one host.
for (const host of ['node', 'dotnet'] as const) {
  describe(`customers by tier, custom APIs in ${host}`, () => {
    let portal: ServedSample;
    let browser: Browser;
    before(async () => {
      [portal, browser] = await Promise.all([openSupportPortal(host), launchBrowser()]);
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
    const assertSorted = (seen: readonly string[], wanted: readonly string[], told: string) =>
      assert.deepEqual([...seen].sort(), [...wanted].sort(), told);

    /** Whatever depends on the tier, asked for by a person’s own browser past every control. */
    async function pastThePage(page: Page, invoice: string, wifi: string): Promise<readonly string[]> {
      const records = (body: object) => askBridge<unknown>(page, 'records', { ...body });
      const filter = [{ column: 'resolveby', operator: '<', value: '2999-01-01T00:00:00Z' }];
      const late = await askBridge<QueryResult>(page, 'records', { operation: 'query', table: 'incident', filter });
      const tab = await askBridge<ExperienceResult>(page, 'experience', { page: '/', dashboard: { name: 'home', tab: 'billing' } });
      assert.ok(tab.ok && tab.result.dashboard);
      return [
        codeOf(tab.result.dashboard),
        codeOf(await records({ operation: 'query', table: 'invoice', count: true })),
        codeOf(await records({ operation: 'get', table: 'invoice', id: invoice })),
        codeOf(await records({ operation: 'get', table: 'incident', id: wifi, columns: ['title'] })),
        late.ok ? `${late.result.rows.length} by deadline` : codeOf(late),
      ];
    }

    test('a gold customer finds deadlines, past invoices and the chat, presses it, and the audit has it [control] [action] (A07 A13)', () =>
      asPerson('vera', async (page) => {
        await openAt(page, portal, '/');
        assert.deepEqual(await menu(page), goldMenu);
        assert.deepEqual(await tabs(page), ['Your service', 'Invoice history']);
        assertSorted(await tiles(page), [...forAll, ...forGold], 'the first tab');
        const deadlines = await tile(page, 'Service deadlines').getByRole('listitem').allInnerTexts();
        assert.equal(deadlines.length, 6);
        assert.match(deadlines[0] ?? '', /Guest Wi-Fi drops every ten minutes[\s\S]*Overdue/);
        await page.getByRole('tab', { name: 'Invoice history' }).click();
        await tile(page, 'Open invoices').getByText('3', { exact: true }).waitFor();
        await tile(page, 'To be paid').getByText('11,320.80', { exact: true }).waitFor();
        await tile(page, 'Latest invoices').getByRole('link', { name: 'INV-3102' }).click();
        await panelSettled(page);
        assert.equal(await shownField(page, 'Amount'), '4,180.00');

        await openAt(page, portal, '/');
        await page.getByRole('link', { name: 'Talk to an agent now' }).click();
        await page.waitForURL((address) => address.pathname === '/priority-chat');
        await ready(page);
        assert.equal((await listed(page)).length, 7, 'the open cases of the company');
        await page.getByRole('link', { name: 'CAS-01003' }).click();
        await panelSettled(page);
        assert.deepEqual(await offered(page), ['Priority chat', '(Not solved)', 'Escalate', 'Comment']);
        assert.match(await runAction(page, 'Priority chat', { comment: 'The bar opens at six.' }), /Priority chat: done\./);
        await panelSettled(page);
        assert.notEqual(await shownField(page, 'Chat requested'), '—');
        assert.ok((await offered(page)).includes('(Priority chat)'), 'once is enough');
        assert.ok(stored(portal, 'incident', 'aurora-terminal')['sup_chatrequestedon']);
        const told = (await auditEntries(portal, { table: 'incident' })).map(toldEntry);
        assert.ok(told.includes('Vera Lang priority-chat: allowed by case-priority-chat-gold 1→1'), told.join('\n'));
      }));

    test('a silver customer has none of it: hidden tab, invoices, records and server logic are refused with a reference [control] [server logic] [action] (A07 A12 C19 A30)', () =>
      asPerson('silas', async (page) => {
        const [invoice, gate] = [idOf('invoice', 'birkenfeld-1'), idOf('incident', 'birkenfeld-gate')];
        await openAt(page, portal, '/');
        assert.deepEqual(await menu(page), silverMenu);
        assert.deepEqual(await tabs(page), [], 'one tab needs no list of tabs');
        assertSorted(await tiles(page), [...forAll, ...forSilver], 'the tiles');
        for (const path of ['/?tab=billing', '/?tab=escalations', '/?tab=nowhere', '/invoices', `/invoice?id=${invoice}`])
          await assertRefused(page, portal, path, 'Silas Brandt');
        await openAt(page, portal, '/priority-chat');
        assert.equal((await listed(page)).length, 6, 'the own cases, which are no secret');
        await openAt(page, portal, `/case?id=${gate}`);
        assert.doesNotMatch((await offered(page)).join(), /Priority chat/);
        for (const field of ['Resolve by', 'First response by', 'Chat requested', 'Internal notes'])
          assert.equal(await shownField(page, field), null, field);
        assert.deepEqual(await pastThePage(page, invoice, gate), silverAnswers);
        const request = { operation: 'run', table: 'incident', action: 'priority-chat', key: 'pressed-past-the-page' };
        const rows = [{ id: gate, version: String(stored(portal, 'incident', 'birkenfeld-gate')['versionnumber']) }];
        const run = await askBridge<{ readonly rows: readonly { readonly answer: Parameters<typeof codeOf>[0] }[] }>(page, 'records', {
          ...request,
          rows,
        });
        assert.deepEqual(run.ok && run.result.rows.map(({ answer }) => codeOf(answer)), ['no-rule']);
        assert.equal(stored(portal, 'incident', 'birkenfeld-gate')['sup_chatrequestedon'] ?? null, null);
      }));

    test('a lower tier takes tiles, menu, tab, deadlines and invoices away at the next page, and the button of the page before it does nothing [control] [server logic] [action] (A07 C19)', () =>
      asPerson('vera', async (page) => {
        const [invoice, wifi] = [idOf('invoice', 'aurora-2'), idOf('incident', 'aurora-wifi')];
        await openAt(page, portal, `/case?id=${wifi}`);
        assert.ok((await offered(page)).includes('Priority chat'));
        assert.notEqual(await shownField(page, 'Resolve by'), null);
        await setTier(portal, 'aurora', 571400001);
        assert.match(await runAction(page, 'Priority chat'), /not allowed|No rule/i);
        assert.equal(stored(portal, 'incident', 'aurora-wifi')['sup_chatrequestedon'] ?? null, null);

        await openAt(page, portal, '/');
        assert.deepEqual(await menu(page), silverMenu);
        assertSorted(await tiles(page), [...forAll, ...forSilver], 'silver');
        assert.doesNotMatch(await mainText(page), /INV-|Overdue|Due soon/);
        for (const path of ['/?tab=billing', '/invoices', `/invoice?id=${invoice}`]) await assertRefused(page, portal, path, 'Vera Lang');
        await openAt(page, portal, `/case?id=${wifi}`);
        assert.doesNotMatch(await panel(page).innerText(), /Resolve by|First response by|Priority chat/);
        assert.deepEqual(await pastThePage(page, invoice, wifi), silverAnswers);

        await setTier(portal, 'aurora', 571400000);
        await openAt(page, portal, '/');
        assert.deepEqual(await menu(page), goldMenu);
        assertSorted(await tiles(page), [...forAll, ...forGold], 'gold again');
        assert.deepEqual(await pastThePage(page, invoice, wifi), goldAnswers);
      }));
  });
}
