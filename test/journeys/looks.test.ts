import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { rowId } from '../../cli/sample/ids.ts';
import { siteSettings } from '../../contracts/index.ts';
import { launchBrowser, newVisitor } from './browser.ts';
import { settled } from './grid.ts';
import { openPortal } from './open-portal.ts';
import { panel } from './record.ts';
import { everythingSettled } from './settled.ts';
import { signIn, signInAt } from './sign-in.ts';
import { readSiteAgain, setSetting } from './site.ts';
import { overflow, violations } from './violations.ts';

let portal: ServedSample;
let browser: Browser;
let reference = '';
before(async () => {
  [portal, browser] = await Promise.all([openPortal('node'), launchBrowser()]);
  const { page, context } = await newVisitor(browser);
  await signIn(page, portal.url, 'may');
  await page.goto(`${portal.url}/orders`);
  await settled(page);
  reference = await page.locator('.portico-reference code').innerText();
  await context.close();
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

const order = (short: string): string => `/order?id=${rowId('scm', 'salesorder', short)}`;
const looks: { readonly [look: string]: BrowserContextOptions & { readonly arabic?: true } } = {
  light: {},
  dark: { colorScheme: 'dark' },
  'from right to left': { arabic: true },
  '320 px wide': { viewport: { width: 320, height: 800 } },
  '320 px wide, from right to left, dark': { viewport: { width: 320, height: 800 }, colorScheme: 'dark', arabic: true },
  'very wide, with forced colours': { viewport: { width: 2200, height: 1200 }, forcedColors: 'active' },
};

describe('the pages of orders, by the rules of axe-core, without errors, never wider than the window', () => {
  const pages = (): { readonly [person: string]: readonly string[] } => ({
    admin: [
      '/',
      '/explain',
      `/explain?reference=${reference}`,
      '/explain?reference=AAAAAAAAAAAA',
      order('order-y-2'),
      '/_workbench/outbox',
    ],
    'rep-x': ['/', '/?tab=deliveries', '/?tab=overview', '/orders?tile=waiting', order('order-x-sam-2'), '/new-order', '/my-requests'],
    jane: ['/', order('order-x-jane'), order('order-x-jane-4'), '/order', '/new-order', '/my-requests'],
    may: ['/', `/explain?reference=${reference}`, order('order-x-jane'), '/new-order', '/my-requests'],
  });

  for (const [look, { arabic, ...options }] of Object.entries(looks))
    test(look, async () => {
      const { page, context, errors } = await newVisitor(browser, options);
      await setSetting(portal, siteSettings.language, arabic ? 'ar' : '');
      await readSiteAgain(portal, page);
      for (const [person, paths] of Object.entries(pages())) {
        await signInAt(page, portal.url, person);
        for (const path of paths) await inspect(page, path);
        await context.clearCookies();
      }
      assert.deepEqual(errors, []);
      await context.close();
    });

  const inspect = async (page: Page, path: string): Promise<void> => {
    await page.goto(`${portal.url}${path}`);
    await everythingSettled(page);
    await fine(page, path);
    if (!path.startsWith('/new-order') || (await panel(page).locator('form').count()) === 0) return;
    await panel(page).locator('button[type="submit"]').click();
    await fine(page, `${path} with a mistake`);
  };

  const fine = async (page: Page, what: string): Promise<void> => {
    assert.deepEqual(await violations(page), [], what);
    assert.equal(await overflow(page), 0, `${what} is wider than the window`);
  };
});

test('a dialog of an action, by the rules of axe-core, in every look', async () => {
  for (const [look, { arabic, ...options }] of Object.entries(looks)) {
    const { page, context } = await newVisitor(browser, options);
    await setSetting(portal, siteSettings.language, arabic ? 'ar' : '');
    await readSiteAgain(portal, page);
    await signInAt(page, portal.url, 'rep-x');
    await page.goto(`${portal.url}${order('order-x-sam')}`);
    await everythingSettled(page);
    await panel(page).locator('.portico-act-place button[data-tone="danger"]').click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('button[type="submit"]').click();
    await dialog.locator('.portico-mistake').first().waitFor();
    assert.deepEqual(await violations(page), [], look);
    assert.equal(await overflow(page), 0, look);
    await context.close();
  }
});
