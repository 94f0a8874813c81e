import type { Locator, Page } from 'playwright-core';

/** What a person finds on the orders page: by role and label, as a screen reader does. */
export const grid = (page: Page): Locator => page.getByRole('region', { name: 'Sales orders' });

/** The first column of every row that is shown, once the grid has settled. */
export async function shownOrders(page: Page): Promise<readonly string[]> {
  await settled(page);
  return grid(page).locator('tbody th').allInnerTexts();
}

/** Waits until the grid shows rows, an empty list or a problem, and nothing is under way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.portico-grid[aria-busy="false"]').waitFor();
}

/** The range above the rows, e.g. `1–10 of 14`. */
export const range = (page: Page): Promise<string> => grid(page).locator('.portico-range').innerText();
