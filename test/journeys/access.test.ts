import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { localPassword } from '../../cli/sample/load.ts';
import { launchBrowser, newVisitor } from './browser.ts';
import { expectedOrders } from './expected.ts';
import { grid, settled, shownOrders } from './grid.ts';
import { openPortal } from './open-portal.ts';
import { signIn } from './sign-in.ts';
import { changeContact, openOnlyFor, readSiteAgain } from './site.ts';

let portal: ServedSample;
let browser: Browser;
before(async () => {
  [portal, browser] = await Promise.all([openPortal('node'), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

test('a visitor who opens /orders signs in and comes back to it', async () => {
  const { page, context, errors } = await newVisitor(browser);
  await page.goto(`${portal.url}/orders`);
  assert.equal(new URL(page.url()).pathname.toLowerCase(), '/signin');
  assert.match(await page.getByRole('region', { name: 'Sample people' }).innerText(), /jane\s+Jane Doe\s+SCM Authorised/);
  await page.getByLabel('User name').fill('jane');
  await page.getByLabel('Password').fill(localPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${portal.url}/orders`);
  assert.deepEqual(await shownOrders(page), expectedOrders(portal.sample, 'jane'));
  assert.deepEqual(errors, []);
  await context.close();
});

test('signing out asks, and afterwards neither header nor page shows anything of the person', async () => {
  const { page, context } = await newVisitor(browser);
  await signIn(page, portal.url, 'jane');
  await page.goto(`${portal.url}/orders`);
  await settled(page);
  await page.getByRole('banner').getByRole('link', { name: 'Sign out' }).click();
  await page.getByText('You are signed in as Jane Doe').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Welcome' }).waitFor();
  assert.doesNotMatch(await page.getByRole('banner').innerText(), /Jane Doe/);
  await page.goto(`${portal.url}/orders`);
  assert.match(page.url(), /SignIn/i);
  assert.equal(await page.getByText('SO-1001').count(), 0);
  await context.close();
});

test('a session that ends in mid-use: a way to sign in, what was typed stays, no foreign or empty list', async () => {
  const { page, context } = await newVisitor(browser);
  await signIn(page, portal.url, 'jane');
  await page.goto(`${portal.url}/orders`);
  await settled(page);
  const other = await context.newPage();
  await other.goto(`${portal.url}/Account/Login/LogOff`);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.waitForURL(`${portal.url}/`);
  await other.close();
  const box = grid(page).getByRole('searchbox');
  await box.fill('pump');
  await box.press('Enter');
  await page.getByRole('heading', { name: 'You have been signed out' }).waitFor();
  assert.equal(await box.inputValue(), 'pump');
  assert.equal(await page.locator('.portico-grid tbody tr').count(), 0);
  await grid(page).getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('User name').fill('jane');
  await page.getByLabel('Password').fill(localPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${portal.url}/orders`);
  assert.deepEqual(await shownOrders(page), expectedOrders(portal.sample, 'jane'));
  await context.close();
});

test('access denied and page not found: a plain page with the status that it means', async () => {
  const { page, context } = await newVisitor(browser);
  await signIn(page, portal.url, 'may');
  const missing = await page.goto(`${portal.url}/no-such-page`);
  assert.equal(missing?.status(), 404);
  await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor();
  await openOnlyFor(portal, 'Orders for people who have signed in', 'SCM Administrator');
  try {
    await readSiteAgain(portal, page);
    const denied = await page.goto(`${portal.url}/orders`);
    assert.equal(denied?.status(), 403);
    assert.equal(page.url(), `${portal.url}/orders`);
    await page.getByRole('heading', { name: 'This page is not available to you' }).waitFor();
    await page.getByText('You are signed in as May Lindqvist, and this page is meant for other roles.').waitFor();
    await page.getByRole('link', { name: 'Go to the home page' }).click();
    await page.waitForURL(`${portal.url}/`);
  } finally {
    await openOnlyFor(portal, 'Orders for people who have signed in', 'Authenticated Users');
    await readSiteAgain(portal, page);
  }
  await context.close();
});

test('two people at the same time: one cached header, and nobody sees the other’s name or menu (A26)', async () => {
  const people = await Promise.all(
    (['jane', 'may'] as const).map(async (person) => {
      const visitor = await newVisitor(browser);
      await signIn(visitor.page, portal.url, person);
      return visitor;
    }),
  );
  const [jane, may] = people;
  const nobody = await newVisitor(browser);
  for (let round = 0; round < 3; round++) {
    await Promise.all([...people, nobody].map(({ page }) => page.goto(portal.url)));
    const header = (of: typeof nobody | undefined) => of?.page.getByRole('banner').innerText() ?? Promise.resolve('');
    assert.match(await header(jane), /Orders[\s\S]*Jane Doe/);
    assert.doesNotMatch(await header(jane), /May/);
    assert.match(await header(may), /May Lindqvist/);
    assert.doesNotMatch(await header(may), /Orders|Jane/);
    assert.doesNotMatch(await header(nobody), /Orders|Jane|May|Sign out/);
  }
  await Promise.all([...people, nobody].map(({ context }) => context.close()));
});

test('the home page: a dashboard where the site has one for the person, else what the navigation offers, and no more', async () => {
  const home = async (person: string) => {
    const { page, context } = await newVisitor(browser);
    await signIn(page, portal.url, person);
    await page.waitForLoadState('networkidle');
    const cards = await page.locator('.portico-card').allInnerTexts();
    const tabs = await page.getByRole('main').getByRole('tab').allInnerTexts();
    await context.close();
    return { cards, tabs };
  };
  assert.deepEqual(await home('jane'), { cards: [], tabs: ['My orders', 'Deliveries'] });
  assert.deepEqual(await home('may'), { cards: ['Profile'], tabs: [] });
});

test('the switcher stands outside of the site, and switching changes what is seen', async () => {
  const { page, context, errors } = await newVisitor(browser);
  await page.goto(portal.url);
  const bar = page.getByRole('region', { name: 'Local workbench – not part of the site' });
  const become = async (label: string, path: string) => {
    await bar.getByLabel('View as').selectOption({ label });
    await Promise.all([page.waitForNavigation(), bar.getByRole('button', { name: 'Switch' }).click()]);
    if (new URL(page.url()).pathname !== path) await page.goto(`${portal.url}${path}`);
  };
  assert.equal(await page.evaluate("document.body.querySelector('portico-workbench')"), null, 'it is not in the body');
  await become('Sam Okafor · SCM Authorised', '/orders');
  assert.deepEqual(await shownOrders(page), expectedOrders(portal.sample, 'sam'));
  await become('Jane Doe · SCM Authorised', '/orders');
  assert.deepEqual(await shownOrders(page), expectedOrders(portal.sample, 'jane'));
  await become('Visitor · not signed in', '/');
  await page.getByRole('heading', { name: 'Welcome' }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('a hostile name is text wherever it stands', async () => {
  const { page, context, errors } = await newVisitor(browser);
  const name = `<img src=x onerror="window.hit=1">{{ settings }}`;
  await changeContact(portal, 'nora', { firstname: name });
  await signIn(page, portal.url, 'nora');
  for (const path of ['/', '/profile', '/access-denied', '/_workbench', '/Account/Login/LogOff']) {
    await page.goto(`${portal.url}${path}`);
    assert.ok((await page.locator('body').innerText()).includes(name), path);
    assert.equal(await page.evaluate('window.hit'), undefined, path);
  }
  assert.deepEqual(errors, []);
  await context.close();
});
