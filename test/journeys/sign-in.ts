import type { Page } from 'playwright-core';
import { localPassword } from '../../cli/sample/load.ts';

/** Signs a sample person in as a person would: by the site's own link, user name and password. */
export async function signIn(page: Page, url: string, person: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.getByRole('link', { name: 'Sign in' }).first().click();
  await page.getByLabel('User name').fill(person);
  await page.getByLabel('Password').fill(localPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((address) => !address.pathname.toLowerCase().startsWith('/signin'));
}
