import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { callAsContact } from '../../cli/environment/call.ts';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { rowId } from '../../cli/sample/ids.ts';
import type { ExplainReferenceResult } from '../../contracts/index.ts';
import { auditEntries, toldEntry } from './audit.ts';
import { askBridge } from './bridge.ts';
import { launchBrowser, newVisitor } from './browser.ts';
import { grid, settled, shownOrders } from './grid.ts';
import { openPortal } from './open-portal.ts';
import { idInAddress, offered, panel, panelSettled, runAction, shownField } from './record.ts';
import { signIn } from './sign-in.ts';

const subject = 'Cable drums 3 × 1.5 mm²';

for (const host of ['node', 'dotnet'] as const) {
  describe(`an order from the first click to the audit, custom APIs in ${host}`, () => {
    let portal: ServedSample;
    let browser: Browser;
    let order = '';
    const references = { sam: '', may: '' };
    before(async () => {
      [portal, browser] = await Promise.all([openPortal(host), launchBrowser()]);
    });
    after(async () => {
      await browser?.close();
      await portal?.close();
    });
    const asPerson = async (person: string, work: (page: Page) => Promise<void>): Promise<void> => {
      const { page, context, errors } = await newVisitor(browser);
      await signIn(page, portal.url, person);
      await work(page);
      assert.deepEqual(errors, [], person);
      await context.close();
    };
    const tile = (page: Page, name: string) => page.getByRole('article', { name });

    test('Jane fills in an order and submits it; it carries her company and her name [control] [action] (A13 D03)', () =>
      asPerson('jane', async (page) => {
        await page.getByRole('link', { name: 'Place a new order' }).click();
        await panelSettled(page);
        assert.equal(await shownField(page, 'Customer'), 'Customer X', 'the server fills in her company');
        assert.equal(await shownField(page, 'Ordered by'), 'Jane Doe');
        await panel(page).getByRole('button', { name: 'Create', exact: true }).click();
        await panel(page).getByText('Not saved yet. Check these fields:').waitFor();
        await panel(page)
          .getByLabel(/^Subject/)
          .fill(subject);
        await panel(page).getByLabel('Requested delivery').fill('2026-12-21');
        await panel(page).getByLabel('Remarks').fill('For the new hall.\nBefore Christmas.');
        await panel(page).getByRole('button', { name: 'Create', exact: true }).click();
        await page.waitForURL((address) => address.pathname === '/order');
        await panelSettled(page);
        order = idInAddress(page);
        await panel(page).getByRole('heading', { name: subject }).waitFor();
        assert.equal(await shownField(page, 'Status'), 'New');
        assert.deepEqual(await offered(page), ['Submit', 'Comment']);
        assert.match(await runAction(page, 'Submit', { comment: 'Please hurry.' }), /Submit: done\. Now: In Progress\./);
        await panelSettled(page);
        assert.equal(await shownField(page, 'Status'), 'In Progress');
        assert.equal(await shownField(page, 'Subject'), subject, 'what was submitted cannot be changed any more');
        assert.match(await panel(page).getByRole('list').last().innerText(), /You[\s\S]*Please hurry\./);
        await page.goto(`${portal.url}/my-requests`);
        await settled(page);
        assert.match(await page.locator('.portico-grid tbody tr').first().innerText(), /Cable drums[\s\S]*In Progress/, 'newest first');
      }));

    test('the representative finds it on a tile, drills down, opens, approves and comments on it (A13)', () =>
      asPerson('rep-x', async (page) => {
        await tile(page, 'Waiting for approval').getByText('2', { exact: true }).waitFor();
        await page.getByRole('link', { name: 'Waiting for approval' }).click();
        await settled(page);
        await grid(page).getByText('Narrowed by: Waiting for approval').waitFor();
        const rows = grid(page).locator('tbody tr');
        assert.equal(await rows.count(), 2, 'the rows that the tile has counted');
        await rows.filter({ hasText: subject }).getByRole('link').click();
        await page.waitForURL((address) => address.pathname === '/order');
        await panelSettled(page);
        assert.equal(idInAddress(page), order);
        assert.deepEqual(await offered(page), ['Approve', 'Escalate', 'Comment']);
        assert.match(await runAction(page, 'Approve'), /Approve: done\./);
        await panelSettled(page);
        assert.equal(await shownField(page, 'Approved by'), 'Robin Reyes');
        assert.deepEqual(await offered(page), ['(Approve)', 'Escalate', 'Comment']);
        assert.match(await runAction(page, 'Comment', { comment: 'Approved <b>today</b>.' }), /Comment: done\./);
        await panel(page).getByText('Approved <b>today</b>.', { exact: true }).waitFor();
        assert.match(await panel(page).getByRole('list').last().innerText(), /You[\s\S]*Approved[\s\S]*Jane Doe[\s\S]*Please hurry/);
        await page.goto(portal.url);
        await tile(page, 'Waiting for approval').getByText('1', { exact: true }).waitFor();
      }));

    test('and escalates another one, which asks for a reason and a comment (A13)', () =>
      asPerson('rep-x', async (page) => {
        await page.goto(`${portal.url}/orders`);
        await settled(page);
        await grid(page).getByRole('link', { name: 'SO-1003', exact: true }).click();
        await panelSettled(page);
        await panel(page).getByRole('button', { name: 'Escalate', exact: true }).click();
        const dialog = page.getByRole('dialog', { name: 'Escalate' });
        await dialog.getByRole('button', { name: 'Escalate', exact: true }).click();
        await dialog.getByText('Choose: Reason.').waitFor();
        await dialog.getByText('Write a comment.').waitFor();
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        const told = await runAction(page, 'Escalate', { choose: { Reason: 'Delivery' }, comment: 'Three weeks late.' });
        assert.match(told, /Escalate: done\. Now: On hold\./);
        await page.goto(portal.url);
        await tile(page, 'Escalated to the supplier').getByText('2', { exact: true }).waitFor();
      }));

    test('Sam sees nothing of it: not in a list, not on a tile, not by its address (D14)', () =>
      asPerson('sam', async (page) => {
        await tile(page, 'My open requests').waitFor();
        assert.doesNotMatch(await page.getByRole('main').innerText(), /Cable drums|SO-1003|Gaskets/);
        await page.goto(`${portal.url}/orders`);
        assert.deepEqual(await shownOrders(page), ['SO-1008', 'SO-1007', 'SO-1002']);
        await page.goto(`${portal.url}/order?id=${order}`);
        await panelSettled(page);
        const text = await page.getByRole('main').innerText();
        assert.match(text, /not available to you/);
        assert.doesNotMatch(text, /Cable drums|Approve|Escalate/);
        references.sam = referenceIn(text);
      }));

    test('May gets a polite refusal with a reference (D15 A30)', () =>
      asPerson('may', async (page) => {
        await page.goto(`${portal.url}/orders`);
        await settled(page);
        const text = await page.locator('.portico-grid').innerText();
        assert.match(text, /You are not allowed to see this/);
        references.may = referenceIn(text);
      }));

    test('Alex opens the references of May and of Sam, and reads who, what, and every rule with its parts and values [control] [server logic] [custom api] (A30)', () =>
      asPerson('admin', async (page) => {
        const explain = async (reference: string): Promise<string> => {
          await page.getByLabel('Reference').fill(reference.toLowerCase());
          await page.getByRole('button', { name: 'Explain' }).click();
          await page.getByRole('heading', { name: `Decision ${reference}` }).waitFor();
          return page.getByRole('main').innerText();
        };
        await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Explain a decision' }).click();
        const list = await explain(references.may);
        assert.match(list, /Refused[\s\S]*No rule allows it[\s\S]*May Lindqvist[\s\S]*read · salesorder[\s\S]*UTC/);
        assert.match(list, /Rules for other roles[\s\S]*order-own/);
        const one = await explain(references.sam);
        for (const [reference, name] of [
          [references.may, 'May Lindqvist'],
          [references.sam, 'Sam Okafor'],
        ] as const) {
          const admin = rowId('scm', 'contact', 'admin');
          const answer = await callAsContact<ExplainReferenceResult>(portal.dataverse, 'ExplainReference', { reference }, admin);
          assert.equal(answer.ok && answer.result.entry.contact?.name, name);
          assert.ok(answer.ok && answer.result.rules.some(({ rule }) => rule === 'order-own'));
        }
        assert.match(one, new RegExp(`Sam Okafor[\\s\\S]*${order}`));
        assert.match(one, /order-own\s+Allows · does not apply\s+Role met\s+Period met\s+Access to the record not met/);
        assert.match(one, /scm_orderedby = own contact\.id not met\s+Compared: contact:[-0-9a-f]{36} · contact:[-0-9a-f]{36}/);
      }));

    test('every step is in the audit with person, rule, and state before and after', async () => {
      const entries = await auditEntries(portal, { table: 'salesorder' });
      const told = entries.filter(({ record }) => record === order).map(toldEntry);
      // Sorted: two clicks may fall into one second of the trail.
      assert.deepEqual(told.filter((line) => !/ read:| explain:/.test(line)).sort(), [
        'Jane Doe create: allowed by order-own-create',
        'Jane Doe submit: allowed by order-own-submit 1→3',
        'Robin Reyes approve: allowed by order-approve 3→3',
        'Robin Reyes comment: allowed by order-comment 3→3',
      ]);
      assert.ok(
        told.some((line) => line.startsWith('Sam Okafor read: not-available')),
        told.join('\n'),
      );
      const escalated = entries.filter(({ privilege }) => privilege === 'escalate').map(toldEntry);
      assert.deepEqual(escalated, ['Robin Reyes escalate: allowed by order-escalate 1→690970000']);
      const opened = entries.filter(({ privilege }) => privilege === 'explain').map(toldEntry);
      // The list as a whole has no record of which a rule could say that it may be explained.
      assert.deepEqual([...new Set(opened)].sort(), [
        'Alex Administrator explain: allowed by no rule',
        'Alex Administrator explain: allowed by order-explain',
      ]);
      assert.equal(opened.length, 4, 'each of the two, on the page and at the custom API');
    });

    test('Jane cannot order for another company or in another name, also past the page [server logic] [custom api] (D03 A05)', () =>
      asPerson('jane', async (page) => {
        const codes: string[] = [];
        for (const forged of [
          { column: 'customerid', value: `account:${rowId('scm', 'account', 'account-y')}` },
          { column: 'scm_orderedby', value: `contact:${rowId('scm', 'contact', 'sam')}` },
          { column: 'statuscode', value: 3 },
        ]) {
          const values = [{ column: 'name', value: 'Forged' }, forged];
          const body = { operation: 'save', table: 'salesorder', key: `forged-${forged.column.padEnd(16, '-')}`, values };
          const { operation, ...request } = body;
          for (const answer of [
            await askBridge(page, 'records', body),
            await callAsContact(portal.dataverse, 'SaveRecord', request, rowId('scm', 'contact', 'jane')),
          ])
            codes.push(answer.ok ? `allowed ${operation}` : answer.refusal.code);
        }
        const company = ['append-to-missing', 'append-to-missing'];
        assert.deepEqual(codes, [...company, ...company, 'no-rule', 'no-rule']);
        await page.goto(`${portal.url}/my-requests`);
        await settled(page);
        assert.doesNotMatch(await page.getByRole('main').innerText(), /Forged/);
      }));
  });
}

const referenceIn = (text: string): string => text.match(/\b[A-Z2-7]{12}\b/)?.[0] ?? assert.fail(`no reference in: ${text}`);
