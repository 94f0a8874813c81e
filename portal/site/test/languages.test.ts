import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, textAt } from './browser.ts';
import { type Fixture, startFixture } from './fixture.ts';
import { idOf, type Part, page, setting } from './fixture-site.ts';

const probes: Readonly<Record<string, string>> = {
  here: '{{ page.title }}|{{ page.url }}|{{ website.selected_language.code }}|{{ language.name }}',
  all: '{% for l in website.languages %}{{ l.code }}={{ l.name }}={{ l.url }};{% endfor %}',
  page: '{% for l in page.languages %}{{ l.url_substitution }};{% endfor %}{{ page.available_languages | size }}',
  marker: "{{ sitemarkers['access denied'].url }}",
  snippets: "{{ snippets['Greeting'] }}|{{ snippets['English only'] }}|{{ snippets['Neutral'] }}",
};
const source = Object.entries(probes)
  .map(([name, text]) => `<p id="${name}">${text}</p>`)
  .join('\n');
const extra: readonly Part[] = [
  { type: 8, name: 'Probe', content: { source } },
  { type: 6, name: 'Probe', content: { webtemplateid: idOf('8 Probe'), usewebsiteheaderandfooter: true } },
  ...page('Probe', 'probe', { pagetemplateid: idOf('6 Probe') }),
  { type: 7, name: 'Greeting', language: true, content: { value: 'Hello' } },
  { type: 7, name: 'English only', language: true, content: { value: 'English' } },
  { type: 7, name: 'Neutral', content: { value: 'Everywhere' } },
];

/** The fixture with a second language; only the page of the probes and one snippet are written in it. */
async function startBilingual(more: readonly Part[] = []): Promise<Fixture> {
  const fixture = await startFixture({ extra: [...extra, ...more] });
  const german = idOf('language de');
  const site = `powerpagesite:${idOf('site')}`;
  const own = (name: string, type: number, content: object) => ({
    powerpagecomponentid: idOf(`${name} de`),
    powerpagecomponenttype: type,
    name,
    content: JSON.stringify(content),
    powerpagesiteid: site,
    powerpagesitelanguageid: `powerpagesitelanguage:${german}`,
  });
  await fixture.dataverse.seed({
    powerpagesitelanguage: [
      { powerpagesitelanguageid: german, name: 'German', displayname: 'Deutsch', languagecode: 'de-DE', lcid: 1031, powerpagesiteid: site },
    ],
    powerpagecomponent: [
      own('Probe (de)', 2, { isroot: false, rootwebpageid: idOf('2 Probe'), partialurl: 'probe', title: 'Titel der Probe' }),
      own('Greeting', 7, { value: 'Hallo' }),
    ],
  });
  fixture.site.site.refresh();
  return fixture;
}

let bySession: Fixture;
let byAddress: Fixture;
before(async () => {
  bySession = await startBilingual();
  byAddress = await startBilingual([setting('MultiLanguage/DisplayLanguageCodeInURL', 'true')]);
});
after(async () => {
  await bySession?.close();
  await byAddress?.close();
});

const at = (text: string, id: string) => textAt(text, id);

test('without the setting an address with a language selects it for the session and leads to the address without it', async () => {
  const browser = openBrowser(bySession);
  assert.equal(at((await browser.get('/probe')).text, 'here'), 'Title of Probe|/probe|en-US|English');
  const selecting = await browser.get('/DE-de/probe?q=1');
  assert.deepEqual([selecting.status, selecting.headers.get('location')], [302, '/probe?q=1']);
  assert.match(selecting.headers.get('set-cookie') ?? '', /^ContextLanguageCode=de-DE;(?!.*expires)/i);
  const { text } = await browser.get('/probe?q=1');
  assert.equal(at(text, 'here'), 'Titel der Probe|/probe|de-DE|Deutsch');
  assert.match(text, /<html lang="de-DE"[^>]* crm-lcid="1031" dir="ltr"/);
  assert.equal((await browser.get('/de-DE')).headers.get('location'), '/');
  assert.equal((await browser.get('/fr-FR/probe')).status, 404, 'a language that the site has not is an address like any other');
});

test('with the setting the address says the language, and so do the addresses that the site writes', async () => {
  const browser = openBrowser(byAddress);
  const german = await browser.get('/de-DE/probe');
  assert.equal(german.status, 200);
  assert.equal(at(german.text, 'here'), 'Titel der Probe|/de-DE/probe|de-DE|Deutsch');
  assert.equal(at(german.text, 'marker'), '/de-DE/access-denied');
  assert.equal(at((await browser.get('/probe')).text, 'here'), 'Titel der Probe|/de-DE/probe|de-DE|Deutsch', 'the session keeps it');
  assert.equal(at((await browser.get('/en-US/probe')).text, 'here'), 'Title of Probe|/en-US/probe|en-US|English');
});

test('the address of a language has its code in front and no slash before it, and keeps the query', async () => {
  const browser = openBrowser(bySession);
  const { text } = await browser.get('/probe?a=1&b=2');
  assert.equal(at(text, 'all')?.split(';').length, 3, 'one entry a language');
  assert.match(at(text, 'all') ?? '', /en-US=English=en-US\/probe\?a=1&b=2;/);
  assert.match(at(text, 'all') ?? '', /de-DE=Deutsch=de-DE\/probe\?a=1&b=2;/);
  assert.match(at(text, 'page') ?? '', /de-DE\/probe\?a=1&b=2;.*2$/);
});

test('a snippet is that of the language or of none; a page without a content page of the language shows the base language', async () => {
  const browser = openBrowser(bySession);
  assert.equal(at((await browser.get('/probe')).text, 'snippets'), 'Hello|English|Everywhere');
  await browser.get('/de-DE/');
  assert.equal(at((await browser.get('/probe')).text, 'snippets'), 'Hallo||Everywhere');
  assert.match((await browser.get('/')).text, /<title>Title of Home/);
});

test('a contact’s preferred language counts where nothing was selected', async () => {
  await bySession.dataverse.transaction({ kind: 'system' }, (service) =>
    service.update('contact', idOf('contact jane'), { adx_preferredlcid: ['integer', 1031] }),
  );
  const jane = openBrowser(bySession);
  await jane.signIn('jane');
  assert.equal(at((await jane.get('/probe')).text, 'here'), 'Titel der Probe|/probe|de-DE|Deutsch');
  await jane.get('/en-US/probe');
  assert.equal(at((await jane.get('/probe')).text, 'here'), 'Title of Probe|/probe|en-US|English');
});

test('a language in front never leads to another host, and a cookie with rubbish selects nothing', async () => {
  const browser = openBrowser(bySession);
  for (const path of ['/de-DE//evil.example', '/de-DE/\\evil.example']) {
    const { status, headers } = await browser.get(path);
    assert.equal(status, 404, path);
    assert.equal(headers.get('location'), null, path);
  }
  for (const cookie of ['xx', 'de-DE\u00e9', '../de-DE', '']) {
    const answer = await openBrowser(bySession).get('/probe', { cookie: `ContextLanguageCode=${encodeURIComponent(cookie)}` });
    assert.equal(at(answer.text, 'here'), 'Title of Probe|/probe|en-US|English', cookie);
  }
});

test('visitors of two languages share no header: each language has its own', async () => {
  const [english, german] = [openBrowser(bySession), openBrowser(bySession)];
  await german.get('/de-DE/');
  for (let round = 0; round < 2; round += 1) {
    assert.equal(at((await english.get('/probe')).text, 'here')?.split('|')[2], 'en-US');
    assert.equal(at((await german.get('/probe')).text, 'here')?.split('|')[2], 'de-DE');
  }
});
