import type { Browser, Page } from 'playwright-core';
import { localPassword } from '../sample/load.ts';

/** Debian's Chromium. */
export const browserPath = '/usr/bin/chromium';

/** Starts the browser without its connections to the world; the driver is a development package and is loaded only here. */
export async function launchForFigures(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** Signs a person of the sample in. */
export async function signInForFigures(page: Page, url: string, person: string): Promise<void> {
  await page.goto(`${url}/SignIn`);
  await page.getByLabel('User name').fill(person);
  await page.getByLabel('Password').fill(localPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((address) => !address.pathname.toLowerCase().startsWith('/signin'));
}
