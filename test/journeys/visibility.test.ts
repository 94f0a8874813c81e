import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { auditEntryTable, columnOf } from '../../contracts/index.ts';
import { launchBrowser, newVisitor } from './browser.ts';
import { expectedOrders } from './expected.ts';
import { grid, range, settled, shownOrders } from './grid.ts';
import { openPortal } from './open-portal.ts';
import { signIn } from './sign-in.ts';

const numbers = { 'order-x-jane': 'SO-1001', 'order-x-sam': 'SO-1002', 'order-y-may': 'SO-2001' } as const;

for (const host of ['node', 'dotnet'] as const) {
  describe(`the orders page, custom APIs in ${host}`, () => {
    let portal: ServedSample;
    let browser: Browser;
    before(async () => {
      [portal, browser] = await Promise.all([openPortal(host), launchBrowser()]);
    });
    after(async () => {
      await browser?.close();
      await portal?.close();
    });

    for (const person of ['admin', 'rep-x', 'jane', 'sam'] as const) {
      test(`${person} sees just what the matrix says, in rows, in the count, page by page (D13 D14 D16)`, async () => {
        const { page, context, errors } = await newVisitor(browser);
        await signIn(page, portal.url, person);
        await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Orders', exact: true }).click();
        const seen = [...(await shownOrders(page))];
        const expected = expectedOrders(portal.sample, person);
        assert.match(await range(page), new RegExp(`of ${expected.length}$`));
        while (seen.length < expected.length) {
          await page.getByRole('button', { name: 'Next' }).click();
          seen.push(...(await shownOrders(page)));
        }
        assert.deepEqual(seen, expected);
        for (const [record, number] of Object.entries(numbers))
          assert.equal(seen.includes(number), portal.sample.matrix.records[record]?.[person], record);
        assert.deepEqual(errors, []);
        await context.close();
      });
    }

    test('May gets a polite refusal with a reference, and the audit entry of it has her name (D15 D17 A30)', async () => {
      const { page, context } = await newVisitor(browser);
      await signIn(page, portal.url, 'may');
      assert.equal(await page.getByRole('link', { name: 'Orders', exact: true }).count(), 0, 'the navigation does not offer the page');
      await page.goto(`${portal.url}/orders`);
      await settled(page);
      assert.equal(await page.locator('.portico-grid tbody tr').count(), 0);
      const text = await page.locator('.portico-grid').innerText();
      assert.match(text, /You are not allowed to see this/);
      const reference = text.match(/\b[A-Z2-7]{12}\b/)?.[0];
      assert.ok(reference, `no reference in: ${text}`);
      const entry = auditEntry(portal, reference);
      assert.equal(entry?.contact, 'May Lindqvist');
      assert.equal(entry?.code, 'no-rule');
      await context.close();
    });

    test('sorting and search are the server’s and stay inside what one may see (D14 D16)', async () => {
      const { page, context } = await newVisitor(browser);
      await signIn(page, portal.url, 'jane');
      await page.goto(`${portal.url}/orders`);
      const expected = expectedOrders(portal.sample, 'jane');
      await settled(page);
      await grid(page).getByRole('button', { name: 'Order', exact: true }).click();
      await grid(page)
        .locator('tbody tr:first-child th')
        .filter({ hasText: expected.at(-1) ?? '' })
        .waitFor();
      assert.deepEqual(await shownOrders(page), [...expected].reverse());
      const box = grid(page).getByRole('searchbox');
      for (const [typed, found] of [
        ['pump', ['SO-1001']],
        ['uberdruck', ['SO-1006']],
        ['50%', ['SO-1005']],
        ['[drum]', ['SO-1005']],
        ['%', ['SO-1005']],
        ['valves', []],
      ] as const) {
        await box.fill(typed);
        await box.press('Enter');
        await page.waitForTimeout(50);
        assert.deepEqual(await shownOrders(page), [...found], `search for ${typed}`);
      }
      await context.close();
    });

    test('text of a row stays text, and a masked column shows its mask (A06)', async () => {
      const { page, context, errors } = await newVisitor(browser);
      await signIn(page, portal.url, 'sam');
      await page.goto(`${portal.url}/orders`);
      await settled(page);
      assert.match(await grid(page).innerText(), /<script>alert\('valves'\)<\/script>/);
      const row = grid(page).getByRole('row').filter({ hasText: 'SO-1002' });
      const shown = await row.innerText();
      assert.match(shown, /2051/);
      assert.doesNotMatch(shown, /DE021203/);
      assert.deepEqual(errors, []);
      await context.close();
    });
  });
}

/** The audit entry of a reference, as an auditor would find it. */
function auditEntry(portal: ServedSample, reference: string): { readonly contact: unknown; readonly code: unknown } | null {
  const { rows } = portal.dataverse
    .read({ kind: 'system' })
    .retrieveMultiple(
      `<fetch><entity name="${auditEntryTable.name}"><attribute name="${columnOf(auditEntryTable, 'ContactName')}" /><attribute name="${columnOf(auditEntryTable, 'Code')}" /><filter><condition attribute="${auditEntryTable.primaryName}" operator="eq" value="${reference}" /></filter></entity></fetch>`,
    );
  const values = rows[0]?.values;
  return values ? { contact: values[columnOf(auditEntryTable, 'ContactName')], code: values[columnOf(auditEntryTable, 'Code')] } : null;
}
