import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { transform } from 'esbuild';
import { formScript } from '../../../contracts/index.ts';
import { appScreens } from '../../../solution/app/screens/index.ts';
import { mainForm } from '../../../solution/components/tables/form.ts';
import { printXml } from '../../../solution/xml.ts';

const folder = mkdtempSync(join(tmpdir(), 'portico-forms-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const { buildForms } = (await import(new URL('../../../solution/app/build.mjs', import.meta.url).href)) as {
  readonly buildForms: (out: string) => Promise<string>;
};
const script = await buildForms(join(folder, 'forms.js'));

test('the script is one classic script of ES2020 without eval, and the same at every build', async () => {
  assert.doesNotMatch(script, /\beval\s*\(|new Function\b|^\s*(import|export)\b/m);
  const { code } = await transform(script, { target: 'es2020', format: 'iife', legalComments: 'inline' });
  assert.ok(code.length > 0);
  assert.equal(await buildForms(join(folder, 'again.js')), script);
  assert.ok(script.length < 100_000, `${script.length} characters`);
});

/** Runs the script as a page does: everything global, and something of ours there already. */
function loaded(): { readonly [name: string]: { readonly [method: string]: unknown } } {
  const page: { [name: string]: unknown } = { [formScript.global]: { SecureGrid: {} } };
  createContext(page);
  runInContext(script, page);
  return page[formScript.global] as ReturnType<typeof loaded>;
}

test('every handler that a form names is in the script, which leaves alone what stands under its name', () => {
  const global = loaded();
  assert.ok(global.SecureGrid);
  const called = appScreens.flatMap((screens) =>
    [...printXml(mainForm(screens, true)).matchAll(/functionName="([^"]+)" libraryName="([^"]+)"/g)].map((match) => match.slice(1)),
  );
  assert.ok(called.length >= 3 * appScreens.filter(({ script: own }) => own).length);
  for (const [name = '', library] of called) {
    assert.equal(library, formScript.name);
    const [root, form = '', method = ''] = name.split('.');
    assert.equal(root, formScript.global);
    assert.equal(typeof global[form]?.[method], 'function', name);
  }
});

test('a form without the script calls nothing of it', () => {
  for (const screens of appScreens) assert.doesNotMatch(printXml(mainForm(screens, false)), /Library|Handler/);
});

test('the built script checks a rule on a form of the page, with the page’s own ways to the data', async () => {
  const errors: string[] = [];
  const asked: string[] = [];
  const site = '11111111-2222-5333-8444-555555555555';
  const page: { [name: string]: unknown } = {
    Xrm: {
      WebApi: {
        retrieveMultipleRecords: async (table: string, query: string) => {
          asked.push(`${table}${query}`);
          return { entities: [] };
        },
      },
      Utility: { getGlobalContext: () => ({ getClientUrl: () => 'https://org.example' }) },
    },
  };
  createContext(page);
  runInContext(script, page);
  const values = (column: string): string => (column.endsWith('siteid') ? site : '{"id":"a","table":"salesorder"}');
  const form = {
    getAttribute: (column: string) => ({ getValue: () => values(column) }),
    getControl: () => null,
    ui: { clearFormNotification: () => false, setFormNotification: (text: string) => errors.push(text) },
  };
  const handlers = page[formScript.global] as { PermissionRule: { onLoad: (context: unknown) => Promise<void> } };
  await handlers.PermissionRule.onLoad({ getFormContext: () => form });
  assert.ok(errors.includes('table: the policy has no table `salesorder`'), errors.join('\n'));
  assert.equal(asked.length, 3);
});
