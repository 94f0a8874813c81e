import { localPath } from '../shared/page-context.ts';

/** An id as our APIs write it: `{6D0F…}` → `6d0f…`. */
export const plainId = (id: string): string =>
  id
    .trim()
    .replace(/^\{|\}$/g, '')
    .toLowerCase();

/** Id in the query of a page's address; null: a new record. `?id=6d0f…` → `6d0f…` */
export const idInQuery = (search: string): string | null => plainId(new URLSearchParams(search).get('id') ?? '') || null;

/** Address of the page that shows a record; null where the page is none of this site. */
export const recordAddress = (page: string, id: string): string | null => {
  const path = localPath(page);
  return path === null ? null : `${path}${path.includes('?') ? '&' : '?'}id=${encodeURIComponent(id)}`;
};
