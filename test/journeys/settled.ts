import type { Page } from 'playwright-core';

/** Waits until every control on the page has come and nothing is under way in any of them. */
export async function everythingSettled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy="true"], .portico-bone').first().waitFor({ state: 'detached' });
}
