import type { Browser, Page } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { newVisitor, type Visitor } from './browser.ts';
import { panelSettled, placeOrder, runAction } from './record.ts';
import { signIn } from './sign-in.ts';

/** A fresh browser in which a person of the sample has signed in. */
export async function signedIn(browser: Browser, { url }: ServedSample, person: string): Promise<Visitor> {
  const visitor = await newVisitor(browser);
  await signIn(visitor.page, url, person);
  return visitor;
}

/** Opens the page of one order. */
export async function openOrder(page: Page, { url }: ServedSample, order: string): Promise<void> {
  await page.goto(`${url}/order?id=${order}`);
  await panelSettled(page);
}

/** Places an order and submits it; answers its id. */
export async function submitOrder(page: Page, { url }: ServedSample, subject: string): Promise<string> {
  const order = await placeOrder(page, url, subject);
  await runAction(page, 'Submit');
  return order;
}
