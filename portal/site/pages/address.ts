import { foldName, type Site, type SiteLanguage, type SitePage, type WebFile } from '../model/types.ts';

/** What stands at an address. */
export type Addressed =
  | { readonly kind: 'page'; readonly page: SitePage }
  | { readonly kind: 'file'; readonly file: WebFile }
  | { readonly kind: 'nothing' };

/**
 * Finds the page or web file of a path: partial URLs from the home page down, letter case and a trailing slash do not matter.
 * A path that is not valid percent-encoding, or hides a slash in it, names nothing.
 */
export function findAddress(site: Site, path: string): Addressed {
  const segments = segmentsOf(path);
  if (segments === null || !site.home) return { kind: 'nothing' };
  const page = segments.reduce<SitePage | null>((parent, segment) => (parent ? childNamed(site, parent, segment) : null), site.home);
  if (page) return { kind: 'page', page };
  const parent = segments.slice(0, -1).reduce<SitePage | null>((at, segment) => (at ? childNamed(site, at, segment) : null), site.home);
  const file = parent ? fileNamed(site, parent, segments.at(-1) ?? '') : null;
  return file ? { kind: 'file', file } : { kind: 'nothing' };
}

/** Address of a page, e.g. `/orders/`-less `/orders`; null when its parents are missing. */
export function pageUrl(site: Site, page: SitePage): string | null {
  if (page.id === site.home?.id) return '/';
  const parents = ancestry(site, page);
  const known = parents.at(-1)?.id === site.home?.id || parents.at(-1)?.parentId === null;
  if (!known) return null;
  const parts = parents.filter(({ id }) => id !== site.home?.id).map(({ partialUrl }) => encodeURIComponent(partialUrl));
  return `/${parts.reverse().join('/')}`;
}

/** The page and its ancestors, the page first. A page without a parent hangs below the home page. */
export function ancestry(site: Site, page: SitePage): readonly SitePage[] {
  const chain: SitePage[] = [];
  for (let at: SitePage | undefined = page; at; at = parentOf(site, at)) chain.push(at);
  return chain;
}

/** Children in display order. */
export const childrenOf = (site: Site, parent: SitePage): readonly SitePage[] =>
  [...site.pages.values()]
    .filter((page) => parentOf(site, page)?.id === parent.id)
    .sort((one, other) => one.order - other.order || (one.name < other.name ? -1 : 1));

/** The page that a site marker names. */
export const markedPage = (site: Site, marker: string): SitePage | null => site.pages.get(site.markers.get(foldName(marker)) ?? '') ?? null;

/** Takes a language segment off the front of a path (`/de-DE/orders`), where the site has that language. */
export function splitLanguage(site: Site, path: string): { readonly language: SiteLanguage | null; readonly path: string } {
  const [, first = '', rest = ''] = /^\/([^/]*)(\/.*)?$/.exec(path) ?? [];
  const language = site.languages.find(({ code }) => code.toLowerCase() === first.toLowerCase()) ?? null;
  return language ? { language, path: rest === '' ? '/' : rest } : { language: null, path };
}

function parentOf(site: Site, page: SitePage): SitePage | undefined {
  if (page.id === site.home?.id) return undefined;
  return page.parentId === null ? (site.home ?? undefined) : site.pages.get(page.parentId);
}

const childNamed = (site: Site, parent: SitePage, segment: string): SitePage | null =>
  childrenOf(site, parent).find(({ partialUrl }) => foldName(partialUrl) === foldName(segment)) ?? null;

const fileNamed = (site: Site, parent: SitePage, segment: string): WebFile | null =>
  site.files.find((file) => (file.parentId ?? site.home?.id) === parent.id && foldName(file.partialUrl) === foldName(segment)) ?? null;

function segmentsOf(path: string): readonly string[] | null {
  try {
    const segments = path
      .split('/')
      .filter((each) => each !== '')
      .map(decodeURIComponent);
    return segments.some((each) => /[/\\\p{Cc}]/u.test(each)) ? null : segments;
  } catch {
    return null;
  }
}
