import type { QueryResult, SlaContent, TileDefinition } from '../../../contracts/index.ts';
import type { Condition } from '../../../engine/index.ts';
import { queryNarrowed } from '../apis/query-records.ts';
import type { Page } from '../experience/page.ts';
import { type Done, done, type Outcome } from '../outcome.ts';

type SlaTile = Extract<TileDefinition, { readonly kind: 'sla' }>;
type SlaRow = SlaContent['rows'][number];
type StateColumn = NonNullable<SlaTile['met']>;

/**
 * Deadlines: those that are not known to be met first, the nearest first, then those without one that the person may read; where
 * there is room, those that are met, the latest first.
 */
export function slaOf(page: Page, tile: SlaTile): Outcome<SlaContent> {
  const found: SlaRow[] = [];
  let entry: Done<SlaContent>['entry'];
  const parts = partsOf(tile);
  for (let index = 0; index < parts.length && found.length < tile.size; index++) {
    const outcome = rowsOf(page, tile, parts[index] as Part, tile.size - found.length);
    if (outcome.kind === 'refused') return outcome;
    outcome.result.rows.forEach((row) => {
      found.push(slaRow(tile, row));
    });
    entry = entry ?? outcome.entry;
  }
  return done({ kind: 'sla', warnSeconds: tile.warnMinutes * 60, rows: found, open: tile.open ?? null }, entry);
}

/** A stretch of the list; `descending` undefined: in no order that says anything, because there is no deadline. */
interface Part {
  readonly conditions: readonly Condition[];
  readonly descending?: boolean;
}

/** In the filter of a query a column that is not clear counts as null: a row of which it cannot be told stands among the unmet ones. */
function partsOf({ due, met }: SlaTile): readonly Part[] {
  const dated: Condition = [due, 'is not null'];
  const undated: Condition = [due, 'is null'];
  if (met === undefined) return [{ conditions: [dated], descending: false }, { conditions: [undated] }];
  const isMet: Condition = [met.column, 'in', met.values];
  const isUnmet: Condition = { any: [[met.column, 'is null'], { not: isMet }] };
  return [
    { conditions: [isUnmet, dated], descending: false },
    { conditions: [isUnmet, undated] },
    { conditions: [isMet, dated], descending: true },
    { conditions: [isMet, undated] },
  ];
}

function rowsOf({ session }: Page, tile: SlaTile, { conditions, descending }: Part, size: number): Outcome<QueryResult> {
  const { table, filter, title, due, met, paused } = tile;
  const columns = [title, due].concat(met === undefined ? [] : [met.column], paused === undefined ? [] : [paused.column]);
  const all = filter === undefined ? conditions : conditions.concat([filter]);
  const sort = descending === undefined ? [] : [{ column: due, descending }];
  return queryNarrowed(session, { table, columns, sort, pageSize: size }, { filter: { all }, clear: due });
}

function slaRow({ title, due, met, paused }: SlaTile, row: QueryResult['rows'][number]): SlaRow {
  const clear = (column: string) => (row.masked.indexOf(column) >= 0 ? undefined : row.values[column]);
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const named = clear(title);
  return {
    id: row.id,
    title: named === undefined || named === null ? null : (row.labels[title] ?? String(named)),
    due: text(clear(due)),
    state: stateOf(clear, met, paused),
  };
}

/** What is met is no longer paused; a column that is not clear tells nothing, and then nothing is told. */
function stateOf(
  clear: (column: string) => string | number | boolean | null | undefined,
  met: StateColumn | undefined,
  paused: StateColumn | undefined,
): SlaRow['state'] {
  const holds = (state: StateColumn | undefined): boolean | null => {
    if (state === undefined) return false;
    const value = clear(state.column);
    return value === undefined ? null : value !== null && state.values.indexOf(value) >= 0;
  };
  const isMet = holds(met);
  if (isMet !== false) return isMet === true ? 'met' : null;
  const isPaused = holds(paused);
  return isPaused === null ? null : isPaused ? 'paused' : 'running';
}
