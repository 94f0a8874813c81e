import type { Fetch, FetchFilter, FetchLinkEntity } from '../../../engine/fetchxml/index.ts';
import { faults } from '../faults.ts';

/** The platform's published limits of one query. */
export const QUERY_LIMITS = { rowsPerPage: 5000, links: 15, conditions: 500, count: 5000, aggregated: 50000, simplePaging: 50000 } as const;

type Counted = { readonly links: number; readonly conditions: number };
const sum = (parts: readonly Counted[]): Counted =>
  parts.reduce((left, right) => ({ links: left.links + right.links, conditions: left.conditions + right.conditions }), {
    links: 0,
    conditions: 0,
  });

const inLink = (link: FetchLinkEntity): Counted => sum([{ links: 1, conditions: 0 }, inFilter(link.filter), ...link.links.map(inLink)]);

function inFilter(filter: FetchFilter | null): Counted {
  if (!filter) return { links: 0, conditions: 0 };
  return sum(
    filter.items.map((item) => {
      if (item.kind === 'filter') return inFilter(item);
      return item.kind === 'condition' ? { links: 0, conditions: 1 } : inLink(item);
    }),
  );
}

/** Faults a query that is too large: more than 15 links, or more than 500 conditions and links together. */
export function checkLimits(fetch: Fetch): void {
  const { links, conditions } = sum([inFilter(fetch.entity.filter), ...fetch.entity.links.map(inLink)]);
  if (links > QUERY_LIMITS.links) throw faults.tooManyLinks('Number of link entities in query exceeded maximum limit.');
  if (links + conditions > QUERY_LIMITS.conditions) throw faults.tooManyConditions('Number of conditions in query exceeded maximum limit.');
  if (fetch.top !== undefined && (fetch.page !== undefined || fetch.count !== undefined)) {
    throw faults.invalidQuery("The 'top' attribute can't be used together with paging.");
  }
  for (const [name, value, least] of [
    ['top', fetch.top, 1],
    ['count', fetch.count, 1],
    ['page', fetch.page, 1],
  ] as const) {
    if (value !== undefined && (!Number.isSafeInteger(value) || value < least))
      throw faults.invalidQuery(`The '${name}' of a query must be a positive number.`);
  }
  if (fetch.top !== undefined && fetch.top > QUERY_LIMITS.rowsPerPage)
    throw faults.invalidQuery('The top value of a query cannot exceed 5000.');
}
