import { arrayFilters } from './array.ts';
import { dateFilters } from './date.ts';
import type { Filter } from './filter.ts';
import { mathFilters } from './math.ts';
import { moneyFilters } from './money.ts';
import { portalFilters } from './portal.ts';
import { textFilters } from './text.ts';
import { typeFilters } from './type.ts';
import { urlFilters } from './url.ts';

const filters: ReadonlyMap<string, Filter> = new Map(
  [arrayFilters, dateFilters, mathFilters, moneyFilters, portalFilters, textFilters, typeFilters, urlFilters].flatMap((group) =>
    Object.entries(group),
  ),
);

/** A filter by name in any case; `undefined` when the dialect has none of that name (its input then passes through). */
export function findFilter(name: string): Filter | undefined {
  return filters.get(name.toLowerCase());
}
