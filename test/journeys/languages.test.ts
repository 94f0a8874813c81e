import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { auditEntryTable, columnOf, siteSettings } from '../../contracts/index.ts';
import { launchBrowser, newVisitor } from './browser.ts';
import { settled } from './grid.ts';
import { focused, tabTo } from './keyboard.ts';
import { chooseLanguage } from './language.ts';
import { openPortal } from './open-portal.ts';
import { signIn } from './sign-in.ts';
import { openOnlyFor, readSiteAgain, setSetting } from './site.ts';
import { overflow, violations } from './violations.ts';

let portal: ServedSample;
let browser: Browser;
before(async () => {
  [portal, browser] = await Promise.all([openPortal('node'), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
const owned = (page: Page) =>
  page.evaluate(
    "['header', 'main', 'footer'].map((name) => { const it = document.querySelector(name); return [it.lang, it.dir].join(' '); })",
  );

/** Shows the whole site in a language that the platform does not have; empty: as the visitor selects. */
async function showIn(language: string): Promise<void> {
  const { page, context } = await newVisitor(browser);
  await setSetting(portal, siteSettings.language, language);
  await readSiteAgain(portal, page);
  await context.close();
}

test('a visitor selects a language: the page stays, its words, its title and the next pages are in it, and so does the list', async () => {
  const { page, context, errors } = await newVisitor(browser);
  await signIn(page, portal.url, 'jane');
  await page.goto(`${portal.url}/profile`);
  assert.equal(await heading(page), 'Profile');
  await chooseLanguage(page, 'Deutsch');
  assert.equal(new URL(page.url()).pathname, '/profile');
  assert.equal(await heading(page), 'Profil');
  assert.match(await page.title(), /^Profil · /);
  assert.equal(await page.locator('html').getAttribute('lang'), 'de-DE');
  assert.deepEqual(await owned(page), ['de-DE ltr', 'de-DE ltr', 'de-DE ltr']);
  await page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link', { name: 'Aufträge', exact: true }).click();
  assert.equal(await heading(page), 'Aufträge');
  await settled(page);
  assert.equal(await page.locator('.portico-range').innerText(), '1–5 von 5');
  assert.equal(await page.locator('a[aria-current="page"]').innerText(), 'Aufträge');
  await chooseLanguage(page, 'English');
  assert.equal(await heading(page), 'Orders');
  assert.deepEqual(errors, []);
  await context.close();
});

test('by the keyboard: the language menu opens, its links are reached, and the focus can be seen', async () => {
  const { page, context } = await newVisitor(browser);
  await page.goto(portal.url);
  await tabTo(page, 'English');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Deutsch');
  assert.ok((await focused(page)).visible);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Willkommen' }).waitFor();
  await context.close();
});

test('people of two languages at once: nobody’s header shows the other’s words, with the header cached', async () => {
  const [english, german] = [await newVisitor(browser), await newVisitor(browser)];
  await signIn(english.page, portal.url, 'jane');
  await signIn(german.page, portal.url, 'may');
  await chooseLanguage(german.page, 'Deutsch');
  for (let round = 0; round < 2; round += 1) {
    await Promise.all([english, german].map(({ page }) => page.goto(portal.url)));
    assert.match(await english.page.getByRole('banner').innerText(), /Orders[\s\S]*Jane Doe[\s\S]*Sign out/);
    const shown = await german.page.getByRole('banner').innerText();
    assert.match(shown, /May Lindqvist[\s\S]*Abmelden/);
    assert.doesNotMatch(shown, /Aufträge|Orders|Jane|Sign out/);
  }
  for (const { context } of [english, german]) await context.close();
});

test('in Arabic: what the site owns goes from right to left, headings and list included; nothing is wider than 320 px', async () => {
  await showIn('ar');
  const { page, context, errors } = await newVisitor(browser, { viewport: { width: 320, height: 800 }, colorScheme: 'dark' });
  try {
    await page.goto(`${portal.url}/no-such-page`);
    assert.equal(await heading(page), 'لا توجد صفحة على هذا العنوان');
    await page.goto(`${portal.url}/SignIn`);
    await page.getByLabel('User name').fill('jane');
    await page.getByLabel('Password').fill('portico-local');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'أهلًا بك، Jane' }).waitFor();
    for (const [path, title] of [
      ['/profile', 'الملف الشخصي'],
      ['/orders', 'الطلبات'],
    ] as const) {
      await page.goto(`${portal.url}${path}`);
      if (path === '/orders') await settled(page);
      assert.equal(await heading(page), title);
      assert.deepEqual(await owned(page), ['ar rtl', 'ar rtl', 'ar rtl']);
      assert.equal(await page.locator('a[aria-current="page"]').innerText(), title);
      assert.equal(await overflow(page), 0, path);
      assert.deepEqual(await violations(page), [], path);
    }
    assert.equal(await page.getByRole('searchbox').getAttribute('placeholder'), 'بحث');
    assert.equal(await page.locator('nav.portico-languages').count(), 0, 'there is nothing to select');
    assert.deepEqual(
      errors.filter((each) => !each.includes('status of 404')),
      [],
    );
  } finally {
    await context.close();
    await showIn('');
  }
});

test('a page that one may not open: status 403, the page’s own address, and a reference that an auditor finds (D17)', async () => {
  const { page, context } = await newVisitor(browser);
  await signIn(page, portal.url, 'may');
  await chooseLanguage(page, 'Deutsch');
  await openOnlyFor(portal, 'Orders for people who have signed in', 'SCM Administrator');
  await readSiteAgain(portal, page);
  const denied = await page.goto(`${portal.url}/orders?secret=1`);
  assert.equal(denied?.status(), 403);
  assert.equal(await heading(page), 'Diese Seite ist für Sie nicht zugänglich');
  const reference = await page.getByRole('main').locator('code').innerText();
  assert.match(reference, /^[A-Z2-7]{12}$/);
  assert.deepEqual(await violations(page), []);
  const [entry, ...others] = auditOf(reference);
  assert.equal(others.length, 0);
  assert.equal(entry?.[columnOf(auditEntryTable, 'Code')], 'page-denied');
  assert.equal(entry?.[columnOf(auditEntryTable, 'ContactName')], 'May Lindqvist');
  assert.doesNotMatch(JSON.stringify(entry), /secret/);
  await page.goto(`${portal.url}/access-denied`);
  assert.equal(await page.getByRole('main').locator('code').count(), 0, 'nothing was refused here');
  await context.close();
});

function auditOf(reference: string): readonly { readonly [column: string]: unknown }[] {
  const { rows } = portal.dataverse
    .read({ kind: 'system' })
    .retrieveMultiple(
      `<fetch><entity name="${auditEntryTable.name}"><all-attributes /><filter><condition attribute="${auditEntryTable.primaryName}" operator="eq" value="${reference}" /></filter></entity></fetch>`,
    );
  return rows.map(({ values }) => values);
}
