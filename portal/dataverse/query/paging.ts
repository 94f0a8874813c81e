import { faults } from '../faults.ts';
import type { Row } from '../types.ts';

const COOKIE = /^<cookie page="(\d{1,9})"><[a-z0-9_]+ last="\{([0-9A-Fa-f-]{36})\}" first="\{([0-9A-Fa-f-]{36})\}" ?\/><\/cookie>$/;

/** The paging cookie of a page: its number and the ids of its first and last row, in the platform's form. */
export function printCookie(page: number, primaryKey: string, rows: readonly Row[]): string | null {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return null;
  const braced = (id: string) => `{${id.toUpperCase()}}`;
  return `<cookie page="${page}"><${primaryKey} last="${braced(last.id)}" first="${braced(first.id)}" /></cookie>`;
}

/**
 * Refuses a cookie that this database did not write or that belongs to another page. Paging itself counts rows: a row that is added
 * or removed between two pages moves the border, where the platform would go on from the last row.
 */
export function checkCookie(cookie: string, page: number): void {
  const match = COOKIE.exec(cookie);
  if (!match) throw faults.invalidQuery('Malformed XML in the Paging Cookie.');
  if (Number(match[1]) !== page - 1 && Number(match[1]) !== page) throw faults.invalidQuery('The paging cookie belongs to another page.');
}
