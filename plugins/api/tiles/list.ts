import type { ListContent, TileDefinition } from '../../../contracts/index.ts';
import { queryNarrowed } from '../apis/query-records.ts';
import type { Page } from '../experience/page.ts';
import { visibleColumns } from '../experience/visible-columns.ts';
import { done, type Outcome } from '../outcome.ts';

type ListTile = Extract<TileDefinition, { readonly kind: 'list' }>;

/** The first rows of a list, with the columns that the person ever sees. */
export function listOf(page: Page, tile: ListTile): Outcome<ListContent> {
  const { columns, isClear } = visibleColumns(page, tile.table, tile.columns);
  const outcome = queryNarrowed(
    page.session,
    {
      table: tile.table,
      columns: columns.map(({ name }) => name),
      sort: tile.sort.filter(({ column }) => isClear(column)),
      pageSize: tile.size,
    },
    { filter: tile.filter ?? null },
  );
  if (outcome.kind === 'refused') return outcome;
  const { rows, more } = outcome.result;
  const shown = columns.map(({ name, title, type }) => ({ name, title, type }));
  return done({ kind: 'list', columns: shown, rows, more, open: tile.open ?? null }, outcome.entry);
}
