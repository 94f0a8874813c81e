import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { environmentVariables } from '../../../contracts/index.ts';
import { builtFilesIn } from '../../built-files.ts';
import { componentId, siteIdOf } from '../../ids.ts';
import { printXml } from '../../xml.ts';
import { readSite } from '../read-site.ts';
import { siteContribution } from './index.ts';

const description = `
site:
  name: Whole
  header: Frame
  footer: Frame
  languages: [{ code: en-US, lcid: 1033, name: English }, { code: de-DE, lcid: 1031, name: Deutsch }]
  otherLanguages: [{ code: ar, name: العربية }]
webRoles: [{ name: Signed in, authenticated: true }, { name: Visitor, anonymous: true }]
websiteAccess: [{ name: Editors, roles: [Signed in], previewUnpublished: true }]
webTemplates: [{ name: Frame, source: frame.liquid }]
pageTemplates: [{ name: Plain, webTemplate: Frame, wrapped: false }]
pages:
  - { name: Home, title: Home, url: /, template: Plain, order: 0, copy: frame.liquid }
  - { name: Orders, title: Orders, titles: { de-DE: Aufträge, ar: الطلبات }, url: orders, parent: Home, template: Plain, order: 1, hidden: true }
pageRules: [{ name: Closed, page: Orders, right: restrict-read, roles: [Signed in], scope: exclude-files }]
siteMarkers: [{ name: Orders, page: Orders }]
settings: [{ name: Plain/Setting, value: "" }, { name: From/Environment, environmentVariable: "@@environment.supportContact@@" }]
snippets: [{ name: Hello, value: { en-US: Hello, de-DE: Hallo, ar: أهلًا }, type: html }]
webFiles: [{ name: Style, url: style.css, source: frame.liquid, mimeType: text/css }]
serverLogic: [{ name: ask, source: "build:ask.js", displayName: Ask, description: Asks., roles: [Signed in, Visitor] }]
tablePermissions: [{ name: Own, table: account, scope: contact, contactRelationship: account_primary_contact, privileges: [read, appendto], roles: [Signed in] }]
`;

interface Component {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly language: string | undefined;
  readonly content: { readonly [key: string]: unknown };
}

const folder = mkdtempSync(join(tmpdir(), 'portico-components-'));
writeFileSync(join(folder, 'frame.liquid'), '<p class="a">{{ "x" & y }}</p>\r\n');
writeFileSync(join(folder, 'ask.js'), 'function get() {}');
writeFileSync(join(folder, 'site.yaml'), description);
const result = readSite({ file: join(folder, 'site.yaml'), built: builtFilesIn(folder) });
if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems));
const contribution = siteContribution(result.site);
const files = contribution.files ?? [];
const site = siteIdOf('Whole');
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
});

const components: readonly Component[] = files.flatMap((file) => {
  if (file.kind !== 'document' || !file.path.startsWith('powerpagecomponents/')) return [];
  const { powerpagecomponent: read } = parser.parse(printXml(file.root));
  assert.equal(read.powerpagesiteid.powerpagesiteid, site);
  assert.equal(file.path, `powerpagecomponents/${read['@powerpagecomponentid']}/powerpagecomponent.xml`);
  return [
    {
      id: read['@powerpagecomponentid'],
      name: read.name,
      type: Number(read.powerpagecomponenttype),
      language: read.powerpagesitelanguageid?.powerpagesitelanguageid,
      content: JSON.parse(read.content),
    },
  ];
});
const ofType = (type: number) => components.filter((each) => each.type === type);
const only = (type: number): Component => {
  const [first, ...others] = ofType(type);
  assert.ok(first && others.length === 0, `one component of type ${type}`);
  return first;
};

/** The keys of `content` that public exports of Power Pages sites hold, by type of component; others would be guesses. */
const knownKeys: { readonly [type: number]: string } = {
  1: 'displayorder isdefault isvisible',
  2: 'copy customcss customjavascript displayorder enablerating enabletracking excludefromsearch feedbackpolicy hiddenfromsitemap isroot pagetemplateid parentpageid partialurl publishingstateid rootwebpageid sharedpageconfiguration summary title',
  3: 'contentdisposition displayorder enabletracking excludefromsearch hiddenfromsitemap parentpageid partialurl publishingstateid',
  6: 'description entityname isdefault rewriteurl type usewebsiteheaderandfooter webtemplateid',
  7: 'display_name type value',
  8: 'source',
  9: 'description envvar_schema source value',
  10: 'adx_webpageaccesscontrolrule_webrole right scope webpageid',
  11: 'anonymoususersrole authenticatedusersrole',
  12: 'adx_websiteaccess_webrole managecontentsnippets managesitemarkers manageweblinksets previewunpublishedentities',
  13: 'pageid',
  18: 'accountrelationship adx_entitypermission_webrole append appendto contactrelationship create delete entitylogicalname entityname parententitypermission parentrelationship read scope write',
  35: 'adx_serverlogic_adx_webrole description display_name',
};

test('every component has an id of its own and only keys that real exports have', () => {
  assert.equal(new Set(components.map(({ id }) => id)).size, components.length);
  for (const { type, name, content } of components) {
    for (const key of Object.keys(content)) assert.ok(knownKeys[type]?.split(' ').includes(key), `type ${type} \`${name}\`: ${key}`);
  }
  assert.deepEqual(
    [...new Set(components.map(({ type }) => type))].sort((a, b) => a - b),
    [1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 18, 35],
  );
});

test('a page is a root and one content page per language, whose parent and template are ids', () => {
  const pages = ofType(2).filter(({ name }) => name === 'Orders');
  const [root, english, german] = pages;
  assert.equal(pages.length, 3);
  assert.equal(root?.id, componentId(site, 'page', 'Orders'));
  assert.deepEqual([root?.language, root?.content.isroot, root?.content.hiddenfromsitemap], [undefined, true, true]);
  assert.equal(root?.content.parentpageid, componentId(site, 'page', 'Home'));
  assert.equal(root?.content.pagetemplateid, componentId(site, 'page template', 'Plain'));
  assert.deepEqual([english?.content.title, german?.content.title], ['Orders', 'Aufträge']);
  assert.equal(german?.content.rootwebpageid, root?.id);
  assert.equal(german?.language, componentId(site, 'language', 'de-DE'));
});

test('the text of a template comes through JSON and XML unchanged', () => {
  assert.equal(only(8).content.source, '<p class="a">{{ "x" & y }}</p>\r\n');
});

test('web roles are linked by lists of ids inside the content', () => {
  const signedIn = componentId(site, 'web role', 'Signed in');
  assert.deepEqual(only(10).content, {
    adx_webpageaccesscontrolrule_webrole: [signedIn],
    right: 2,
    scope: 756150001,
    webpageid: componentId(site, 'page', 'Orders'),
  });
  assert.deepEqual(only(12).content.adx_websiteaccess_webrole, [signedIn]);
  assert.deepEqual(only(18).content.adx_entitypermission_webrole, [signedIn]);
  assert.deepEqual(only(35).content.adx_serverlogic_adx_webrole, [signedIn, componentId(site, 'web role', 'Visitor')]);
});

test('a table permission holds six flags and its access type', () => {
  const { content } = only(18);
  assert.deepEqual(
    ['read', 'create', 'write', 'delete', 'append', 'appendto'].map((key) => content[key]),
    [true, false, false, false, false, true],
  );
  assert.equal(content.scope, 756150001);
});

test('a setting that comes from the environment names the variable, which the solution then needs', () => {
  const variable = environmentVariables[0].schemaName;
  assert.deepEqual(
    ofType(9).map(({ content }) => content),
    [{ value: '' }, { envvar_schema: variable, source: 1 }],
  );
  assert.deepEqual(
    contribution.missingDependencies?.map(({ required }) => required.schemaName),
    [variable],
  );
});

test('scripts and web files lie beside their component', () => {
  const beside = (type: number, name: string) =>
    files.find((file) => file.path === `powerpagecomponents/${only(type).id}/filecontent/${name}`);
  const script = beside(35, 'ask.sl');
  assert.equal(script?.kind === 'built' && new TextDecoder().decode(script.bytes), 'function get() {}');
  assert.ok(beside(3, 'style.css'));
});

test('the site names its language, header and footer', () => {
  const file = files.find(({ path }) => path === 'Assets/powerpagesites.xml');
  assert.ok(file?.kind === 'document');
  const { powerpagesite } = parser.parse(printXml(file.root)).powerpagesites;
  assert.equal(powerpagesite['@powerpagesiteid'], site);
  assert.deepEqual(JSON.parse(powerpagesite.content), {
    defaultlanguage: componentId(site, 'language', 'en-US'),
    footerwebtemplateid: componentId(site, 'web template', 'Frame'),
    headerwebtemplateid: componentId(site, 'web template', 'Frame'),
    website_language: 1033,
  });
});
