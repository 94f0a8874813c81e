import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type ControlName, controls, environmentVariables, siteSettings, webTemplates } from '../../contracts/index.ts';
import { type CodeComponentCall, renderLiquid, workbenchLimits } from '../../portal/liquid/index.ts';
import { readSite } from '../../solution/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = readSite({ file: join(root, 'web-templates/site.yaml'), built: { read: () => new Uint8Array(), list: () => [] } });
if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
const sources = new Map(
  read.site.description.webTemplates.map(({ name, source }) => {
    const found = read.site.sources.get(source);
    return [name, found?.kind === 'text' ? found.text : ''] as const;
  }),
);

interface Shown {
  readonly html: string;
  readonly placed: readonly CodeComponentCall[];
}

/** Renders Liquid with the starter's templates at hand. */
async function render(
  source: string,
  { settings = {}, selected = 'en-US' }: { settings?: object; selected?: string } = {},
): Promise<Shown> {
  const placed: CodeComponentCall[] = [];
  const unasked = (): never => assert.fail('nothing else is asked');
  const html = await renderLiquid(source, {
    objects: {
      settings,
      website: { selected_language: { code: selected, name: selected } },
      page: { url: '/orders', title: 'Orders' },
      user: null,
      snippets: {},
    },
    doors: {
      template: (name) => sources.get(name) ?? null,
      codeComponent: async (call) => {
        placed.push(call);
        return '';
      },
      fetchXml: unasked,
      serverLogic: unasked,
    },
    limits: workbenchLimits,
    now: new Date('2026-06-15T12:00:00Z'),
    encodeUserAndRequest: true,
    diagnostics: ({ message }) => assert.fail(message),
  });
  return { html, placed };
}

const given: { readonly [Name in ControlName]: { readonly [property: string]: string } } = {
  SecureGrid: { grid: 'orders', page: '/orders' },
  ActionBar: { table: 'salesorder', record: '<id>' },
  RoleDashboard: { dashboard: 'home', page: '/' },
  RecordPanel: { form: 'order', record: '', page: '/order' },
};
const include = (name: string, of: { readonly [property: string]: string }) =>
  `{% include '${webTemplates.control}' control: '${name}', ${Object.entries(of)
    .filter(([, value]) => value !== '')
    .map(([property, value]) => `${property === 'page' ? 'address' : property}: '${value}'`)
    .join(', ')} %}`;

test('each control is placed by the platform’s tag with its properties, and nothing that was not said becomes a text', async () => {
  for (const [name, properties] of Object.entries(given)) {
    const { placed } = await render(include(name, properties));
    assert.deepEqual(
      placed.map((each) => ({ name: each.name, properties: { ...each.properties } })),
      [{ name: controls[name as ControlName].uniqueName, properties }],
    );
  }
  assert.deepEqual((await render(include('Unknown', {}))).placed, []);
});

test('our script finds the same on an element, escaped, with the language; two controls load it once', async () => {
  const settings = { [siteSettings.controlHost]: 'script', [siteSettings.language]: 'ar' };
  const { html, placed } = await render(include('ActionBar', given.ActionBar) + include('SecureGrid', given.SecureGrid), { settings });
  assert.deepEqual(placed, []);
  assert.match(
    html,
    /data-portico="ActionBar" data-language="ar" data-page="" data-grid="" data-table="salesorder".* data-record="&lt;id&gt;"/,
  );
  assert.match(
    html,
    /<div lang="ar" dir="rtl" data-support="">\s*<div data-portico="SecureGrid" data-language="ar" data-page="\/orders" data-grid="orders"/,
  );
  assert.equal(html.match(/<script /g)?.length, 1);
});

test('the words that stand in for a contact are not handed to a control; a contact is', async () => {
  const support = async (value: string) =>
    /data-support="([^"]*)"/.exec(
      (await render(include('SecureGrid', {}), { settings: { [siteSettings.supportContact]: value } })).html,
    )?.[1];
  assert.equal(await support(environmentVariables.find(({ schemaName }) => schemaName.endsWith('SupportContact'))?.defaultValue ?? ''), '');
  assert.equal(await support('help@example.com'), 'help@example.com');
});

test('texts: the setting goes before the selected language, a region counts, an unknown language falls back to English as a whole', async () => {
  const said = async (selected: string, language?: string) =>
    (
      await render(
        `{% include '${webTemplates.texts}' first: '<Jo>' %}{{ text_header_sign_in }}|{{ shown_language }}|{{ shown_direction }}|{{ shown_address }}|{{ text_home_greeting }}`,
        { selected, ...(language === undefined ? {} : { settings: { [siteSettings.language]: language } }) },
      )
    ).html.trim();
  assert.equal(await said('en-US'), 'Sign in|en-US|ltr|/orders/|Good to see you, <bdi>&lt;Jo&gt;</bdi>');
  assert.equal(await said('de-AT', ''), 'Anmelden|de-AT|ltr|/orders/|Schön, dass Sie da sind, <bdi>&lt;Jo&gt;</bdi>');
  assert.equal(await said('de-DE', 'ar'), 'تسجيل الدخول|ar|rtl|/orders/|أهلًا بك، <bdi>&lt;Jo&gt;</bdi>');
  assert.match(await said('fr-FR'), /^Sign in\|en\|ltr/);
  assert.match(await said('de-DE', '"><script>'), /^Sign in\|en\|ltr/);
});
