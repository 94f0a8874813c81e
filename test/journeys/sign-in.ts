import type { Page } from 'playwright-core';
import { localPassword } from '../../cli/sample/load.ts';

/** Signs a sample person in as a person would: by the site's own link, user name and password. */
export async function signIn(page: Page, url: string, person: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.getByRole('link', { name: 'Sign in' }).first().click();
  await fillIn(page, person);
}

/** The same by the address of the page, for a site in whatever language. */
export async function signInAt(page: Page, url: string, person: string): Promise<void> {
  await page.goto(`${url}/SignIn`);
  await fillIn(page, person);
}

async function fillIn(page: Page, person: string): Promise<void> {
  await page.getByLabel('User name').fill(person);
  await page.getByLabel('Password').fill(localPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((address) => !address.pathname.toLowerCase().startsWith('/signin'));
}
