import {
  type ActionsResult,
  type Answer,
  type GridDefinition,
  type GridExperience,
  mostActionRows,
  type QueryResult,
  type TileDefinition,
  type Within,
} from '../../../contracts/index.ts';
import { list } from '../apis/list-actions.ts';
import { aboutQuery, query } from '../apis/query-records.ts';
import { names } from '../names.ts';
import { groupTitle } from '../tiles/group-title.ts';
import type { Page } from './page.ts';
import { visibleColumns } from './visible-columns.ts';

/** The tile by which the person came, as far as they have it, and the group of its chart. */
export interface Drill {
  readonly name: string;
  readonly tile: TileDefinition | null;
  readonly value: string | undefined;
}

/** A grid with its first page, which is an answer of its own. */
export function gridOf(page: Page, grid: GridDefinition, drill: Drill | null): GridExperience {
  const { session, say } = page;
  const { columns, isClear, isEverClear } = visibleColumns(page, grid.table, grid.columns);
  const sort = grid.sort
    .filter(({ column }) => isClear(column))
    .map(({ column, descending }) => ({ column, descending: descending === true }));
  const came = drill !== null && leadsTo(drill, grid) ? drill : null;
  const within: Within = {
    grid: grid.name,
    ...(came === null ? {} : { tile: came.name, ...(came.value === undefined ? {} : { value: came.value }) }),
  };
  const request = { table: grid.table, within, columns: columns.map(({ name }) => name), sort, pageSize: grid.pageSize, count: true };
  const firstPage = session.settle(names.apis.QueryRecords, aboutQuery(request), query(session, request));
  return {
    name: grid.name,
    title: say(grid.titles),
    table: grid.table,
    columns,
    sort,
    search: grid.search.filter(isEverClear),
    pageSize: grid.pageSize,
    within,
    ...(came?.tile && firstPage.ok ? { narrowed: { title: say(came.tile.titles), group: groupTitle(page, came.tile, came.value) } } : {}),
    ...(grid.open === undefined ? {} : { open: grid.open }),
    ...(grid.actions === true ? { actions: true } : {}),
    firstPage,
    ...(grid.actions === true && firstPage.ok ? { offers: offersOf(page, grid, firstPage.result) } : {}),
  };
}

/** The actions of the rows that are shown first; of more than one question may name, those are asked for by the page. */
function offersOf({ session, language }: Page, { table }: GridDefinition, { rows }: QueryResult): Answer<ActionsResult> {
  const ids = rows.slice(0, mostActionRows).map(({ id }) => id);
  return session.settle(
    names.apis.ListActions,
    { privilege: 'read', details: { rows: ids.length } },
    list(session, { table, ids, language }),
  );
}

/** A tile that the person does not have leads anywhere: each grid is then refused, for a list that is not narrowed would be another one. */
const leadsTo = ({ tile }: Drill, grid: GridDefinition): boolean =>
  tile === null || tile.kind === 'links' || tile.drill === undefined || tile.drill.grid === grid.name;
