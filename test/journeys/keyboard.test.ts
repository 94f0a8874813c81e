import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { localPassword } from '../../cli/sample/load.ts';
import { launchBrowser, newVisitor } from './browser.ts';
import { expectedOrders } from './expected.ts';
import { range, settled, shownOrders } from './grid.ts';
import { focused, tabTo } from './keyboard.ts';
import { openPortal } from './open-portal.ts';
import { panel, panelSettled, shownField } from './record.ts';
import { everythingSettled } from './settled.ts';

let portal: ServedSample;
let browser: Browser;
before(async () => {
  [portal, browser] = await Promise.all([openPortal('node'), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

test('with the keyboard alone: sign in, skip to the content, find the orders, sort, page, search, sign out', async () => {
  const { page, context, errors } = await newVisitor(browser);
  const press = (key: string) => page.keyboard.press(key);
  await page.goto(portal.url);
  await tabTo(page, 'Sign in');
  await press('Enter');
  await page.waitForURL(/SignIn/i);
  assert.equal((await focused(page)).name, 'User name', 'the form takes the focus');
  await page.keyboard.type('rep-x');
  await tabTo(page, 'Password');
  await page.keyboard.type(localPassword);
  await press('Enter');
  await page.getByRole('heading', { name: 'Good to see you, Robin' }).waitFor();
  await page.locator('portico-workbench').waitFor();

  await tabTo(page, 'Skip to content');
  await press('Enter');
  assert.equal(await page.evaluate('document.activeElement.id'), 'main');
  await press('Tab');
  assert.equal(
    await page.evaluate("document.querySelector('main').contains(document.activeElement)"),
    true,
    'the next stop is in the page',
  );
  await tabTo(page, 'Orders', 'Shift+Tab');
  await press('Enter');
  await page.waitForURL(`${portal.url}/orders`);
  const expected = expectedOrders(portal.sample, 'rep-x');
  assert.deepEqual(await shownOrders(page), expected.slice(0, 10));

  await tabTo(page, 'Order');
  await press('Enter');
  await page.locator('th[aria-sort="ascending"]').waitFor();
  assert.deepEqual(await shownOrders(page), [...expected].reverse().slice(0, 10));
  assert.equal((await focused(page)).name, 'Order', 'sorting keeps the focus');

  await tabTo(page, 'Next');
  await press('Enter');
  await page.getByText('Page 2 of 2').waitFor();
  assert.deepEqual(await shownOrders(page), [...expected].reverse().slice(10));
  assert.notEqual((await focused(page)).tag, 'body', 'the last page keeps the focus somewhere');
  await tabTo(page, 'Previous', (await focused(page)).name === 'Next' ? 'Shift+Tab' : 'Tab');

  await tabTo(page, 'Search: Sales orders', 'Shift+Tab');
  await page.keyboard.type('pump');
  await press('Enter');
  await page.locator('.portico-range', { hasText: 'of 3' }).waitFor();
  assert.equal(await range(page), '1–3 of 3');
  assert.equal((await focused(page)).name, 'Search: Sales orders', 'searching keeps the focus');

  await tabTo(page, 'Sign out', 'Shift+Tab');
  await press('Enter');
  await page.waitForURL(/LogOff/i);
  await tabTo(page, 'Sign out');
  await press('Enter');
  await page.getByRole('heading', { name: 'Welcome' }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('with the keyboard alone: place an order, submit it, and read what became of it', async () => {
  const { page, context, errors } = await newVisitor(browser);
  const press = (key: string) => page.keyboard.press(key);
  await page.goto(`${portal.url}/new-order`);
  assert.equal((await focused(page)).name, 'User name', 'the form takes the focus');
  await page.keyboard.type('jane');
  await tabTo(page, 'Password');
  await page.keyboard.type(localPassword);
  await press('Enter');
  await page.waitForURL(`${portal.url}/new-order`);
  await panelSettled(page);
  await tabTo(page, 'Create');
  await press('Enter');
  assert.match((await focused(page)).name, /^Not saved yet/, 'what is missing takes the focus, and leads to each field');
  await tabTo(page, 'Fill in: Subject.');
  await press('Enter');
  assert.match((await focused(page)).name, /^Subject/);
  await page.keyboard.type('By keyboard');
  await press('Enter');
  await page.waitForURL((address) => address.pathname === '/order');
  await panelSettled(page);
  await tabTo(page, 'Submit');
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Submit' });
  await dialog.waitFor();
  await press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.equal((await focused(page)).name, 'Submit', 'leaving the dialog gives the focus back');
  await press('Enter');
  await page.keyboard.type('Typed, not clicked.');
  await tabTo(page, 'Submit');
  await press('Enter');
  await panel(page).getByText('Submit: done. Now: In Progress.').first().waitFor();
  assert.notEqual((await focused(page)).tag, 'body', 'the focus is somewhere after the action');
  assert.equal(await shownField(page, 'Status'), 'In Progress');
  assert.deepEqual(errors, []);
  await context.close();
});

test('with the keyboard alone: tabs of the dashboard by arrows, a tile, one of its orders, and back', async () => {
  const { page, context, errors } = await newVisitor(browser);
  await page.goto(`${portal.url}/SignIn`);
  assert.equal((await focused(page)).name, 'User name', 'the form takes the focus');
  await page.keyboard.type('rep-x');
  await tabTo(page, 'Password');
  await page.keyboard.type(localPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Good to see you, Robin' }).waitFor();
  await everythingSettled(page);
  await tabTo(page, 'My company');
  await page.keyboard.press('ArrowRight');
  assert.equal((await focused(page)).name, 'Deliveries');
  await page.keyboard.press('Enter');
  await page.getByRole('article', { name: 'Delivery is due' }).waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await page.getByRole('article', { name: 'Waiting for approval' }).waitFor();
  await tabTo(page, 'Waiting for approval');
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.pathname === '/orders');
  await settled(page);
  await tabTo(page, 'SO-1007');
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.pathname === '/order');
  await panelSettled(page);
  await tabTo(page, 'Approve');
  assert.deepEqual(errors, []);
  await context.close();
});

test('a refused person copies the reference by keyboard', async () => {
  const { page, context } = await newVisitor(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${portal.url}/orders`);
  assert.equal((await focused(page)).name, 'User name', 'the form takes the focus');
  await page.keyboard.type('may');
  await tabTo(page, 'Password');
  await page.keyboard.type(localPassword);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${portal.url}/orders`);
  await settled(page);
  await tabTo(page, 'Copy reference');
  await page.keyboard.press('Enter');
  await page.getByText('Copied', { exact: true }).waitFor();
  assert.equal(await page.evaluate('navigator.clipboard.readText()'), await page.locator('.portico-reference code').innerText());
  await context.close();
});
