import type { HostRow } from '../../../contracts/index.ts';
import { and, entity, type FetchFilterItem, isXmlText } from '../../../engine/fetchxml/index.ts';
import { type Decision, type Plan, type PrintedPlan, planToFetch, type Row } from '../../../engine/index.ts';
import { own } from '../json.ts';
import type { VisitorSession } from '../session.ts';
import type { Place } from './continuation.ts';
import { type Anchor, behind, ordersOf, type SortColumn } from './keyset.ts';
import type { ListQuery } from './list-query.ts';
import { columnsToRead, primaryKeyOf } from './row-store.ts';

/** Most rows that one request looks at. */
const MOST_ROWS = 5000;
/** Rows that a query brings where not all of them will be given. */
const STRETCH = 500;
/** Queries for the rows behind lookups after which no further stretch is begun: far enough below the host's limit of calls. */
const MOST_QUERIES = 300;
/** What the keyset of five columns may take of the platform's limit of conditions. */
const KEYSET_CONDITIONS = 60;

/** A row that the person may read, with the decision. */
export interface FoundRow {
  readonly row: HostRow;
  readonly decision: Decision;
}

/** The rows found, and where to go on; `next` is null where there is nothing behind them. */
export interface Found {
  readonly rows: readonly FoundRow[];
  readonly next: Place | null;
  /** There is more, and no row from which the list could go on in this order. */
  readonly stuck?: true;
}

/** The plan of a list as parts of a fetch. */
export const printList = ({ policy }: VisitorSession, table: string, plan: Plan): PrintedPlan =>
  planToFetch(plan, { policy, table, used: { links: 0, conditions: KEYSET_CONDITIONS } });

/**
 * Reads until `wanted` rows and one more are found, or the limit is reached.
 * INVARIANT: a row leaves only after `decide` has allowed it, whatever the plan's filter selected.
 */
export function findRows(session: VisitorSession, list: ListQuery, printed: PrintedPlan, from: Place, wanted: number): Found {
  const { table, facts, sort } = list;
  const exact = printed.residue === null && from.skip === 0;
  let size = exact ? Math.min(wanted + 1, MOST_ROWS) : STRETCH;
  const primaryKey = primaryKeyOf(table, facts);
  const found: FoundRow[] = [];
  let anchor = from.anchor;
  let skip = from.skip;
  let again: { readonly [id: string]: true } = {};
  let scanned = 0;
  let sinceFound = 0;
  for (;;) {
    const filters: FetchFilterItem[] = printed.filter === null ? [] : [printed.filter];
    if (anchor !== null) filters.push(behind(sort, primaryKey, anchor));
    const page = session.host.rows('user', {
      kind: 'fetch',
      count: size,
      ...(skip === 0 ? {} : { page: skip + 1 }),
      userRawOrderBy: true,
      entity: entity(table, {
        attributes: columnsToRead(session.active, table, list.used),
        orders: ordersOf(sort, primaryKey),
        filter: filters.length === 0 ? null : and(filters),
        links: printed.links,
      }),
    });
    // All are kept before the first is decided, so that the rows behind their lookups come in few queries.
    const kept = page.rows.map((row) => session.rows.keep(row, list.compared));
    for (let index = 0; index < page.rows.length; index++) {
      const row = page.rows[index] as HostRow;
      if (own(again, row.id) === true) continue;
      scanned += 1;
      sinceFound += 1;
      const given = decided(session, list, printed, row, kept[index] as Row);
      if (given !== null) {
        if (found.length === wanted) return endOf(found, sort, from, 0);
        found.push(given);
        sinceFound = 0;
      }
    }
    if (!page.more || page.rows.length === 0) return { rows: found, next: null };
    if (scanned >= MOST_ROWS || session.rows.queries() >= MOST_QUERIES) {
      const passed = found.length === 0 ? from.skip : 0;
      return endOf(found, sort, from, passed + Math.floor(sinceFound / STRETCH));
    }
    const last = lastWith(page.rows, (row) => isSayable(row, sort));
    if (last < 0) return { rows: [], next: null, stuck: true };
    anchor = behindRow(page.rows[last] as HostRow, sort);
    again = idsOf(page.rows.slice(last + 1));
    skip = 0;
    size = STRETCH;
  }
}

/** How many rows a list has: counted by the store where its filter is exact, else row by row up to the limit. */
export function countRows(
  session: VisitorSession,
  list: ListQuery,
  printed: PrintedPlan,
): { readonly value: number; readonly atLeast: boolean } {
  const permission = printList(session, list.table, list.readable);
  if (printed.residue === null && !permission.comparesText) return countInStore(session, list, printed);
  const { rows, next } = findRows(session, { ...list, sort: [] }, printed, { anchor: null, skip: 0 }, MOST_ROWS);
  return { value: rows.length, atLeast: next !== null };
}

/** The platform counts at most 5,000 rows of a page's query, without the fault that an aggregate over 50,000 rows would be. */
function countInStore({ host }: VisitorSession, { table, facts }: ListQuery, printed: PrintedPlan) {
  const { count } = host.rows('user', {
    kind: 'fetch',
    count: 1,
    page: 1,
    returnTotalRecordCount: true,
    entity: entity(table, {
      attributes: [{ kind: 'attribute', name: primaryKeyOf(table, facts) }],
      filter: printed.filter,
      links: printed.links,
    }),
  });
  if (count === null || count < 0) throw new Error('the host gave no count');
  return { value: Math.min(count, MOST_ROWS), atLeast: count >= MOST_ROWS };
}

/** Decides on a row once more: the store may select more than the plan (residue, collation). */
function decided({ engine, asked, rows }: VisitorSession, list: ListQuery, printed: PrintedPlan, row: HostRow, kept: Row): FoundRow | null {
  const { table, plan } = list;
  if ((printed.residue !== null || printed.comparesText) && !engine.selects(plan, kept, rows)) return null;
  const decision = asked.decide({ privilege: 'read', table, id: row.id });
  return decision.allowed ? { row, decision } : null;
}

const behindRow = ({ id, values }: HostRow, sort: readonly SortColumn[]): Anchor => ({
  keys: sort.map(({ column }) => own(values, column) ?? null),
  id,
});

/**
 * Where the next request goes on: behind the last row that was given; where none was, still where this one began. A row whose keys no
 * query can say or no continuation can hold ends no page: it comes with the next one.
 */
function endOf(found: readonly FoundRow[], sort: readonly SortColumn[], from: Place, skip: number): Found {
  if (found.length === 0) return { rows: found, next: { anchor: from.anchor, skip } };
  const last = lastWith(found, ({ row }) => isSayable(row, sort) && isShort(row, sort));
  if (last < 0) return { rows: [], next: null, stuck: true };
  const next = { anchor: behindRow((found[last] as FoundRow).row, sort), skip: last === found.length - 1 ? skip : 0 };
  return { rows: found.slice(0, last + 1), next };
}

function lastWith<Item>(items: readonly Item[], is: (item: Item) => boolean): number {
  let index = items.length - 1;
  while (index >= 0 && !is(items[index] as Item)) index--;
  return index;
}

/** FetchXML is XML, which has no way to write most control characters. */
const isSayable = (row: HostRow, sort: readonly SortColumn[]): boolean =>
  behindRow(row, sort).keys.every((key) => typeof key !== 'string' || isXmlText(key));

/** Less than a continuation may be long, with room for the rest of it. */
const LONGEST_KEYS = 3800;
const isShort = (row: HostRow, sort: readonly SortColumn[]): boolean => JSON.stringify(behindRow(row, sort).keys).length <= LONGEST_KEYS;

function idsOf(rows: readonly HostRow[]): { readonly [id: string]: true } {
  const ids: { [id: string]: true } = {};
  rows.forEach(({ id }) => {
    ids[id] = true;
  });
  return ids;
}
