import type { LiquidDrop } from '../../liquid/index.ts';
import { pathIn } from '../model/languages.ts';
import { foldName, type SiteLink, type SitePage } from '../model/types.ts';
import { pageAccess } from '../pages/access.ts';
import { ancestry, childrenOf, findAddress, pageUrl } from '../pages/address.ts';
import type { Visit } from '../visit.ts';
import { drop } from './drop.ts';

/** A page's text in the visitor's language, else in the site's first one. */
export const contentOf = (visit: Visit, page: SitePage) => page.contents.get(visit.language.id) ?? page.fallback;

/** A page's address as templates print it, with the visitor's language in front where the site shows it there; null when its parents are missing. */
export function addressIn(visit: Visit, page: SitePage): string | null {
  const path = pageUrl(visit.site, page);
  return path === null ? null : pathIn(visit.site, visit.language, path);
}

/** A node of the sitemap: what the visitor may read of it. `current` is the page that is shown. */
export function sitemapNode(visit: Visit, page: SitePage, current: SitePage | null): LiquidDrop {
  const node = (other: SitePage): LiquidDrop => sitemapNode(visit, other, current);
  const readable = (other: SitePage): boolean => pageAccess(visit.site, visit.visitor, other) === 'allowed';
  const parents = (): readonly SitePage[] => ancestry(visit.site, page).slice(1);
  return drop({
    id: () => page.id,
    name: () => page.name,
    title: () => contentOf(visit, page).title,
    url: () => addressIn(visit, page),
    description: () => contentOf(visit, page).summary,
    children: () =>
      childrenOf(visit.site, page)
        .filter((child) => !child.hidden && readable(child))
        .map(node),
    parent: () => parents().slice(0, 1).map(node)[0] ?? null,
    breadcrumbs: () => [...parents()].reverse().map(node),
    is_sitemap_current: () => page.id === current?.id,
    is_sitemap_ancestor: () => current !== null && page.id !== current.id && ancestry(visit.site, current).some(({ id }) => id === page.id),
  });
}

/** `sitemap`: the tree for this visitor; `sitemap['/path']` finds a node. */
export function sitemapDrop(visit: Visit, current: SitePage | null): LiquidDrop {
  const node = (page: SitePage | null): LiquidDrop | null => (page ? sitemapNode(visit, page, current) : null);
  return {
    liquidGet: (name) => {
      if (foldName(name) === 'root') return node(visit.site.home);
      if (foldName(name) === 'current') return node(current);
      const found = findAddress(visit.site, name);
      return found.kind === 'page' && pageAccess(visit.site, visit.visitor, found.page) === 'allowed' ? node(found.page) : null;
    },
  };
}

/** `weblinks['Primary Navigation']`: the set in the visitor's language, without links to pages that the visitor may not read. */
export function weblinksDrop(visit: Visit): LiquidDrop {
  return {
    liquidGet: (name) => {
      const sets = visit.site.linkSets.filter((set) => foldName(set.name) === foldName(name));
      const set = sets.find(({ languageId }) => languageId === visit.language.id) ?? sets.find(({ languageId }) => languageId === null);
      if (!set) return null;
      const below = (parentId: string | null): readonly unknown[] =>
        set.links.filter((link) => link.parentId === parentId && shown(visit, link)).map((link) => linkObject(visit, link, below));
      return { name: set.name, title: set.title, copy: set.copy, weblinks: below(null) };
    },
  };
}

function shown(visit: Visit, link: SiteLink): boolean {
  if (link.pageId === null || !link.validated) return true;
  const page = visit.site.pages.get(link.pageId);
  return page !== undefined && pageAccess(visit.site, visit.visitor, page) === 'allowed';
}

function linkObject(visit: Visit, link: SiteLink, below: (parentId: string) => readonly unknown[]): unknown {
  const page = link.pageId === null ? undefined : visit.site.pages.get(link.pageId);
  return {
    name: link.name,
    url: page ? addressIn(visit, page) : link.externalUrl,
    description: link.description,
    is_external: page === undefined,
    open_in_new_window: link.newWindow,
    nofollow: link.nofollow,
    is_sitemap_current: page !== undefined && pageUrl(visit.site, page) === visit.path,
    weblinks: below(link.id),
  };
}
