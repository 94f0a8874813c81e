import type { Locator, Page } from 'playwright-core';

/** The record panel of a page. */
export const panel = (page: Page): Locator => page.locator('.portico-record');

/** Waits until the panel shows a record or says why not, and nothing is under way. */
export const panelSettled = (page: Page): Promise<void> => page.locator('.portico-record[aria-busy="false"]').waitFor();

/** A field that the person may not change, as it is shown; null where it is not on the page. */
export async function shownField(page: Page, title: string): Promise<string | null> {
  const field = panel(page)
    .locator('.portico-record-field')
    .filter({ has: page.locator('.portico-record-label', { hasText: new RegExp(`^${title}$`) }) });
  return (await field.count()) === 0 ? null : field.locator('.portico-record-value').innerText();
}

/** The buttons above the fields, by their names; those that cannot be pressed now in brackets. */
export async function offered(page: Page): Promise<readonly string[]> {
  const buttons = await panel(page).locator('.portico-act-place button').all();
  return Promise.all(
    buttons.map(async (button) => {
      const name = (await button.innerText()).trim();
      return (await button.getAttribute('aria-disabled')) === 'true' ? `(${name})` : name;
    }),
  );
}

export interface Press {
  readonly comment?: string;
  /** Choices by their labels. */
  readonly choose?: { readonly [label: string]: string };
}

/** Opens the dialog of an action and fills it in, without sending it. */
export async function openAction(page: Page, action: string, { comment, choose = {} }: Press = {}): Promise<Locator> {
  await panel(page).getByRole('button', { name: action, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: action });
  for (const [label, option] of Object.entries(choose)) await dialog.getByLabel(label).selectOption({ label: option });
  if (comment !== undefined) await dialog.getByLabel(/^Comment/).fill(comment);
  return dialog;
}

/** Runs an action from the record’s page as a person does, and waits for what became of it. */
export async function runAction(page: Page, action: string, press: Press = {}): Promise<string> {
  const dialog = await openAction(page, action, press);
  await dialog.getByRole('button', { name: action, exact: true }).click();
  return reported(page);
}

/** What the panel says about the last action. */
export const reported = (page: Page): Promise<string> => panel(page).locator('.portico-report').first().innerText();

/** The id of the record in the page's address. */
export const idInAddress = (page: Page): string => new URL(page.url()).searchParams.get('id') ?? '';

/** Fills in the form for a new order and has it created; answers its id once its page is open. */
export async function placeOrder(page: Page, url: string, subject: string): Promise<string> {
  await page.goto(`${url}/new-order`);
  await panelSettled(page);
  await panel(page)
    .getByLabel(/^Subject/)
    .fill(subject);
  await panel(page).getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL((address) => address.pathname === '/order');
  await panelSettled(page);
  return idInAddress(page);
}
