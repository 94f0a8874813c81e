import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { dist } from '../../cli/paths.ts';
import { rowId } from '../../cli/sample/ids.ts';
import { siteSettings } from '../../contracts/index.ts';
import { launchBrowser, newVisitor } from './browser.ts';
import { openPortal } from './open-portal.ts';
import { everythingSettled } from './settled.ts';
import { signInAt } from './sign-in.ts';
import { readSiteAgain, setSetting } from './site.ts';

const folder = join(dist, 'test', 'pictures');
let portal: ServedSample;
let browser: Browser;
before(async () => {
  mkdirSync(folder, { recursive: true });
  [portal, browser] = await Promise.all([openPortal('node'), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

const order = (short: string): string => `/order?id=${rowId('scm', 'salesorder', short)}`;

interface Picture {
  readonly name: string;
  readonly person: string;
  readonly path: () => Promise<string>;
  readonly height: number;
  readonly look?: BrowserContextOptions;
  readonly language?: string;
}
const at = (path: string) => () => Promise.resolve(path);
const pictures: readonly Picture[] = [
  { name: 'dashboard', person: 'rep-x', path: at('/'), height: 960 },
  { name: 'dashboard-dark', person: 'jane', path: at('/'), height: 900, look: { colorScheme: 'dark' } },
  { name: 'orders', person: 'rep-x', path: at('/orders'), height: 860 },
  { name: 'order', person: 'rep-x', path: at(order('order-x-sam-2')), height: 860 },
  { name: 'order-arabic', person: 'jane', path: at(order('order-x-jane')), height: 860, language: 'ar' },
  { name: 'explanation', person: 'admin', path: refusedOrder, height: 1240 },
];

/** Sam asks for Jane's order; what he is shown is a reference. */
async function refusedOrder(): Promise<string> {
  const { page, context } = await newVisitor(browser);
  await open(page, 'sam', order('order-x-jane'));
  const reference = await page.locator('.portico-reference code').innerText();
  await context.close();
  return `/explain?reference=${reference}`;
}

async function open(page: Page, person: string, path: string): Promise<void> {
  await signInAt(page, portal.url, person);
  await page.goto(`${portal.url}${path}`);
  await everythingSettled(page);
  await page.locator('portico-workbench').waitFor();
}

// Into `dist/`, so that a test run leaves the tree clean; `npm run pictures` takes them from there into `docs/pictures/`.
for (const { name, person, path, height, look, language = '' } of pictures)
  test(`a picture for the README: ${name}`, async () => {
    const viewport = { width: 1280, height };
    const { page, context, errors } = await newVisitor(browser, { viewport, ...look });
    await setSetting(portal, siteSettings.language, language);
    await readSiteAgain(portal, page);
    await open(page, person, await path());
    const picture = await page.screenshot({ path: join(folder, `${name}.png`) });
    assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [viewport.width, viewport.height]);
    assert.deepEqual(errors, []);
    await context.close();
  });
