import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { serverLogics, siteSettings } from '../../contracts/index.ts';
import { assumedBuilt, builtFilesIn } from '../built-files.ts';
import { siteIdOf } from '../ids.ts';
import type { Site } from './description.ts';
import { readSite } from './read-site.ts';

const small = `
site:
  name: Small
  header: Header
  footer: Header
  languages: [{ code: en-US, lcid: 1033, name: English }, { code: de-DE, lcid: 1031, name: Deutsch }]
webRoles: [{ name: Everybody, authenticated: true }]
webTemplates: [{ name: Header, source: header.liquid }]
pageTemplates: [{ name: Plain, webTemplate: Header, wrapped: true }]
pages: [{ name: Home, title: Home, titles: { de-DE: Start }, url: /, template: Plain, order: 0 }]
`;

/** A folder with a description and one template. */
function folderWith(yaml: string, template = '<header></header>'): string {
  const folder = mkdtempSync(join(tmpdir(), 'portico-site-'));
  writeFileSync(join(folder, 'header.liquid'), template);
  writeFileSync(join(folder, 'site.yaml'), yaml);
  return join(folder, 'site.yaml');
}

const read = (yaml: string, template?: string, base?: Site) =>
  readSite({ file: folderWith(yaml, template), shownAs: 'site.yaml', built: assumedBuilt, ...(base ? { base } : {}) });

function siteOf(yaml: string, template?: string, base?: Site): Site {
  const result = read(yaml, template, base);
  if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems));
  return result.site;
}

/** The problems as `path message` lines. */
function problemsOf(yaml: string, template?: string, base?: Site): readonly string[] {
  const result = read(yaml, template, base);
  assert.equal(result.kind, 'problems', 'the description was accepted');
  if (result.kind !== 'problems') return [];
  for (const { file } of result.problems) assert.equal(file, 'site.yaml');
  return result.problems.map(({ path, message }) => `${path} ${message}`);
}

const refused = (yaml: string, expected: RegExp, template?: string, base?: Site) =>
  assert.match(problemsOf(yaml, template, base).join('\n'), expected);

test('a description is read with its files; its id follows from its name', () => {
  const site = siteOf(small);
  assert.equal(site.id, siteIdOf('Small'));
  assert.deepEqual(site.sources.get('header.liquid'), { kind: 'text', text: '<header></header>' });
  assert.deepEqual(
    site.description.publishingStates.map(({ name }) => name),
    ['Draft', 'Published'],
  );
});

test('tokens become names of the contract, in the description and in its files', () => {
  const site = siteOf(`${small}settings: [{ name: "@@settings.controlHost@@", value: script }]\n`, '@@serverLogic.records@@');
  assert.equal(site.description.settings[0]?.name, siteSettings.controlHost);
  assert.deepEqual(site.sources.get('header.liquid'), { kind: 'text', text: serverLogics.records.name });
  refused(
    `${small}settings: [{ name: "@@settings.nothing@@", value: x }]\n`,
    /^settings\[0\]\.name `@@settings\.nothing@@` is not a name/m,
  );
  refused(small, /^webTemplates\[0\]\.source its file uses `@@a\.b@@`/m, '@@a.b@@');
});

test('unknown and missing keys and wrong types are refused, all at once, with their place', () => {
  const problems = problemsOf(small.replace('order: 0', 'order: first, colour: red').replace('wrapped: true', 'wraped: true'));
  assert.match(problems.join('\n'), /^pages\[0\]\.colour is not a known key; known are name, title/m);
  assert.match(problems.join('\n'), /^pages\[0\]\.order must be a whole number/m);
  assert.match(problems.join('\n'), /^pageTemplates\[0\]\.wraped is not a known key/m);
  assert.match(problems.join('\n'), /^pageTemplates\[0\]\.wrapped is missing/m);
});

test('dangling and doubled names are refused', () => {
  refused(small.replace('header: Header', 'header: Hedder'), /^site\.header there is no web template `Hedder`; there are Header/m);
  refused(small.replace('template: Plain', 'template: Fancy'), /^pages\[0\]\.template there is no page template `Fancy`/m);
  refused(
    `${small}pageRules: [{ name: R, page: Nowhere, right: restrict-read, roles: [Somebody] }]\n`,
    /page `Nowhere`[\s\S]*web role `Somebody`/,
  );
  refused(small.replace('webRoles: [', 'webRoles: [{ name: everybody }, '), /^webRoles\[1\]\.name `Everybody` exists already/m);
});

test('a rule or a permission for no role is refused: it would apply to nobody', () => {
  refused(`${small}pageRules: [{ name: R, page: Home, right: restrict-read, roles: [] }]\n`, /^pageRules\[0\]\.roles is empty/m);
});

test('a table permission says just what its access type needs', () => {
  const permission = (more: string) =>
    `${small}tablePermissions: [{ name: P, table: account, privileges: [read], roles: [Everybody], ${more} }]\n`;
  assert.equal(siteOf(permission('scope: contact, contactRelationship: account_primary_contact')).description.tablePermissions.length, 1);
  refused(permission('scope: contact'), /contactRelationship is missing/);
  refused(permission('scope: global, accountRelationship: x'), /accountRelationship has no meaning/);
  refused(permission('scope: parent, parentRelationship: x'), /parent goes with the access type/);
});

test('a setting has a value or a known environment variable, never both', () => {
  refused(`${small}settings: [{ name: A }]\n`, /^settings\[0\] must have either/m);
  refused(`${small}settings: [{ name: A, environmentVariable: nobody_Knows }]\n`, /there is no environment variable `nobody_Knows`/);
});

test('texts are given in every language of the site', () => {
  refused(small.replace('{ de-DE: Start }', '{ fr-FR: Accueil }'), /no text for the language `de-DE`[\s\S]*fr-FR is not a language/);
});

test('files must exist, stay in the folder, be text, and be named like their media type', () => {
  refused(small.replace('header.liquid', 'missing.liquid'), /there is no file `missing\.liquid`/);
  for (const path of ['../secret', '/etc/passwd', 'a/../../b', 'build:../x', 'a\\\\b']) {
    refused(small.replace('header.liquid', `"${path}"`), /leaves the folder/);
  }
  refused(small, /holds the character U\+0007/, 'bell \u0007');
  refused(
    `${small}webFiles: [{ name: F, url: f.css, source: header.liquid, mimeType: text/html }]\n`,
    /^webFiles\[0\]\.mimeType must be `text\/css`/m,
  );
});

test('what is no YAML, uses aliases or is no map is refused', () => {
  refused('site: [', /\S/);
  refused('a: 1\na: 2\n', /unique/);
  refused(`x: &x [1]\ny: *x\n${small}`, /must not use the alias `\*x`/);
  refused('- 1\n', /must be a map/);
});

test('a file of the builds that is missing is no problem of the description', () => {
  const file = folderWith(small.replace('header.liquid }', 'header.liquid }, { name: B, source: "build:b.liquid" }'));
  const result = readSite({ file, built: builtFilesIn(join(file, '..', 'nothing')) });
  assert.equal(result.kind, 'site');
});

test('a description that extends a site sees its names, and may not repeat them', () => {
  const base = siteOf(small);
  const more = siteOf(
    'extends: Small\npages: [{ name: More, title: More, url: more, parent: Home, template: Plain, order: 1 }]\n',
    undefined,
    base,
  );
  assert.equal(more.id, base.id);
  refused('extends: Small\nwebRoles: [{ name: Everybody }]\n', /`Everybody` exists already/, undefined, base);
  refused('extends: Other\n', /^extends there is no site `Other`/m, undefined, base);
  refused('webRoles: []\n', /must have either `site` or `extends`/);
});
