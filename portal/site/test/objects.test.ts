import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openBrowser, textAt } from './browser.ts';
import { startFixture } from './fixture.ts';
import { idOf, type Part, page, setting } from './fixture-site.ts';

/** Places a template on a page of its own; each of its paragraphs is one probe. */
const probes: Readonly<Record<string, string>> = {
  page: '{{ page.title }}|{{ page.url }}|{{ page.parent.title }}|{{ page.adx_partialurl }}|{% for b in page.breadcrumbs %}{{ b.title }}>{% endfor %}',
  marker: "{{ sitemarkers['access denied'].url }}|{{ sitemarkers['nothing'].url }}",
  settings: "{{ settings['search/enabled'] }}|{{ settings['nothing'] }}|{{ settings['From environment'] }}",
  snippets: "{{ snippets['Greeting'] }}|{{ snippets['nothing'] | default: 'none' }}|{{ snippets['Circle'] }}",
  links: "{% for l in weblinks['Main'].weblinks %}{{ l.name }}={{ l.url }};{% endfor %}",
  sitemap: '{% for c in sitemap.root.children %}{{ c.title }};{% endfor %}',
  found: "{{ sitemap['/orders'].title }}|{{ sitemap['/staff'].title }}",
  website: '{{ website.name }}|{{ website.selected_language.code }}|{{ website.sign_in_url }}',
  request: "{{ request.path }}|{{ params.q }}|{{ request.params['q'] }}",
  user: '{{ user.parentcustomerid.name }}|{{ user.parentcustomerid.logical_name }}|{{ user.statecode.label }}',
  entities: "{{ entities['account']['x'] }}",
  now: "{{ now | date: 'yyyy-MM-dd' }}",
  hostile: '{% codecomponent name: nothing.Here %}',
};
const source = Object.entries(probes)
  .map(([name, text]) => `<p id="${name}">${text}</p>`)
  .join('\n');
const extra: readonly Part[] = [
  { type: 8, name: 'Probe', content: { source } },
  { type: 6, name: 'Probe', content: { webtemplateid: idOf('8 Probe'), usewebsiteheaderandfooter: true } },
  ...page('Probe', 'probe', { pagetemplateid: idOf('6 Probe') }),
  { type: 7, name: 'Greeting', content: { value: 'Hello {{ user.firstname }}' } },
  { type: 7, name: 'Circle', content: { value: "{{ snippets['Circle'] }}" } },
  { type: 4, name: 'Main', content: { display_name: 'Main' } },
  ...['Orders', 'Staff', 'Home'].map(
    (target, index): Part => ({
      type: 5,
      name: target,
      content: { weblinksetid: idOf('4 Main'), pageid: idOf(`2 ${target}`), displayorder: index },
    }),
  ),
  { type: 5, name: 'Outside', content: { weblinksetid: idOf('4 Main'), externalurl: 'https://example.com/', displayorder: 9 } },
  { type: 9, name: 'From environment', content: { source: 1, envvar_schema: 'sample_Value' } },
  { type: 17, name: 'A list', content: {} },
  { type: 9, name: 'Odd', content: { value: 'x', surprise: 1 } },
  setting('HTTP/Permissions-Policy', 'camera=()'),
  setting('HTTP/X-Content-Type-Options', 'nosniff\r\nX-Evil: 1'),
];
const fixture = await startFixture({ extra });
await fixture.dataverse.seed({ environmentvariabledefinition: [{ schemaname: 'sample_Value', defaultvalue: 'from the default' }] });
fixture.site.site.refresh();
after(() => fixture.close());
const jane = openBrowser(fixture);
await jane.signIn('jane');
const answer = await jane.get('/probe?q=%3Cb%3E');
const at = (id: string): string | undefined => textAt(answer.text, id);

test('objects of a page: where it is, markers, settings, snippets with Liquid, links and sitemap without what may not be read', () => {
  assert.equal(at('page'), 'Title of Probe|/probe|Title of Home|probe|Title of Home>');
  assert.equal(at('marker'), '/access-denied|');
  assert.equal(at('settings'), 'yes||from the default');
  assert.match(at('snippets') ?? '', /^Hello Jane\|none\|Liquid error: the snippets include each other in a circle/);
  assert.equal(at('links'), 'Orders=/orders;Home=/;Outside=https://example.com/;');
  const sitemap = at('sitemap') ?? '';
  assert.match(sitemap, /Title of Orders;/);
  assert.doesNotMatch(sitemap, /Title of Staff;|Title of Draft;/);
  assert.equal(at('found'), 'Title of Orders|');
});

test('website, request and user: encoded where the platform encodes, columns in the platform’s shapes', () => {
  assert.equal(at('website'), 'Fixture|en-US|/SignIn?ReturnUrl=%2Fprobe%3Fq%3D%253Cb%253E');
  assert.equal(at('request'), '/probe|<b>|&lt;b&gt;', '`params` is not encoded by the platform, `request` is');
  assert.equal(at('user'), 'Parent|account|Active');
  assert.equal(at('now'), '2026-06-15');
});

test('what the local portal does not have says so in place and in the diagnostics', () => {
  assert.match(at('entities') ?? '', /^Liquid error: the local portal does not have the object `entities`/);
  assert.match(at('hostile') ?? '', /^Liquid error: the code component `nothing.Here` is not imported/);
  const messages = fixture.site.site.diagnostics.list().map(({ where, message }) => `${where}: ${message}`);
  assert.ok(
    messages.some((each) => each.startsWith('component type 17:')),
    messages.join('\n'),
  );
  assert.ok(messages.includes('component 9 “Odd”: Keys that are not looked at: surprise.'), messages.join('\n'));
});

test('headers by settings; a value with a line break sends no header', () => {
  assert.equal(answer.headers.get('permissions-policy'), 'camera=()');
  assert.equal(answer.headers.get('x-content-type-options'), null);
  assert.equal(answer.headers.get('x-evil'), null);
});

test('configuration is kept for fifteen minutes, as on the platform; the workbench reads it again at once', async () => {
  const change = (value: string) =>
    fixture.dataverse.transaction({ kind: 'system' }, (service) =>
      service.update('powerpagecomponent', idOf('9 Search/Enabled'), { content: ['text', JSON.stringify({ value })] }),
    );
  const setting = async () => textAt((await jane.get('/probe')).text, 'settings')?.split('|')[0];
  await change('changed');
  assert.equal(await setting(), 'yes');
  fixture.advance(15 * 60_000);
  assert.equal(await setting(), 'changed');
  await change('again');
  await jane.post('/_workbench/reload', { __RequestVerificationToken: await jane.token() });
  assert.equal(await setting(), 'again');
});

test('workbench: the proof of identity can be taken away and given back', async () => {
  const token = await jane.token();
  const portal = async () => {
    await jane.send('POST', '/_api/serverlogics/echo', '{}', { __RequestVerificationToken: token });
    return fixture.calls.at(-1)?.portal;
  };
  assert.equal((await jane.post('/_workbench/evidence', { evidence: 'absent' })).status, 403);
  assert.notEqual(await portal(), undefined);
  await jane.post('/_workbench/evidence', { evidence: 'absent', __RequestVerificationToken: token });
  assert.equal(await portal(), undefined);
  await jane.post('/_workbench/evidence', { evidence: 'platform', __RequestVerificationToken: token });
  assert.deepEqual(await portal(), { isPortalsClientCall: true, contactId: idOf('contact jane') });
});

test('a database without the site, or with several and none named, is refused with a sentence', async () => {
  await assert.rejects(startFixture({ siteId: idOf('nothing') }), /no such Power Pages site.*Fixture/);
});
