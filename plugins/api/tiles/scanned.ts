import type { Cell } from '../../../engine/index.ts';
import { presentersByRules } from '../rows/access.ts';
import { columnsOfCondition } from '../rows/condition-columns.ts';
import type { ListQuery } from '../rows/list-query.ts';
import { columnsWithTypes } from '../rows/present.ts';
import { findRows } from '../rows/scan.ts';
import type { Selection, TileRows } from './tile-rows.ts';

/** The clear values of a row; what is masked or hidden is null. */
export type ClearValues = { readonly [column: string]: Cell };

/** Rows that were looked at one by one: as many as one request reads, and whether there may be more. */
export interface Scanned {
  readonly rows: readonly ClearValues[];
  readonly labels: readonly { readonly [column: string]: string }[];
  readonly more: boolean;
}

const MOST_ROWS = 5000;

/** Looks at the rows that the store cannot select by itself, each decided, with the columns that are computed with. */
export function scanned(
  { session, table, facts, whole }: TileRows,
  { condition, plan, printed }: Selection,
  columns: readonly string[],
): Scanned {
  const looked = columns.concat(condition === null ? [] : columnsOfCondition(session, table, condition));
  const list: ListQuery = {
    kind: 'list',
    table,
    facts,
    plan,
    readable: whole.plan,
    columns: columnsWithTypes(facts, columns),
    sort: [],
    used: looked,
    compared: looked,
  };
  const found = findRows(session, list, printed, { anchor: null, skip: 0 }, MOST_ROWS);
  // Labels are given by whoever shows a group: here nothing is named.
  const presenterOf = presentersByRules(session, list, () => true);
  const shown = found.rows.map((each) => presenterOf(each)(each.row));
  return {
    rows: shown.map(({ values, masked }) => {
      const clear: { [column: string]: Cell } = {};
      columns.forEach((column) => {
        clear[column] = masked.indexOf(column) >= 0 ? null : (values[column] ?? null);
      });
      return clear;
    }),
    labels: shown.map(({ labels }) => labels),
    more: found.next !== null,
  };
}
