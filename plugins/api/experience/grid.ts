import type { GridDefinition, GridExperience, Within } from '../../../contracts/index.ts';
import { aboutQuery, query } from '../apis/query-records.ts';
import { own } from '../json.ts';
import { names } from '../names.ts';
import { typeOf } from '../rows/column-types.ts';
import type { Page } from './page.ts';

/** A grid with its first page, which is an answer of its own. */
export function gridOf({ session, say }: Page, grid: GridDefinition, within: Within): GridExperience {
  const { engine, active, principal, policy, rows, now } = session;
  const facts = own(policy.tables, grid.table);
  const options = { source: rows };
  const clear = facts === undefined ? {} : engine.clearColumns(principal, grid.table, now, options);
  const shown = facts === undefined ? {} : active.variants.unmasked().clearColumns(principal, grid.table, now, options);
  const isClear = (column: string): boolean => own(clear, column)?.kind === 'always';
  const isShown = (column: string): boolean => (own(shown, column)?.kind ?? 'never') !== 'never';

  const columns = grid.columns
    .filter(({ name }) => facts !== undefined && isShown(name))
    .map(({ name, titles }) => {
      const type = (facts === undefined ? null : typeOf(facts, name)) ?? 'text';
      return { name, title: say(titles), type, sortable: isClear(name) && type !== 'lookup' };
    });
  const sort = grid.sort
    .filter(({ column }) => isClear(column))
    .map(({ column, descending }) => ({ column, descending: descending === true }));
  const request = { table: grid.table, within, columns: columns.map(({ name }) => name), sort, pageSize: grid.pageSize, count: true };
  return {
    name: grid.name,
    title: say(grid.titles),
    table: grid.table,
    columns,
    sort,
    search: grid.search.filter((column) => (own(clear, column)?.kind ?? 'never') !== 'never'),
    pageSize: grid.pageSize,
    within,
    ...(grid.open === undefined ? {} : { open: grid.open }),
    ...(grid.actions === true ? { actions: true } : {}),
    firstPage: session.settle(names.apis.QueryRecords, aboutQuery(request), query(session, request)),
  };
}
