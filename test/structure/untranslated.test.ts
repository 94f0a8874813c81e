import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { inspectTemplate } from '../../portal/liquid/index.ts';
import { readSite, type Site } from '../../solution/index.ts';
import { literalWordsIn } from './literal-words.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = { read: () => new Uint8Array(), list: () => [] };

function siteAt(file: string, base?: Site): Site {
  const read = readSite({ file: join(root, file), shownAs: file, built, ...(base ? { base } : {}) });
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems, null, 1));
  return read.site;
}

const starter = siteAt('web-templates/site.yaml');
const samples = readdirSync(join(root, 'samples')).filter((name) => existsSync(join(root, 'samples', name, 'site.yaml')));
const sites = [starter, ...samples.map((name) => siteAt(`samples/${name}/site.yaml`, starter))];

/** Text sources of a site: templates and copies by hand, catalogues apart. */
const sourcesOf = (site: Site): readonly (readonly [string, string])[] =>
  [...site.sources].flatMap(([name, source]) =>
    source.kind === 'text' && name.endsWith('.liquid') ? [[`${site.file}: ${name}`, source.text] as const] : [],
  );
const catalogueSources = (site: Site): readonly string[] =>
  [...site.sources].flatMap(([name, source]) => (source.kind === 'text' && name.startsWith('texts:') ? [source.text] : []));

test('no template holds a word of its own: words stand in the catalogue, in every language', () => {
  const found = sites.flatMap(sourcesOf).flatMap(([name, source]) => literalWordsIn(source).map((words) => `${name}: “${words}”`));
  assert.deepEqual(found, []);
});

test('words are found where they can hide, and nothing else is taken for one', () => {
  for (const [source, words] of [
    ['<p>Hello</p>', ['Hello']],
    ['<p>مرحبا</p>', ['مرحبا']],
    ['<a title="Go there" href="/x"></a>', ['Go there']],
    ['{% if user %}<p>{% else %}<p>Visitor{% endif %}</p>', ['Visitor']],
    ["<p>{{ page.title | default: 'Untitled' }}</p>", ['Untitled']],
    ["{% assign hello = 'Hi you' %}{% assign said = hello | append: x %}<p>{{ said }}</p>", ['Hi you']],
    ['{% capture hello %}<b>Hi</b>{% endcapture %}<p aria-label="{{ hello }}"></p>', ['Hi']],
    ['{% substitution %}<p>Inside</p>{% endsubstitution %}', ['Inside']],
    ["{% extends 'x' %}{% block a %}<i>Block</i>{% endblock %}", ['Block']],
    ['{% for x in y %}<li>Item {{ x }}</li>{% endfor %}', ['Item']],
    ['{% comment %}A remark{% endcomment %}<!-- another --><script>var words = 1;</script>', []],
    ['<a class="portico-bar" href="/signin" data-grid="orders">{{ text_go }} · —</a>', []],
    ['{% capture asked %}{"language":"en"}{% endcapture %}{% serverlogic name: \'a\', operation: \'get\', input: asked, output: x %}', []],
    ["<i data-kind=\"{{ kind | default: 'SecureGrid' }}\"></i>{{ now | date: 'dd MMMM yyyy' }}", []],
  ] as const)
    assert.deepEqual(literalWordsIn(source), words, source);
});

test('every text that a template prints is in a catalogue that its site has, and every text of a catalogue is printed', () => {
  const definedBy = (site: Site): ReadonlySet<string> =>
    new Set(
      catalogueSources(site).flatMap((source) => [...inspectTemplate(source).variables.keys()].filter((name) => name.startsWith('text_'))),
    );
  for (const site of sites) {
    const known = new Set([...definedBy(starter), ...definedBy(site)]);
    const used = new Set(
      sourcesOf(site).flatMap(([, source]) => [...inspectTemplate(source).reads].filter((name) => name.startsWith('text_'))),
    );
    assert.deepEqual(
      [...used].filter((name) => !known.has(name)),
      [],
      `${site.file}: used, but in no catalogue`,
    );
    assert.deepEqual(
      [...definedBy(site)].filter((name) => !used.has(name)),
      [],
      `${site.file}: in the catalogue, but never printed`,
    );
  }
});

test('every page and snippet of a site is written in all its languages; what is the same in two of them is listed here', () => {
  /** No words, or a proper name. */
  const alike = new Set(['Browser Title Suffix']);
  const problems = sites.flatMap((site) => {
    const codes = [...site.languages, ...site.otherLanguages].map(({ code }) => code);
    const entries = [
      ...site.description.pages.map(({ name, title, titles }) => [`page ${name}`, { [codes[0] ?? '']: title, ...titles }] as const),
      ...site.description.snippets.map(
        ({ name, value }) => [name, typeof value === 'string' ? { [codes[0] ?? '']: value } : value] as const,
      ),
    ];
    return entries
      .filter(([name]) => !alike.has(name))
      .flatMap(([name, texts]) => {
        const given = codes.map((code) => texts[code] ?? '');
        const lacks = codes.filter((_, index) => given[index] === '');
        return [
          ...lacks.map((code) => `${site.file}: ${name} has no text in ${code}`),
          ...(new Set(given).size < given.length && lacks.length === 0 ? [`${site.file}: ${name} is the same in two languages`] : []),
        ];
      });
  });
  assert.deepEqual(problems, []);
});

test('the languages of the catalogues are those of the sites, and Arabic goes from right to left', () => {
  const files = ['web-templates/texts.yaml', ...samples.map((name) => `samples/${name}/texts.yaml`)].filter((file) =>
    existsSync(join(root, file)),
  );
  for (const file of files) {
    const { languages } = parse(readFileSync(join(root, file), 'utf8')) as {
      readonly languages: readonly { readonly code: string; readonly direction: string }[];
    };
    const site = [...starter.languages, ...starter.otherLanguages].map(({ code }) => code.split('-')[0]);
    assert.deepEqual(
      languages.map(({ code }) => code),
      site,
      file,
    );
    assert.deepEqual(
      languages.filter(({ direction }) => direction === 'rtl').map(({ code }) => code),
      ['ar'],
      file,
    );
  }
});
