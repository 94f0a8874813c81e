import type { Page } from 'playwright-core';

/** Selects a language by the header's menu, as a person does; the page stays the same. */
export async function chooseLanguage(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('banner').locator('nav.portico-languages');
  await menu.locator('summary').click();
  await menu.getByRole('link', { name, exact: true }).click();
  await menu.locator('summary', { hasText: name }).waitFor();
}
