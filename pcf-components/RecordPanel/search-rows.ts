import type { FieldCheck, QueryRequest, QueryResult, RecordsCall } from '../../contracts/index.ts';
import type { Outcome } from '../shared/outcome.ts';
import type { PortalClient } from '../shared/portal-client.ts';
import { readQueryResult } from '../shared/read-query-result.ts';

export type LookupTargets = Extract<FieldCheck, { readonly kind: 'lookup' }>['targets'];

/** A row that can be chosen. */
export interface FoundRow {
  /** `table:id`, as a lookup holds it. */
  readonly value: string;
  readonly label: string;
}

export interface FoundRows {
  readonly rows: readonly FoundRow[];
  readonly more: boolean;
}

/** Rows that the person may read and whose name begins or contains the text; of an empty text the first ones. */
export type SearchRows = (targets: LookupTargets, text: string, signal: AbortSignal) => Promise<Outcome<FoundRows>>;

/** So many are shown; to see others one types more. */
const rowsPerTable = 10;

export const createRowSearch =
  (client: PortalClient, signedIn: boolean): SearchRows =>
  async (targets, text, signal) => {
    const found = await Promise.all(
      targets.map(async ({ table, search }) => ({
        search,
        outcome: await client.call('records', requestFor({ table, search }, text.trim(), signedIn), readQueryResult, signal),
      })),
    );
    const failed = found.find(({ outcome }) => outcome.kind !== 'result')?.outcome;
    if (failed && failed.kind !== 'result') return failed;
    const pages = found.flatMap(({ search, outcome }) => (outcome.kind === 'result' ? [{ search, page: outcome.result }] : []));
    return {
      kind: 'result',
      result: { rows: pages.flatMap(({ search, page }) => rowsIn(page, search)), more: pages.some(({ page }) => page.more) },
    };
  };

const requestFor = ({ table, search }: LookupTargets[number], text: string, signedIn: boolean): QueryRequest & RecordsCall => ({
  operation: 'query',
  ...(signedIn ? { signedIn: true } : {}),
  table,
  columns: [search],
  ...(text === '' ? {} : { search: { text: text.slice(0, 200), columns: [search] } }),
  sort: [{ column: search, descending: false }],
  pageSize: rowsPerTable,
});

/** A row whose name is empty, masked or not shown cannot be told from others. */
const rowsIn = ({ table, rows }: QueryResult, search: string): readonly FoundRow[] =>
  rows.flatMap(({ id, values, masked }) => {
    const label = values[search];
    return label === undefined || label === null || label === '' || masked.includes(search)
      ? []
      : [{ value: `${table}:${id}`, label: String(label) }];
  });
