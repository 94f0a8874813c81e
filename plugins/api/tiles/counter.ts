import type { CounterContent, TileDefinition } from '../../../contracts/index.ts';
import { compareNumbers } from '../../../engine/index.ts';
import type { Page } from '../experience/page.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { measured } from './measures.ts';
import type { StoreNumbers } from './store-numbers.ts';
import { tileRows } from './tile-rows.ts';

type CounterTile = Extract<TileDefinition, { readonly kind: 'counter' }>;

/** How many rows there are, or what a column of them comes to. */
export function counterOf(
  { session }: Page,
  numbers: StoreNumbers,
  { table, filter, measure, warnFrom }: CounterTile,
): Outcome<CounterContent> {
  const rows = tileRows(session, table);
  if (rows.kind === 'refused') return rows;
  const found = measured(rows, numbers, measure, [filter]);
  if (found === null) return refused('too-many-rows');
  return done({
    kind: 'counter',
    measure: 'sum' in measure ? 'sum' : 'count',
    value: found.value,
    atLeast: found.atLeast,
    warns: warnFrom !== undefined && (compareNumbers(found.value, warnFrom) ?? -1) >= 0,
  });
}
