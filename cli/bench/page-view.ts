import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serverLogicUrl } from '../../contracts/index.ts';
import { hostFactory } from '../environment/host.ts';
import { serveSample } from '../environment/serve.ts';
import { root } from '../paths.ts';
import { readSample } from '../sample/read.ts';
import { browserPath, launchForFigures, signInForFigures } from './browser.ts';
import { type Spread, spreadOf, times } from './measure.ts';

export interface PageView {
  /** Milliseconds from the start of the navigation to the first row on the screen. */
  readonly visible: Spread;
  /** Requests of the browser to server logic, per page view. */
  readonly requests: number;
}

/** Measures the orders page in Chromium as the representative sees it; null where there is no browser. */
export async function measurePageView(): Promise<PageView | null> {
  if (!existsSync(browserPath)) return null;
  const portal = await serveSample({ file: ':memory:', port: 0, host: hostFactory('node'), sample: readSample(join(root, 'samples/scm')) });
  const browser = await launchForFigures();
  try {
    const page = await browser.newPage();
    await signInForFigures(page, portal.url, 'rep-x');
    let requests = 0;
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith(serverLogicUrl('records').replace(/[^/]+$/, ''))) requests += 1;
    });
    const view = async (): Promise<number> => {
      const started = performance.now();
      await page.goto(`${portal.url}/orders`, { waitUntil: 'commit' });
      await page.locator('.portico-grid tbody tr').first().waitFor();
      return performance.now() - started;
    };
    await view();
    requests = 0;
    const visible = spreadOf(await times(5, view));
    return { visible, requests: requests / 5 };
  } finally {
    await browser.close();
    await portal.close();
  }
}
