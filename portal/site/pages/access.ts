import type { PageRule, Site, SitePage, WebFile } from '../model/types.ts';
import type { Visitor } from '../people/visitor.ts';
import { ancestry, markedPage } from './address.ts';

/** Whether a visitor may read a page: `hidden` answers like a page that does not exist. */
export type PageAccess = 'allowed' | 'denied' | 'hidden';

/** The pages that tell about a refusal; they are readable for everybody. */
export const servicePages = { accessDenied: 'Access Denied', notFound: 'Page Not Found' } as const;

/**
 * Page rules as the platform's open-source ancestor applies them: an unpublished ancestor hides; Grant Change on the page or an
 * ancestor opens everything below for its roles; else every level with Restrict Read rules asks for one of their roles.
 */
export function pageAccess(site: Site, visitor: Visitor, page: SitePage): PageAccess {
  return decide(site, visitor, page, () => true);
}

/** A web file answers like the page that it hangs on, without that page's rules whose scope leaves files out. */
export function fileAccess(site: Site, visitor: Visitor, file: WebFile): PageAccess {
  const parent = file.parentId === null ? site.home : site.pages.get(file.parentId);
  if (!file.published || !parent) return 'hidden';
  return decide(site, visitor, parent, (rule) => rule.coversFiles || rule.pageId !== parent.id);
}

function decide(site: Site, visitor: Visitor, page: SitePage, applies: (rule: PageRule) => boolean): PageAccess {
  if (Object.values(servicePages).some((marker) => markedPage(site, marker)?.id === page.id)) return 'allowed';
  const chain = ancestry(site, page);
  if (chain.some(({ published }) => !published) || chain.at(-1)?.id !== site.home?.id) return 'hidden';
  // The role of anonymous visitors counts for table permissions only.
  const held = new Set(visitor.roles.filter((role) => !role.anonymous).map(({ id }) => id));
  const rules = chain.map(({ id }) => site.pageRules.filter((rule) => rule.pageId === id && applies(rule)));
  const admits = (list: readonly PageRule[]): boolean => list.some(({ roleIds }) => roleIds.some((role) => held.has(role)));
  if (rules.some((level) => admits(level.filter(({ right }) => right === 'grant-change')))) return 'allowed';
  const restricting = rules.map((level) => level.filter(({ right }) => right === 'restrict-read'));
  return restricting.every((level) => level.length === 0 || admits(level)) ? 'allowed' : 'denied';
}
