import type { HostRows } from '../../../contracts/index.ts';
import { entity, type FetchAttribute, type FetchOrder, printFetch } from '../../../engine/fetchxml/index.ts';
import { primaryKeyOf } from '../rows/row-store.ts';
import type { VisitorSession } from '../session.ts';
import type { Selection, TileRows } from './tile-rows.ts';

/** The platform answers an aggregate over more rows with a fault, which would take the page with it; it pages as far as this. */
export const MOST_AGGREGATED = 50000;

/** What the store counts and adds up for the tiles of one page. */
export interface StoreNumbers {
  /** Whether the store may aggregate a selection; asked before it is, with a query that any number of rows can answer. */
  readonly fits: (rows: TileRows, selection: Selection) => boolean;
  /** Whether a selection may have a row at all: it costs less than counting where it has none. */
  readonly hasAny: (rows: TileRows, selection: Selection) => boolean;
  readonly aggregate: (
    rows: TileRows,
    selection: Selection,
    attributes: readonly FetchAttribute[],
    orders?: readonly FetchOrder[],
  ) => HostRows;
}

/** Answers are kept for the page: where a table has few rows for the person, all that is selected of it has few. */
export function storeNumbers({ host }: VisitorSession): StoreNumbers {
  const known: { [question: string]: boolean } = {};

  function hasFew(rows: TileRows, selection: Selection): boolean {
    // As FetchXML: the interpreter of the shipped host takes an empty list that stands twice in a tree for a cycle of JSON.
    const { filter, links } = selection.printed;
    const key = printFetch({ kind: 'fetch', entity: entity(rows.table, { filter, links }) });
    const answered = known[key];
    if (answered !== undefined) return answered;
    const few = !isBeyond(rows, selection);
    known[key] = few;
    return few;
  }

  const rowAt = (page: number, { table, facts }: TileRows, { printed }: Selection): HostRows =>
    host.rows('user', {
      kind: 'fetch',
      count: 1,
      page,
      entity: entity(table, {
        attributes: [{ kind: 'attribute', name: primaryKeyOf(table, facts) }],
        filter: printed.filter,
        links: printed.links,
      }),
    });

  /** The row in the last place that simple paging reaches, and whether there is one behind it. */
  const isBeyond = (rows: TileRows, selection: Selection): boolean => rowAt(MOST_AGGREGATED, rows, selection).more;

  return {
    hasAny: (rows, selection) => selection.plan.kind !== 'never' && rowAt(1, rows, selection).rows.length > 0,
    fits: (rows, selection) => hasFew(rows, rows.whole) || hasFew(rows, selection),
    aggregate: ({ table }, { printed }, attributes, orders = []) =>
      host.rows('user', {
        kind: 'fetch',
        aggregate: true,
        entity: entity(table, { attributes, orders, filter: printed.filter, links: printed.links }),
      }),
  };
}
