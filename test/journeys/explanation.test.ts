import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { rowId } from '../../cli/sample/ids.ts';
import { launchBrowser, newVisitor } from './browser.ts';
import { settled } from './grid.ts';
import { chooseLanguage } from './language.ts';
import { openPortal } from './open-portal.ts';
import { panelSettled } from './record.ts';
import { signedIn } from './signed-in.ts';

let portal: ServedSample;
let browser: Browser;
before(async () => {
  [portal, browser] = await Promise.all([openPortal('node'), launchBrowser()]);
});
after(async () => {
  await browser?.close();
  await portal?.close();
});

/** The reference that a person is shown where they are refused. */
async function refusedReference(person: string, path: string): Promise<string> {
  const { page, context } = await signedIn(browser, portal, person);
  await page.goto(`${portal.url}${path}`);
  await (path === '/orders' ? settled(page) : panelSettled(page));
  const reference = await page.locator('.portico-reference code').innerText();
  await context.close();
  return reference;
}

const nothing = 'There is no decision under this reference that you may read';

test('somebody else’s reference is none to those who may not explain, and to a visitor the page is closed (A30)', async () => {
  const reference = await refusedReference('may', '/orders');
  const { page, context } = await signedIn(browser, portal, 'jane');
  assert.equal(await page.getByRole('link', { name: 'Explain a decision' }).count(), 0);
  await page.goto(`${portal.url}/explain?reference=${reference}`);
  await page.getByRole('heading', { name: nothing }).waitFor();
  assert.doesNotMatch(await page.getByRole('main').innerText(), /May|salesorder|no-rule/);
  await page.goto(`${portal.url}/explain?reference=AAAAAAAAAAAA`);
  await page.getByRole('heading', { name: nothing }).waitFor();
  await context.close();
  const visitor = await newVisitor(browser);
  await visitor.page.goto(`${portal.url}/explain?reference=${reference}`);
  assert.match(visitor.page.url(), /SignIn/i);
  await visitor.context.close();
});

test('the person themselves reads what they were told, and nothing of the rules (A30)', async () => {
  const reference = await refusedReference('may', `/order?id=${rowId('scm', 'salesorder', 'order-y-may')}`);
  const { page, context } = await signedIn(browser, portal, 'may');
  await page.goto(`${portal.url}/explain?reference=${reference}`);
  await page.getByRole('heading', { name: `Decision ${reference}` }).waitFor();
  const text = await page.getByRole('main').innerText();
  assert.match(text, /The record may not be read, or there is none\.\s+not-available/);
  assert.doesNotMatch(text, /order-own|salesorder|What the rules say|Pipes/);
  await context.close();
});

test('what is typed is a text, whatever it holds', async () => {
  const { page, context, errors } = await signedIn(browser, portal, 'admin');
  for (const typed of ['"><script>window.hit=1</script>', '{{ user }}', '\\","operation":"run', '%22}', 'ä'.repeat(40), "' or 1=1 --"]) {
    await page.goto(`${portal.url}/explain?reference=${encodeURIComponent(typed)}`);
    await page.getByRole('heading', { name: nothing }).waitFor();
    assert.equal(await page.evaluate('window.hit'), undefined);
    assert.ok((await page.getByLabel('Reference').inputValue()).length <= 20);
  }
  assert.deepEqual(errors, []);
  await context.close();
});

test('in German the words of the page and of the decision are German', async () => {
  const reference = await refusedReference('sam', `/order?id=${rowId('scm', 'salesorder', 'order-x-jane')}`);
  const { page, context } = await signedIn(browser, portal, 'admin');
  await page.goto(`${portal.url}/explain?reference=${reference}`);
  await chooseLanguage(page, 'Deutsch');
  await page.goto(`${portal.url}/explain?reference=${reference}`);
  const text = await page.getByRole('main').innerText();
  assert.match(
    text,
    /Eine Entscheidung erklären[\s\S]*Abgelehnt[\s\S]*Sam Okafor[\s\S]*Rolle erfüllt[\s\S]*Zugang zum Datensatz nicht erfüllt/,
  );
  assert.doesNotMatch(text, /Refused|not met|Role|Condition|Compared/);
  await context.close();
});
