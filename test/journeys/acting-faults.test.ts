import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { rowId } from '../../cli/sample/ids.ts';
import { traces } from './audit.ts';
import { launchBrowser } from './browser.ts';
import { settled } from './grid.ts';
import { openPortal } from './open-portal.ts';
import { idInAddress, offered, openAction, panel, panelSettled, placeOrder, reported, runAction, shownField } from './record.ts';
import { openOrder, signedIn, submitOrder } from './signed-in.ts';

let portal: ServedSample;
let browser: Browser;
before(async () => {
  [portal, browser] = await Promise.all([openPortal('node'), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

test('a double click submits once: one entry, one event, one comment (A14)', async () => {
  const { page, context, errors } = await signedIn(browser, portal, 'jane');
  const order = await placeOrder(page, portal.url, 'Clicked twice');
  const dialog = await openAction(page, 'Submit', { comment: 'Once.' });
  await dialog.getByRole('button', { name: 'Submit', exact: true }).dblclick();
  assert.match(await reported(page), /Submit: done/);
  await panelSettled(page);
  assert.deepEqual(await traces(portal, 'submit', order), { entries: 1, events: 1, comments: 1 });
  await page.goto(`${portal.url}/new-order`);
  await panelSettled(page);
  await panel(page)
    .getByLabel(/^Subject/)
    .fill('Created twice');
  await panel(page).getByRole('button', { name: 'Create', exact: true }).dblclick();
  await page.waitForURL((address) => address.pathname === '/order');
  await panelSettled(page);
  assert.equal((await traces(portal, 'create', idInAddress(page))).entries, 1);
  await page.goto(`${portal.url}/my-requests`);
  await settled(page);
  assert.equal(await page.locator('.portico-grid tbody tr').filter({ hasText: 'Created twice' }).count(), 1);
  assert.deepEqual(errors, []);
  await context.close();
});

test('two approvers at once: one approval, and the other is told that the order has been taken further', async () => {
  const jane = await signedIn(browser, portal, 'jane');
  const order = await submitOrder(jane.page, portal, 'Approved by two');
  const people = await Promise.all([signedIn(browser, portal, 'rep-x'), signedIn(browser, portal, 'rep-x')]);
  const dialogs = await Promise.all(
    people.map(async ({ page }) => {
      await openOrder(page, portal, order);
      return openAction(page, 'Approve');
    }),
  );
  await Promise.all(dialogs.map((dialog) => dialog.getByRole('button', { name: 'Approve', exact: true }).click()));
  const told = await Promise.all(people.map(({ page }) => page.locator('.portico-report').first().innerText()));
  assert.equal(told.filter((text) => /Approve: done/.test(text)).length, 1, told.join('\n'));
  assert.equal(told.filter((text) => /not done|no longer possible|has been changed/.test(text)).length, 1, told.join('\n'));
  assert.equal((await traces(portal, 'approve', order)).entries, 1);
  await Promise.all([jane, ...people].map(({ context }) => context.close()));
});

test('a stale page: what the other has done is said, nothing is done twice, and the page shows the present state', async () => {
  const [jane, robin] = [await signedIn(browser, portal, 'jane'), await signedIn(browser, portal, 'rep-x')];
  const order = await submitOrder(jane.page, portal, 'Stale');
  await openOrder(robin.page, portal, order);
  const other = await robin.context.newPage();
  await openOrder(other, portal, order);
  await runAction(other, 'Escalate', { choose: { Reason: 'Price' }, comment: 'Too dear.' });
  const dialog = await openAction(robin.page, 'Approve');
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
  assert.match(await robin.page.locator('.portico-report').first().innerText(), /Approve: not done|has been changed|no longer possible/);
  await robin.page.keyboard.press('Escape');
  await panelSettled(robin.page);
  assert.equal(await shownField(robin.page, 'Status'), 'On hold');
  assert.equal((await traces(portal, 'approve', order)).entries, 0);
  await Promise.all([jane, robin].map(({ context }) => context.close()));
});

test('a stale form: both values are shown, the person chooses, and nothing is overwritten unseen', async () => {
  const [jane, robin] = [await signedIn(browser, portal, 'jane'), await signedIn(browser, portal, 'rep-x')];
  const order = await placeOrder(jane.page, portal.url, 'Changed by two');
  await panel(jane.page).getByLabel('Remarks').fill('Mine');
  await openOrder(robin.page, portal, order);
  await panel(robin.page).getByLabel('Remarks').fill('Theirs');
  await panel(robin.page).getByRole('button', { name: 'Save', exact: true }).click();
  await panel(robin.page).getByText('Saved.', { exact: true }).first().waitFor();
  await panel(jane.page).getByRole('button', { name: 'Save', exact: true }).click();
  await panel(jane.page).getByText('Somebody else has changed this record').waitFor();
  const choices = await panel(jane.page).getByRole('group', { name: 'Remarks' }).innerText();
  assert.match(choices, /Keep mine:\s*Mine\s*Take theirs:\s*Theirs/);
  await panel(jane.page)
    .getByRole('group', { name: 'Remarks' })
    .getByLabel(/Take theirs/)
    .check();
  await panel(jane.page).getByRole('button', { name: 'Save with these choices' }).click();
  await panelSettled(jane.page);
  await openOrder(jane.page, portal, order);
  assert.equal(await panel(jane.page).getByLabel('Remarks').inputValue(), 'Theirs');
  await Promise.all([jane, robin].map(({ context }) => context.close()));
});

test('two tabs: what one does, the other finds when it looks or acts', async () => {
  const { page, context } = await signedIn(browser, portal, 'jane');
  const order = await placeOrder(page, portal.url, 'Two tabs');
  const other = await context.newPage();
  await openOrder(other, portal, order);
  await runAction(page, 'Submit');
  const dialog = await openAction(other, 'Submit');
  await dialog.getByRole('button', { name: 'Submit', exact: true }).click();
  assert.match(await other.locator('.portico-report').first().innerText(), /not done|has been changed|no longer possible/);
  await other.keyboard.press('Escape');
  await panelSettled(other);
  assert.equal(await shownField(other, 'Status'), 'In Progress');
  assert.deepEqual(await offered(other), ['(Submit)', 'Comment']);
  assert.equal((await traces(portal, 'submit', order)).entries, 1);
  await context.close();
});

test('an order that vanished, and one that never was: the same polite answer (D14)', async () => {
  const { page, context } = await signedIn(browser, portal, 'rep-x');
  const answers: string[] = [];
  for (const id of [rowId('scm', 'salesorder', 'order-y-2'), '00000000-0000-4000-8000-000000000001', 'nonsense']) {
    await openOrder(page, portal, id);
    answers.push((await page.getByRole('main').innerText()).replace(/[A-Z2-7]{12}/g, 'REFERENCE'));
  }
  assert.match(answers[0] ?? '', /not available to you/);
  assert.deepEqual(new Set(answers).size, 1, answers.join('\n---\n'));
  await context.close();
});
