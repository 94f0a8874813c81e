import type { Row } from '../../dataverse/index.ts';
import type { SiteDiagnostic } from '../diagnostics.ts';
import type { SiteStore } from '../store.ts';
import { type Components, sortComponents } from './component.ts';
import { readContent } from './content.ts';
import { readPages } from './pages.ts';
import { readPageRules, readRoles, readServerLogics, readTablePermissions } from './security.ts';
import { readSettings } from './settings.ts';
import {
  foldName,
  type LinkSet,
  type PageTemplate,
  type Site,
  type SiteLanguage,
  type Snippet,
  type WebFile,
  type WebTemplate,
} from './types.ts';

export interface LoadOptions {
  /** Id of the row in `powerpagesite`; may be left out when there is just one. */
  readonly siteId?: string;
  readonly report: (diagnostic: SiteDiagnostic) => void;
}

/** Reads a site from its imported rows. Throws with a sentence for the maker when there is none, or several and none is named. */
export function loadSite(store: SiteStore, { siteId, report }: LoadOptions): Site {
  const row = findSite(store.rows('powerpagesite'), siteId);
  const content = readContent(row.values['content']);
  const languages = store.rows('powerpagesitelanguage', { powerpagesiteid: row.id }).map(readLanguage);
  const defaultLanguage = languages.find(({ id }) => id === content.id('defaultlanguage')) ?? languages[0] ?? english;
  const components = sortComponents(store.rows('powerpagecomponent', { powerpagesiteid: row.id }), report);
  const templates = components('webTemplate').map(
    ({ id, name, content: own }): WebTemplate => ({ id, name, source: own.text('source') ?? '', mimeType: own.text('mimetype') }),
  );
  const templatesById = new Map(templates.map((each) => [each.id, each]));
  const template = (key: string) => templatesById.get(content.id(key) ?? '') ?? null;
  const hiddenStates = new Set(
    components('publishingState').flatMap(({ id, content: own }) => (own.flag('isvisible') === false ? [id] : [])),
  );
  const { pages, home } = readPages(components('page'), defaultLanguage.id, hiddenStates, report);
  const roles = readRoles(components('webRole'));
  return {
    id: row.id,
    name: String(row.values['name'] ?? ''),
    languages: languages.length > 0 ? languages : [english],
    defaultLanguage,
    headerTemplate: template('headerwebtemplateid'),
    footerTemplate: template('footerwebtemplateid'),
    home,
    pages,
    pageTemplates: readPageTemplates(components),
    webTemplates: new Map(templates.map((each) => [foldName(each.name), each])),
    templatesById,
    settings: readSettings(components('setting'), store, report),
    snippets: components('snippet').map(readSnippet),
    markers: new Map(components('marker').map(({ name, content: own }) => [foldName(name), own.id('pageid') ?? ''])),
    roles,
    pageRules: readPageRules(components('pageRule'), roles, report),
    files: readFiles(components, hiddenStates),
    linkSets: readLinkSets(components),
    serverLogics: readServerLogics(components('serverLogic'), (id) => scriptOf(store, id)),
    tablePermissions: readTablePermissions(components('tablePermission'), report),
  };
}

const english: SiteLanguage = { id: '', code: 'en-US', lcid: 1033, name: 'English' };

function findSite(rows: readonly Row[], siteId: string | undefined): Row {
  const active = rows.filter((row) => Number(row.values['statecode'] ?? 0) === 0);
  const [first, ...others] = siteId === undefined ? active : active.filter(({ id }) => id === siteId.toLowerCase());
  const names = active.map((row) => `${String(row.values['name'])} (${row.id})`).join(', ') || 'none';
  if (!first) throw new Error(`There is no such Power Pages site in the database. Imported sites: ${names}.`);
  if (others.length > 0)
    throw new Error(`There are several Power Pages sites in the database; name one by its id. Imported sites: ${names}.`);
  return first;
}

function readLanguage(row: Row): SiteLanguage {
  const code = String(row.values['languagecode'] ?? 'en-US');
  return {
    id: row.id,
    code,
    lcid: Number(row.values['lcid'] ?? 1033),
    name: String(row.values['displayname'] ?? row.values['name'] ?? code),
  };
}

function scriptOf(store: SiteStore, id: string): string | null {
  const file = store.file('powerpagecomponent', id, 'filecontent');
  return file ? new TextDecoder().decode(file.bytes) : null;
}

const readSnippet = ({ name, languageId, content }: ReturnType<Components>[number]): Snippet => ({
  name,
  languageId: languageId ?? content.id('contentsnippetlanguageid') ?? content.id('powerpagesitelanguageid'),
  value: content.text('value') ?? '',
});

/** A template without a type is a web template when it names one; `rewriteurl` is the older kind. */
function readPageTemplates(components: Components): Site['pageTemplates'] {
  const templates = components('pageTemplate').map(
    ({ id, name, content }): PageTemplate => ({
      id,
      name,
      webTemplateId: content.id('webtemplateid'),
      rewriteUrl: content.text('rewriteurl'),
      wrapped: content.flag('usewebsiteheaderandfooter') ?? true,
    }),
  );
  return new Map(templates.map((each) => [each.id, each]));
}

const readFiles = (components: Components, hiddenStates: ReadonlySet<string>): readonly WebFile[] =>
  components('file').map(({ id, name, content }) => ({
    id,
    name,
    partialUrl: (content.text('partialurl') ?? name).replace(/^\/+/, ''),
    parentId: content.id('parentpageid'),
    published: !hiddenStates.has(content.id('publishingstateid') ?? ''),
    mimeType: content.text('mimetype'),
  }));

function readLinkSets(components: Components): readonly LinkSet[] {
  const links = components('link').map(({ id, name, content }) => ({
    setId: content.id('weblinksetid'),
    id,
    parentId: content.id('parentweblinkid'),
    name,
    pageId: content.id('pageid'),
    externalUrl: content.text('externalurl'),
    description: content.text('description') ?? '',
    order: content.integer('displayorder') ?? 0,
    validated: content.flag('disablepagevalidation') !== true,
    newWindow: content.flag('openinnewwindow') ?? false,
    nofollow: content.flag('robotsfollowlink') === false,
  }));
  return components('linkSet').map(({ id, name, languageId, content }) => ({
    name,
    languageId,
    title: content.text('title') ?? content.text('display_name') ?? name,
    copy: content.text('copy') ?? '',
    links: links.filter(({ setId }) => setId === id).sort((one, other) => one.order - other.order),
  }));
}
