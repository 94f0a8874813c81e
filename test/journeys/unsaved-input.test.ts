import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { localPassword } from '../../cli/sample/load.ts';
import { serverLogicUrl } from '../../contracts/index.ts';
import { traces } from './audit.ts';
import { launchBrowser } from './browser.ts';
import { settled } from './grid.ts';
import { openPortal } from './open-portal.ts';
import { idInAddress, openAction, panel, panelSettled, placeOrder, reported } from './record.ts';
import { signIn } from './sign-in.ts';
import { signedIn } from './signed-in.ts';

let portal: ServedSample;
let browser: Browser;
before(async () => {
  [portal, browser] = await Promise.all([openPortal('node'), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

test('a lost connection: the person is told, nothing typed is lost, and trying again does it once', async () => {
  const { page, context } = await signedIn(browser, portal, 'jane');
  const order = await placeOrder(page, portal.url, 'Lost');
  // The request arrives and its answer is lost, which is the worse half of it.
  await page.route(`**${serverLogicUrl('records')}`, async (route) => {
    if (!(route.request().postData() ?? '').includes('"run"')) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  const dialog = await openAction(page, 'Submit', { comment: 'Still here.' });
  await dialog.getByRole('button', { name: 'Submit', exact: true }).click();
  await dialog.getByText('Trying again never does it twice.').waitFor();
  assert.equal(await dialog.getByLabel(/^Comment/).inputValue(), 'Still here.');
  await page.unroute(`**${serverLogicUrl('records')}`);
  await dialog.getByRole('button', { name: 'Submit', exact: true }).click();
  assert.match(await reported(page), /Submit: done/);
  assert.deepEqual(await traces(portal, 'submit', order), { entries: 1, events: 1, comments: 1 });
  await context.close();
});

test('without a connection the form keeps what was typed, also over a reload', async () => {
  const { page, context } = await signedIn(browser, portal, 'jane');
  await page.goto(`${portal.url}/new-order`);
  await panelSettled(page);
  await panel(page)
    .getByLabel(/^Subject/)
    .fill('Typed in a tunnel');
  await context.setOffline(true);
  await panel(page).getByRole('button', { name: 'Create', exact: true }).click();
  await panel(page)
    .getByText(/what you typed is still here/i)
    .first()
    .waitFor();
  await context.setOffline(false);
  page.on('dialog', (asked) => void asked.accept());
  await page.reload();
  await panelSettled(page);
  assert.equal(
    await panel(page)
      .getByLabel(/^Subject/)
      .inputValue(),
    'Typed in a tunnel',
  );
  await panel(page).getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL((address) => address.pathname === '/order');
  await context.close();
});

test('a session that ends in mid-form: a way to sign in, and what was typed is there afterwards', async () => {
  const { page, context } = await signedIn(browser, portal, 'jane');
  await page.goto(`${portal.url}/new-order`);
  await panelSettled(page);
  await panel(page)
    .getByLabel(/^Subject/)
    .fill('Half an order');
  await panel(page).getByLabel('Remarks').fill('Two lines\nof it.');
  const other = await context.newPage();
  await other.goto(`${portal.url}/Account/Login/LogOff`);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.waitForURL(`${portal.url}/`);
  await other.close();
  await panel(page).getByRole('button', { name: 'Create', exact: true }).click();
  await panel(page).getByText('Sign in again. You come back to this page, and what you typed is still here.').waitFor();
  await panel(page).getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('User name').fill('jane');
  await page.getByLabel('Password').fill(localPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${portal.url}/new-order`);
  await panelSettled(page);
  assert.equal(
    await panel(page)
      .getByLabel(/^Subject/)
      .inputValue(),
    'Half an order',
  );
  assert.equal(await panel(page).getByLabel('Remarks').inputValue(), 'Two lines\nof it.');
  await panel(page).getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL((address) => address.pathname === '/order');
  await context.close();
});

test('what one person typed is not shown to the next one on the same machine', async () => {
  const { page, context } = await signedIn(browser, portal, 'jane');
  await page.goto(`${portal.url}/new-order`);
  await panelSettled(page);
  await panel(page)
    .getByLabel(/^Subject/)
    .fill('Jane’s secret');
  await page.waitForTimeout(500);
  page.on('dialog', (asked) => void asked.accept());
  await page.goto(`${portal.url}/Account/Login/LogOff`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${portal.url}/`);
  await signIn(page, portal.url, 'sam');
  await page.goto(`${portal.url}/new-order`);
  await panelSettled(page);
  assert.equal(
    await panel(page)
      .getByLabel(/^Subject/)
      .inputValue(),
    '',
  );
  await context.close();
});

test('back in the browser after creating makes no second order; back from an order leads to the list as it was', async () => {
  const { page, context } = await signedIn(browser, portal, 'jane');
  const order = await placeOrder(page, portal.url, 'Backwards');
  await page.goBack();
  await panelSettled(page);
  assert.equal(new URL(page.url()).pathname, '/new-order');
  assert.equal(
    await panel(page)
      .getByLabel(/^Subject/)
      .inputValue(),
    '',
    'an order that was created is no draft any more',
  );
  await page.goForward();
  await panelSettled(page);
  assert.equal(idInAddress(page), order);
  await page.goto(`${portal.url}/?tab=mine`);
  await page.getByRole('link', { name: 'Not submitted yet' }).click();
  await settled(page);
  const numbers = () => page.locator('.portico-grid tbody th').allInnerTexts();
  const listed = await numbers();
  await page.locator('.portico-grid tbody tr').first().getByRole('link').click();
  await panelSettled(page);
  await page.goBack();
  await settled(page);
  assert.deepEqual(await numbers(), listed);
  await context.close();
});
