import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import type { ExperienceResult, QueryResult } from '../../contracts/index.ts';
import { askBridge } from './bridge.ts';
import { launchBrowser } from './browser.ts';
import { expectedOrders } from './expected.ts';
import { grid, settled, shownOrders } from './grid.ts';
import { openPortal } from './open-portal.ts';
import { everythingSettled } from './settled.ts';
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

const own = [
  'Not submitted yet',
  'Waiting for approval',
  'Amount of my open orders',
  'Start here',
  'My orders by status',
  'My open requests',
];
const deliveries = ['Delivery is due', 'Amount by month of delivery'];
/** Tabs and their tiles, person by person. A dashboard of one tab shows no tabs. */
const boards: { readonly [person: string]: { readonly [tab: string]: readonly string[] } } = {
  admin: {
    '': [
      'Open orders',
      'Waiting for approval',
      'Escalated',
      'Open amount by customer',
      'Orders by status',
      'Orders by month of delivery',
      'Start here',
    ],
  },
  'rep-x': {
    'My company': [
      'Waiting for approval',
      'Escalated to the supplier',
      'Amount of open orders',
      'Orders by status',
      'Latest orders',
      'Start here',
    ],
    Deliveries: deliveries,
  },
  jane: { 'My orders': own, Deliveries: deliveries },
  sam: { 'My orders': own, Deliveries: deliveries },
  may: {},
};
const menus: { readonly [person: string]: readonly string[] } = {
  admin: ['Home', 'Orders', 'New order', 'Explain a decision', 'Profile'],
  'rep-x': ['Home', 'Orders', 'My requests', 'New order', 'Profile'],
  jane: ['Home', 'Orders', 'My requests', 'New order', 'Profile'],
  sam: ['Home', 'Orders', 'My requests', 'New order', 'Profile'],
  may: ['Home', 'Profile'],
};

const tiles = async (page: Page): Promise<readonly string[]> => {
  await everythingSettled(page);
  return page.getByRole('article').getByRole('heading', { level: 3 }).allInnerTexts();
};
const number = (page: Page, tile: string): Promise<string> =>
  page.getByRole('article', { name: tile }).locator('.portico-counter-number').innerText();
/** Numbers of the orders that a person sees and that fit. */
const count = (person: string, fits: (order: { readonly [column: string]: unknown }) => boolean): number => {
  const seen = expectedOrders(portal.sample, person);
  return Object.values(portal.sample.rows['salesorder'] ?? {}).filter((each) => seen.includes(String(each['ordernumber'])) && fits(each))
    .length;
};

for (const person of Object.keys(boards)) {
  test(`${person} has just the tabs, tiles and menu items of the own persona (A03 A12 A26)`, async () => {
    const { page, context, errors } = await signedIn(browser, portal, person);
    const menu = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    assert.deepEqual(await menu.allInnerTexts(), menus[person]);
    await everythingSettled(page);
    const board = boards[person] ?? {};
    const tabs = Object.keys(board).filter((tab) => tab !== '');
    assert.deepEqual(await page.getByRole('tab').allInnerTexts(), tabs);
    if (Object.keys(board).length === 0) assert.deepEqual(await tiles(page), []);
    for (const [tab, expected] of Object.entries(board)) {
      if (tab !== '') await page.getByRole('tab', { name: tab }).click();
      assert.deepEqual(await tiles(page), expected, tab);
    }
    assert.deepEqual(await menu.allInnerTexts(), menus[person], 'scripts add nothing to the menu');
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test('counters and charts count what the person may see, no more: the sums are those of the list (D14 A03)', async () => {
  const isOpen = ({ statuscode }: { readonly [column: string]: unknown }): boolean => [1, 2, 3, 690970000].includes(Number(statuscode));
  const admin = await signedIn(browser, portal, 'admin');
  await everythingSettled(admin.page);
  assert.equal(await number(admin.page, 'Open orders'), String(count('admin', isOpen)));
  const robin = await signedIn(browser, portal, 'rep-x');
  await everythingSettled(robin.page);
  assert.equal(await number(robin.page, 'Waiting for approval'), String(count('rep-x', ({ statuscode }) => statuscode === 3)));
  const jane = await signedIn(browser, portal, 'jane');
  await everythingSettled(jane.page);
  const chart = jane.page.getByRole('article', { name: 'My orders by status' });
  await chart.getByText('Show as table').click();
  const shown = await chart.locator('table tbody tr').allInnerTexts();
  const sum = shown.reduce((all, row) => all + Number(row.split(/\t/)[1]), 0);
  assert.equal(sum, expectedOrders(portal.sample, 'jane').length, shown.join('\n'));
  await Promise.all([admin, robin, jane].map(({ context }) => context.close()));
});

test('a group of a chart leads to its orders, and the list can be widened again', async () => {
  const { page, context } = await signedIn(browser, portal, 'rep-x');
  await everythingSettled(page);
  await page
    .getByRole('article', { name: 'Orders by status' })
    .getByRole('link', { name: /^Pending: / })
    .click();
  await settled(page);
  await grid(page).getByText('Narrowed by: Orders by status · Pending').waitFor();
  assert.equal(
    (await shownOrders(page)).length,
    count('rep-x', ({ statuscode }) => statuscode === 2),
  );
  await grid(page)
    .getByRole('button', { name: /Show the whole list/ })
    .or(grid(page).getByRole('link', { name: /Show the whole list/ }))
    .click();
  await settled(page);
  assert.deepEqual(await shownOrders(page), expectedOrders(portal.sample, 'rep-x').slice(0, 10));
  await context.close();
});

test('a tab of other personas is refused by its address and by its data, and so are its tiles (A12)', async () => {
  const { page, context } = await signedIn(browser, portal, 'jane');
  await page.goto(`${portal.url}/?tab=overview`);
  await everythingSettled(page);
  const text = await page.getByRole('main').innerText();
  assert.match(text, /not available to you/);
  assert.doesNotMatch(text, /All companies|Customer Y|Open amount by customer/);
  const ask = (dashboard: object) =>
    askBridge<ExperienceResult>(page, 'experience', { page: '/', dashboard: { name: 'home', ...dashboard } });
  for (const tab of ['overview', 'company']) {
    const answer = await ask({ tab });
    const board = answer.ok ? answer.result.dashboard : assert.fail('refused as a whole');
    assert.equal(board?.ok === false && board.refusal.code, 'not-available', tab);
    assert.doesNotMatch(JSON.stringify(answer), /All companies|all-open|Customer Y/);
  }
  const own = await ask({ only: ['all-open', 'by-customer', 'waiting'] });
  const board = own.ok && own.result.dashboard?.ok ? own.result.dashboard.result : assert.fail('the own tab was refused');
  assert.deepEqual(board.tiles, []);
  for (const tile of ['all-open', 'waiting']) {
    const list = await askBridge<QueryResult>(page, 'records', {
      operation: 'query',
      table: 'salesorder',
      within: { tile },
      columns: ['ordernumber'],
    });
    assert.ok(
      !list.ok || list.result.rows.every(({ values }) => expectedOrders(portal.sample, 'jane').includes(String(values['ordernumber']))),
      tile,
    );
  }
  await context.close();
});

test('without a role there is no dashboard: its data is refused too (A12)', async () => {
  const { page, context } = await signedIn(browser, portal, 'may');
  const answer = await askBridge<ExperienceResult>(page, 'experience', { page: '/', dashboard: { name: 'home' } });
  const board = answer.ok ? answer.result.dashboard : assert.fail('refused as a whole');
  assert.equal(board?.ok === false && board.refusal.code, 'not-available');
  await context.close();
});
