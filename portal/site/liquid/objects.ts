import type { Metadata } from '../../dataverse/index.ts';
import { LiquidError } from '../../liquid/index.ts';
import { foldName, type SitePage, settingOf, snippetIn } from '../model/types.ts';
import { ancestry, markedPage } from '../pages/address.ts';
import type { Visit } from '../visit.ts';
import { drop } from './drop.ts';
import { languageObject, languagesOf } from './languages.ts';
import { addressIn, contentOf, sitemapDrop, sitemapNode, weblinksDrop } from './navigation-drops.ts';
import { liquidRow } from './values.ts';

export interface ObjectsOptions {
  readonly visit: Visit;
  readonly page: SitePage | null;
  readonly metadata: Metadata;
  /** Renders the Liquid in a snippet. */
  readonly renderText: (source: string) => Promise<string>;
  /** The anti-forgery field of this visit. */
  readonly token: () => string;
  /** Hears when a template reads a column of the user. */
  readonly onUserRead?: (column: string) => void;
}

/** The global objects of a render, as far as the local portal has them; the others answer with an honest error in place. */
export function liquidObjects(options: ObjectsOptions): Readonly<Record<string, unknown>> {
  const { visit, page } = options;
  const absent = (name: string) => ({
    liquidGet: () => {
      throw new LiquidError(`the local portal does not have the object \`${name}\``);
    },
  });
  return {
    user: userObject(options),
    website: websiteObject(visit),
    page: page ? pageObject(visit, page) : null,
    sitemap: sitemapDrop(visit, page),
    sitemarkers: { liquidGet: (name: string) => markerObject(visit, name) },
    snippets: { liquidGet: (name: string) => snippet(options, name) },
    settings: { liquidGet: (name: string) => settingOf(visit.site, name) },
    weblinks: weblinksDrop(visit),
    request: requestObject(options),
    params: visit.parameters,
    now: visit.now,
    languages: visit.site.languages.map((language) => languageObject(visit, language)),
    language: languageObject(visit, visit.language),
    ...Object.fromEntries(
      ['entities', 'ads', 'blogs', 'events', 'forums', 'knowledge', 'polls', 'sharepoint'].map((name) => [name, absent(name)]),
    ),
  };
}

/** Nil for a visitor who has not signed in. Roles are names: the linked ones of this site and the flagged one. */
function userObject({ visit, metadata, onUserRead }: ObjectsOptions): unknown {
  const { visitor } = visit;
  if (visitor.kind === 'anonymous') return null;
  // The hash, stamp and reset texts of the identity never leave the server, not even by a careless template.
  const columns = Object.entries(liquidRow(metadata, visitor.contact)).filter(([name]) => !/^adx_identity_(?!username$)/.test(name));
  const row = new Map(columns);
  return {
    liquidGet: (name: string) => {
      const key = name.toLowerCase();
      onUserRead?.(key);
      if (key === 'roles') return visitor.roles.map((role) => role.name);
      if (key === 'role_keys') return visitor.roles.map((role) => foldName(role.name).replaceAll(' ', '-'));
      return row.get(key) ?? null;
    },
  };
}

function websiteObject(visit: Visit): unknown {
  const here = encodeURIComponent(`${visit.url.pathname}${visit.url.search}`);
  const signIn = `/SignIn?ReturnUrl=${here}`;
  const signOut = `/Account/Login/LogOff?ReturnUrl=${encodeURIComponent('/')}`;
  return drop({
    id: () => visit.site.id,
    websiteid: () => visit.site.id,
    name: () => visit.site.name,
    sign_in_url: () => signIn,
    sign_out_url: () => signOut,
    languages: () => visit.site.languages.map((language) => languageObject(visit, language)),
    selected_language: () => languageObject(visit, visit.language),
  });
}

function pageObject(visit: Visit, page: SitePage): unknown {
  const content = contentOf(visit, page);
  const parent = ancestry(visit.site, page)[1];
  const node = sitemapNode(visit, page, page);
  return drop(
    {
      title: () => content.title,
      copy: () => content.copy,
      summary: () => content.summary,
      description: () => content.summary,
      url: () => addressIn(visit, page),
      partialurl: () => page.partialUrl,
      parent: () => (parent ? pageObject(visit, parent) : null),
      languages: () => languagesOf(visit, page),
      available_languages: () => languagesOf(visit, page),
    },
    (name) => node.liquidGet(name),
  );
}

function markerObject(visit: Visit, name: string): unknown {
  const page = markedPage(visit.site, name);
  return page ? pageObject(visit, page) : null;
}

function snippet({ visit, renderText }: ObjectsOptions, name: string): Promise<string> | null {
  const found = snippetIn(visit.site, visit.language, name);
  return found && found.value !== '' ? renderText(found.value) : null;
}

function requestObject({ visit, token }: ObjectsOptions): unknown {
  const { url } = visit;
  const pathAndQuery = `${url.pathname}${url.search}`;
  return drop({
    params: () => visit.parameters,
    path: () => url.pathname,
    path_and_query: () => pathAndQuery,
    query: () => url.search,
    url: () => url.href,
    raw_url: () => encodeURI(pathAndQuery),
    raw_url_encode: () => encodeURIComponent(pathAndQuery),
    anti_forgery_token: () => `<input name="__RequestVerificationToken" type="hidden" value="${token()}">`,
  });
}
