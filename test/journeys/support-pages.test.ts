import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { launchBrowser, newVisitor } from './browser.ts';
import { signIn } from './sign-in.ts';
import { idOf, openAt, openSupportPortal } from './support-portal.ts';
import { overflow, violations } from './violations.ts';

const looks: { readonly [look: string]: BrowserContextOptions } = {
  '1280 px wide': {},
  '320 px wide': { viewport: { width: 320, height: 800 } },
};
/** Each page with somebody to whom it shows something, the pages of one record too, and refusals last. */
const pages: { readonly [person: string]: readonly string[] } = {
  vera: [
    '/',
    '/?tab=billing',
    '/cases',
    '/priority-chat',
    '/new-case',
    '/invoices',
    '/invoice',
    `/invoice?id=${idOf('invoice', 'aurora-2')}`,
    `/case?id=${idOf('incident', 'aurora-wifi')}`,
  ],
  silas: ['/', '/?tab=billing', '/invoices'],
  paula: ['/', '/cases', '/tasks'],
  anton: ['/', '/cases?tile=desk-overdue', '/tasks', `/task?id=${idOf('task', 'licence')}`, `/case?id=${idOf('incident', 'cedar-xray')}`],
  june: ['/', '/case', '/task', `/case?id=${idOf('incident', 'birkenfeld-radio')}`],
  nadia: ['/cases', '/new-case'],
};

describe('the pages of the support sample, by the rules of axe-core, without errors, never wider than the window', () => {
  let portal: ServedSample;
  let browser: Browser;
  before(async () => {
    [portal, browser] = await Promise.all([openSupportPortal('node'), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await portal?.close();
  });
  for (const [look, options] of Object.entries(looks))
    test(look, async () => {
      for (const [person, paths] of Object.entries(pages)) {
        const { page, context, errors } = await newVisitor(browser, options);
        await signIn(page, portal.url, person);
        for (const path of paths) {
          await openAt(page, portal, path);
          // The rows' actions come after the rows.
          await page.waitForLoadState('networkidle');
          assert.deepEqual(await violations(page), [], `${person}, ${path}`);
          assert.equal(await overflow(page), 0, `${person}, ${path} is wider than the window`);
          assert.deepEqual(await cutOff(page), [], `${person}, ${path}: values that go over the edge of their place`);
        }
        assert.deepEqual(errors, [], person);
        await context.close();
      }
    });
});

/** Values in rows and fields that stick out of the window; lists that scroll sideways may hold some. */
const cutOff = (page: Parameters<typeof violations>[0]): Promise<readonly string[]> =>
  page.evaluate(
    `[...document.querySelectorAll('.portico-control :is(time, .portico-choice, bdi)')]
      .filter((each) => each.checkVisibility() && [...each.getClientRects()].some(({ right, left, width }) => width > 0 && (right > innerWidth + 1 || left < -1)))
      .filter((each) => { const box = each.closest('.portico-scroller'); return box === null || box.scrollWidth <= box.clientWidth || getComputedStyle(box.querySelector('table')).display === 'block'; })
      .filter((each) => each.closest('.portico-hidden, [aria-hidden="true"]') === null)
      .map((each) => each.textContent)`,
  );
