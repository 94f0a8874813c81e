import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { chromium, type Page } from 'playwright-core';
import { password, startFixture } from './fixture.ts';

const fixture = await startFixture();
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
after(async () => {
  await browser.close();
  await fixture.close();
});
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function open(path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<{ readonly page: Page; readonly problems: string[] }> {
  const page = await browser.newPage({ colorScheme, bypassCSP: false });
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`${fixture.site.url}${path}`);
  return { page, problems };
}
const violations = async (page: Page): Promise<readonly string[]> => {
  const found = (await page.evaluate(
    `(async () => { ${axe}; return (await axe.run()).violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.target.join(' ')).join(', ')); })()`,
  )) as string[];
  return found;
};

test('a code component starts under the site’s policy: files, texts, properties, one init, outputs by a change event', async () => {
  const { page, problems } = await open('/tags');
  const button = page.locator('.pcf-control-view button');
  assert.equal(await button.textContent(), 'Hello & welcome|a"b||1033|false|Web|init+update');
  assert.equal(await page.evaluate("getComputedStyle(document.querySelector('.pcf-control-view button')).color"), 'rgb(1, 2, 3)');
  await page.evaluate("window.changes = []; document.addEventListener('change', (event) => window.changes.push(event.target.value));");
  await button.click();
  await page.waitForFunction('window.changes.length > 0');
  assert.deepEqual(await page.evaluate('window.changes'), ['clicked']);
  assert.equal(await button.textContent(), 'Hello & welcome|a"b|clicked|1033|false|Web|init+update+update');
  assert.deepEqual(problems, []);
  await page.close();
});

test('the workbench bar stands outside of the page, says so, and switches the person by keyboard', async () => {
  const { page, problems } = await open('/orders');
  assert.match(page.url(), /\/SignIn\?ReturnUrl=%2Forders$/);
  await page.goto(`${fixture.site.url}/?a=1`);
  const bar = page.getByRole('region', { name: 'Local workbench – not part of the site' });
  await bar.waitFor();
  assert.equal(await page.evaluate("document.body.querySelector('portico-workbench')"), null);
  await page.getByLabel('View as').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction("document.getElementById('who')?.textContent === 'Jane Doe'");
  assert.equal(page.url(), `${fixture.site.url}/?a=1`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForFunction("document.getElementById('who')?.textContent === 'nobody'");
  assert.deepEqual(problems, []);
  await page.close();
});

test('sign-in, sign-out and workbench pages have no accessibility violations, light and dark', async () => {
  for (const scheme of ['light', 'dark'] as const) {
    const { page, problems } = await open('/SignIn', scheme);
    assert.deepEqual(await violations(page), []);
    await page.getByLabel('User name').fill('sam');
    await page.getByLabel('Password').fill('wrong');
    await page.keyboard.press('Enter');
    assert.match((await page.getByRole('alert').textContent()) ?? '', /not right/);
    assert.deepEqual(await violations(page), []);
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.locator('#who').waitFor({ state: 'attached' });
    for (const path of ['/_workbench', '/Account/Login/LogOff']) {
      await page.goto(`${fixture.site.url}${path}`);
      assert.deepEqual(await violations(page), [], `${path} ${scheme}`);
    }
    await page.goto(`${fixture.site.url}/`);
    await page.getByLabel('View as').waitFor();
    assert.deepEqual(
      (await violations(page)).filter((each) => each.includes('portico-workbench')),
      [],
    );
    assert.deepEqual(
      problems.filter((each) => !each.includes('401')),
      [],
    );
    await page.close();
  }
});

test('an injected event handler does not run where the policy has no unsafe-inline', async () => {
  const { page } = await open('/');
  await page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hit = 1\">')");
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate('window.hit'), undefined);
  await page.close();
});
