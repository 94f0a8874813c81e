import type { NavigationItem, Need } from '../../../contracts/index.ts';
import { isPossible, isPossibleAction } from '../apis/possible.ts';
import { isFor, type Page } from './page.ts';

/** The entries that are not ruled out for the person. Hiding one is no guard: the page behind it asks again. */
export const navigationOf = (page: Page, address: string): readonly NavigationItem[] =>
  page.session.active.experience.menu
    .filter(({ needs }) => isMet(page, needs))
    .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, titles, url }) => ({ name, title: page.say(titles), url, current: samePage(url, address) }));

/** Whether an entry is shown to the person; one that needs nothing is shown to everybody. */
export function isMet(page: Page, need: Need | undefined): boolean {
  if (need === undefined) return true;
  if ('signedIn' in need) return page.session.principal.kind === 'contact';
  if ('personas' in need) return isFor(page, need.personas);
  return 'action' in need ? isPossibleAction(page.session, need.table, need.action) : isPossible(page.session, need.table, need.privilege);
}

const bare = (url: string): string => (url.length > 1 && url.charAt(url.length - 1) === '/' ? url.slice(0, -1) : url);
const samePage = (left: string, right: string): boolean => bare(left) === bare(right);
