import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { hostFactory } from '../environment/host.ts';
import { serveSample } from '../environment/serve.ts';
import { root } from '../paths.ts';
import { rowId } from '../sample/ids.ts';
import { readSample } from '../sample/read.ts';
import { browserPath, launchForFigures, signInForFigures } from './browser.ts';
import { type Spread, spreadOf } from './measure.ts';

/** One page as a person sees it, with an empty browser cache and a processor slowed down by `slowdown`. */
export interface PageSpeed {
  readonly page: string;
  readonly person: string;
  /** Milliseconds from the start of the navigation until every control is there and the browser is free to answer a click. */
  readonly interactive: Spread;
  /** Sum of all layout shifts of the worst view, without those that an input brought. */
  readonly layoutShift: number;
}

export const slowdown = 4;
const views = 5;

const pages = (): readonly { readonly person: string; readonly name: string; readonly address: string }[] => [
  { person: 'rep-x', name: 'Dashboard', address: '/' },
  { person: 'rep-x', name: 'Orders', address: '/orders' },
  { person: 'rep-x', name: 'One order', address: `/order?id=${rowId('scm', 'salesorder', 'order-x-sam-2')}` },
  { person: 'jane', name: 'New order', address: '/new-order' },
  { person: 'jane', name: 'My requests', address: '/my-requests' },
  { person: 'admin', name: 'Dashboard', address: '/' },
];

/** Measures the pages of the sample in Chromium; null where there is no browser. */
export async function measurePageSpeed(): Promise<readonly PageSpeed[] | null> {
  if (!existsSync(browserPath)) return null;
  const portal = await serveSample({ file: ':memory:', port: 0, host: hostFactory('node'), sample: readSample(join(root, 'samples/scm')) });
  const browser = await launchForFigures();
  try {
    const measured: PageSpeed[] = [];
    for (const { person, name, address } of pages()) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      await context.addInitScript(watch);
      // The workbench's bar is no part of the site.
      await context.route('**/_workbench/**', (route) => route.abort());
      const page = await context.newPage();
      await signInForFigures(page, portal.url, person);
      const shown: Shown[] = [];
      // The first view starts the portal's own caches and is not counted.
      for (let view = 0; view <= views; view += 1) shown.push(await openPage(page, `${portal.url}${address}`));
      const counted = shown.slice(1);
      measured.push({
        page: name,
        person,
        interactive: spreadOf(counted.map((each) => each.interactive)),
        layoutShift: Math.max(...counted.map((each) => each.shift)),
      });
      await context.close();
    }
    return measured;
  } finally {
    await browser.close();
    await portal.close();
  }
}

interface Shown {
  readonly interactive: number;
  readonly shift: number;
}

async function openPage(page: Page, url: string): Promise<Shown> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(url, { waitUntil: 'load' });
  await page.locator('html[data-settled]').waitFor({ timeout: 60_000 });
  // Shifts that come late count as well.
  await page.waitForTimeout(500);
  const shown = await page.evaluate<Shown>('window.porticoFigures()');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await devtools.detach();
  return shown;
}

/** Runs in the page before its own scripts: notes shifts and long tasks, and when the last control has come. */
const watch = `(() => {
  let shift = 0, busyUntil = 0, settled = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) busyUntil = Math.max(busyUntil, entry.startTime + entry.duration); }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (settled || !document.querySelector('.portico-control') || document.querySelector('[aria-busy="true"], .portico-bone')) return;
    settled = performance.now();
    setTimeout(() => document.documentElement.setAttribute('data-settled', ''), 0);
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-busy'] });
  window.porticoFigures = () => ({ interactive: Math.max(settled, busyUntil), shift });
})()`;
