import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { dispatchOutbox } from '../../portal/index.ts';
import { launchBrowser } from './browser.ts';
import { openPortal } from './open-portal.ts';
import { signedIn, submitOrder } from './signed-in.ts';
import { violations } from './violations.ts';

let portal: ServedSample;
let browser: Browser;
let receiver: Server;
let status = 500;
const keys: string[] = [];
before(async () => {
  [portal, browser] = await Promise.all([openPortal('node'), launchBrowser()]);
  receiver = createServer((request, response) => {
    keys.push(String(request.headers['idempotency-key']));
    request.resume();
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  await browser?.close();
  await portal?.close();
  receiver?.closeAllConnections();
  receiver?.close();
});

test('the workbench shows events that wait, that were given up and that arrived, and sends one again by hand (A14)', async () => {
  const { page, context, errors } = await signedIn(browser, portal, 'jane');
  await page.goto(`${portal.url}/_workbench`);
  await page.getByText('0 waiting, 0 delivered, 0 given up.').waitFor();
  const order = await submitOrder(page, portal, 'For other systems');
  await page.goto(`${portal.url}/_workbench`);
  await page.getByText('1 waiting, 0 delivered, 0 given up.').waitFor();
  await page.getByRole('link', { name: 'Open the outbox' }).click();
  assert.match(await table(page, 'Waiting'), new RegExp(`order-submitted[\\s\\S]*salesorder ${order}[\\s\\S]*at once`));

  const url = new URL(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`);
  const round = () => dispatchOutbox({ dataverse: portal.dataverse, url, attempts: 1 });
  assert.equal(await round(), 1);
  await page.reload();
  assert.match(await table(page, 'Given up'), /order-submitted[\s\S]*the receiver answered 500/);
  assert.deepEqual(await violations(page), []);

  await page.getByRole('button', { name: 'Send again' }).click();
  await page.waitForURL(`${portal.url}/_workbench/outbox`);
  assert.match(await table(page, 'Waiting'), /order-submitted/);
  status = 204;
  assert.equal(await round(), 1);
  await page.reload();
  assert.match(await table(page, 'Delivered'), /order-submitted/);
  await page.getByText('No event waits.').waitFor();
  assert.equal(new Set(keys).size, 1, 'the same key, so that a receiver can drop the second');
  assert.equal(await round(), 0);
  assert.deepEqual(errors, []);
  await context.close();
});

const table = (page: Page, title: string): Promise<string> => page.getByRole('region', { name: `${title}, table` }).innerText();
