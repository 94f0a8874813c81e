import type { Condition, Plan, PrintedPlan, TableFacts } from '../../../engine/index.ts';
import { own } from '../json.ts';
import { type Refused, refused } from '../outcome.ts';
import { printList } from '../rows/scan.ts';
import type { VisitorSession } from '../session.ts';

/** The rows of a table that a person may read, as tiles select among them. */
export interface TileRows {
  readonly kind: 'rows';
  readonly session: VisitorSession;
  readonly table: string;
  readonly facts: TableFacts;
  /** All of them. */
  readonly whole: Selection;
  /** Those for which every condition holds; a column counts as null where it is not clear to the person. */
  readonly select: (conditions: readonly (Condition | undefined)[]) => Selection;
  /** On which of the rows a column is clear. */
  readonly clear: (column: string) => Plan['kind'];
}

/** Rows as the store is asked for them. */
export interface Selection {
  /** What selects them beside the permission; null: nothing. */
  readonly condition: Condition | null;
  readonly plan: Plan;
  readonly printed: PrintedPlan;
  /** Whether the store selects just these rows, so that it may count and add up itself; else they are looked at one by one. */
  readonly exact: boolean;
}

/** A table that the policy does not know and one of which the person may read nothing answer alike, as in lists. */
export function tileRows(session: VisitorSession, table: string): TileRows | Refused {
  const { engine, principal, policy, rows, now } = session;
  const facts = own(policy.tables, table);
  const options = { source: rows };
  const readable = facts === undefined ? null : engine.plan(principal, 'read', table, now, options);
  if (facts === undefined || readable === null || readable.kind === 'never') return refused('no-rule');
  const permission = printList(session, table, readable);
  const selection = (plan: Plan, printed: PrintedPlan, condition: Condition | null): Selection => ({
    condition,
    plan,
    printed,
    // A filter that compares text is left to the store's collation, as in the count of a list; a permission never is.
    exact: printed.residue === null && !permission.comparesText,
  });
  let clear: { readonly [column: string]: Plan } | null = null;
  return {
    kind: 'rows',
    session,
    table,
    facts,
    whole: selection(readable, permission, null),
    select(conditions) {
      const all = conditions.filter((each): each is Condition => each !== undefined);
      if (all.length === 0) return selection(readable, permission, null);
      const plan = engine.plan(principal, 'read', table, now, { source: rows, query: { filter: { all } } });
      return selection(plan, printList(session, table, plan), { all });
    },
    clear(column) {
      if (clear === null) clear = engine.clearColumns(principal, table, now, options);
      return own(clear, column)?.kind ?? 'never';
    },
  };
}
