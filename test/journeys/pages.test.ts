import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { controlHosts, serverLogicUrl, siteSettings } from '../../contracts/index.ts';
import { launchBrowser, newVisitor } from './browser.ts';
import { expectedOrders } from './expected.ts';
import { settled, shownOrders } from './grid.ts';
import { chooseLanguage } from './language.ts';
import { openPortal } from './open-portal.ts';
import { signIn } from './sign-in.ts';
import { readSiteAgain, setSetting } from './site.ts';
import { overflow, violations } from './violations.ts';

let portal: ServedSample;
let browser: Browser;
before(async () => {
  [portal, browser] = await Promise.all([openPortal('node'), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

const looks: { readonly [look: string]: BrowserContextOptions } = {
  light: {},
  dark: { colorScheme: 'dark' },
  '320 px wide, dark': { viewport: { width: 320, height: 800 }, colorScheme: 'dark' },
};
const visitorsPages = ['/', '/SignIn', '/access-denied', '/no-such-page', '/_workbench'];
const peoplesPages = ['/', '/orders', '/profile', '/access-denied', '/no-such-page', '/Account/Login/LogOff', '/_workbench'];

describe('every page, by the rules of axe-core, without errors in the console, never wider than the window', () => {
  const inspect = async (page: Page, paths: readonly string[]): Promise<void> => {
    for (const path of paths) {
      await page.goto(`${portal.url}${path}`);
      if (path === '/orders') await settled(page);
      if (!/SignIn|LogOff|_workbench/.test(path)) await page.locator('portico-workbench').waitFor();
      assert.deepEqual(await violations(page), [], path);
      assert.equal(await overflow(page), 0, `${path} is wider than the window`);
    }
  };
  for (const [look, options] of Object.entries(looks))
    test(look, async () => {
      const { page, context, errors } = await newVisitor(browser, options);
      await inspect(page, visitorsPages);
      for (const [person, paths] of [
        ['rep-x', peoplesPages],
        ['may', ['/', '/orders', '/_workbench']],
      ] as const) {
        await signIn(page, portal.url, person);
        await inspect(page, paths);
        await context.clearCookies();
      }
      // A browser writes the status of a page that is not there into the console; everything else would be ours.
      assert.deepEqual(
        errors.filter((each) => !each.includes('status of 404')),
        [],
      );
      await context.close();
    });
});

for (const host of controlHosts)
  test(`the grid works with the control host “${host}”, and a page is there with one request to server logic`, async () => {
    const { page, context, errors } = await newVisitor(browser);
    await setSetting(portal, siteSettings.controlHost, host);
    await readSiteAgain(portal, page);
    await signIn(page, portal.url, 'rep-x');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/_api/')) asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    await page.waitForLoadState('networkidle');
    asked.length = 0;
    await page.goto(`${portal.url}/profile`);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(asked, [], 'a page without a control asks for nothing');
    await page.goto(`${portal.url}/orders`);
    assert.deepEqual(await shownOrders(page), expectedOrders(portal.sample, 'rep-x').slice(0, 10));
    await page.waitForLoadState('networkidle');
    assert.deepEqual(asked, [`POST ${serverLogicUrl('experience')}`], 'the rows came with their actions');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Page 2 of 2').waitFor();
    assert.equal((await shownOrders(page)).length, 1);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(
      asked.slice(1),
      [`POST ${serverLogicUrl('records')}`, `POST ${serverLogicUrl('records')}`],
      'the next page, and its actions',
    );
    assert.equal(await page.locator('[data-portico="SecureGrid"]').count(), host === 'script' ? 1 : 0);
    assert.deepEqual(errors, []);
    await context.close();
  });

test('in German: menu, list, numbers and dates are German', async () => {
  const { page, context, errors } = await newVisitor(browser, { locale: 'de-DE' });
  await signIn(page, portal.url, 'jane');
  await chooseLanguage(page, 'Deutsch');
  await page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link', { name: 'Aufträge', exact: true }).click();
  const list = page.getByRole('region', { name: 'Aufträge' });
  await settled(page);
  assert.equal(await list.locator('.portico-range').innerText(), '1–5 von 5');
  const row = await list.getByRole('row').filter({ hasText: 'SO-1006' }).innerText();
  assert.match(row, /15\.01\.2027/);
  assert.match(row, /1\.000\.000,10/);
  assert.deepEqual((await list.getByRole('columnheader').allInnerTexts()).filter((each) => each !== '').slice(0, 3), [
    'Auftrag',
    'Betreff',
    'Kunde',
  ]);
  const box = list.getByRole('searchbox', { name: 'Suchen: Aufträge' });
  await box.fill('gibt es nicht');
  await box.press('Enter');
  await list.getByRole('heading', { name: 'Nichts gefunden' }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
  await signInAsMay();
});

/** The same site refuses in German too. */
async function signInAsMay(): Promise<void> {
  const { page, context } = await newVisitor(browser, { locale: 'de-DE' });
  await signIn(page, portal.url, 'may');
  await chooseLanguage(page, 'Deutsch');
  await page.goto(`${portal.url}/orders`);
  await settled(page);
  assert.match(await page.locator('.portico-grid').innerText(), /Sie dürfen das nicht sehen/);
  await page.getByRole('button', { name: 'Referenz kopieren' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await context.close();
}
