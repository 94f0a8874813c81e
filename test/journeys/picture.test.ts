import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dist } from '../../cli/paths.ts';
import { launchBrowser, newVisitor } from './browser.ts';
import { settled } from './grid.ts';
import { openPortal } from './open-portal.ts';
import { signIn } from './sign-in.ts';

const size = { width: 1280, height: 860 };

// Into `dist/`, so that a test run leaves the tree clean; `npm run pictures` takes it from there into `docs/pictures/`.
test('a picture of the orders page, for the README', async () => {
  const [portal, browser] = await Promise.all([openPortal('node'), launchBrowser()]);
  try {
    const { page } = await newVisitor(browser, { viewport: size });
    await signIn(page, portal.url, 'rep-x');
    await page.goto(`${portal.url}/orders`);
    await settled(page);
    await page.locator('portico-workbench').waitFor();
    const folder = join(dist, 'test', 'pictures');
    mkdirSync(folder, { recursive: true });
    const picture = await page.screenshot({ path: join(folder, 'orders.png') });
    assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [size.width, size.height]);
  } finally {
    await browser.close();
    await portal.close();
  }
});
