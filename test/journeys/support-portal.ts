import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type HostKind, hostFactory } from '../../cli/environment/host.ts';
import { type ServedSample, serveSample } from '../../cli/environment/serve.ts';
import { root } from '../../cli/paths.ts';
import { rowId } from '../../cli/sample/ids.ts';
import { readSample } from '../../cli/sample/read.ts';
import type { Answer } from '../../contracts/index.ts';
import { auditEntries } from './audit.ts';

/** The support sample's portal on a free port. */
export const openSupportPortal = (host: HostKind): Promise<ServedSample> =>
  serveSample({ file: ':memory:', port: 0, host: hostFactory(host), sample: readSample(join(root, 'samples/support')) });

export const idOf = (table: string, short: string): string => rowId('support', table, short);

/** Opens an address and waits until whatever stands on the page has answered. */
export async function openAt(page: Page, { url }: ServedSample, path: string): Promise<void> {
  await page.goto(`${url}${path}`);
  await ready(page);
}

/** Waits until the page's control shows something and nothing is under way. */
export const ready = (page: Page): Promise<void> =>
  page
    .locator(['dashboard', 'grid', 'record'].map((each) => `.portico-${each}[aria-busy="false"]`).join(', '))
    .first()
    .waitFor();

export const mainText = (page: Page): Promise<string> => page.getByRole('main').innerText();

export const menu = (page: Page): Promise<readonly string[]> =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts();

export const tabs = (page: Page): Promise<readonly string[]> => page.getByRole('tab').allInnerTexts();

/** The titles of the tiles, in the order in which they are shown. */
export const tiles = (page: Page): Promise<readonly string[]> => page.locator('.portico-tile-title').allInnerTexts();

export const tile = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

/** The groups of a bar chart with their numbers, as they stand there. */
export async function bars(page: Page, name: string): Promise<{ readonly [group: string]: string }> {
  const rows = await tile(page, name).locator('.portico-gauge').all();
  const read = rows.map(async (row) => [
    await row.locator('.portico-gauge-label').innerText(),
    await row.locator('.portico-gauge-number').innerText(),
  ]);
  return Object.fromEntries(await Promise.all(read));
}

/** The first column of the list on the page. */
export const listed = (page: Page): Promise<readonly string[]> => page.locator('.portico-grid tbody th').allInnerTexts();

/** That the page refuses what its address asks for, politely and with a reference that the audit knows under the person’s name. */
export async function assertRefused(page: Page, portal: ServedSample, path: string, person: string): Promise<void> {
  await openAt(page, portal, path);
  const text = await mainText(page);
  assert.match(text, /not allowed to see this|not available to you/, path);
  const reference = text.match(/\b[A-Z2-7]{12}\b/)?.[0] ?? assert.fail(`${path} has no reference: ${text}`);
  const [entry] = await auditEntries(portal, { reference });
  assert.equal(entry?.contact?.name, person, path);
}

/** The code of a refusal, which has a reference; `allowed` where nothing was refused. */
export function codeOf<Result>(answer: Answer<Result>): string {
  if (answer.ok) return 'allowed';
  assert.match(answer.refusal.reference, /^[A-Z2-7]{12}$/);
  return answer.refusal.code;
}

export const setTier = ({ dataverse }: ServedSample, account: string, tier: number | null): Promise<unknown> =>
  dataverse.transaction({ kind: 'system' }, (service) =>
    service.update('account', idOf('account', account), { sup_tier: tier === null ? null : ['choice', tier] }),
  );

/** A row as it is stored, past all rules. */
export function stored({ dataverse }: ServedSample, table: string, short: string): { readonly [column: string]: unknown } {
  const { rows } = dataverse
    .read({ kind: 'system' })
    .retrieveMultiple(`<fetch><entity name="${table}"><all-attributes /></entity></fetch>`);
  return rows.find(({ id }) => id === idOf(table, short))?.values ?? assert.fail(short);
}
