import type { Cells, Scope } from '../evaluate/scope.ts';
import { isSomebody } from '../evaluate/scope.ts';
import { truthOf } from '../evaluate/truth.ts';
import { compileCondition } from '../model/compile-condition.ts';
import { own } from '../own.ts';
import type { Condition } from '../policy.ts';
import { guardedLeaf, rowsWhereClear } from './clear.ts';
import type { Plan, PlanCondition, PlanTest } from './condition.ts';
import { ALWAYS, every, NEVER, planOf, some } from './condition.ts';
import { rowsAllowed, rowsOfSite } from './rows.ts';
import { rowsWhere } from './substitute.ts';

/** What a person asks of the rows they may read; every column counts as null where it is not clear to them. */
export interface PlanQuery {
  readonly filter?: Condition;
  readonly search?: { readonly text: string; readonly columns: readonly string[] };
}

/** The rows of a table on which a privilege or action is allowed as they stand; every privilege asks `read` first. `create` has no rows. */
export function planRows(scope: Scope, privilege: string, table: string, query: PlanQuery = {}): Plan {
  if (!isSomebody(scope) || own(scope.policy.tables, table) === undefined || privilege === 'create') return planOf(NEVER);
  const read = rowsAllowed(scope, 'read', table, []);
  const more = privilege === 'read' ? [] : [rowsAllowed(scope, privilege, table, [])];
  return planOf(every([rowsOfSite(scope, table), read, ...more, ...asked(scope, table, query, read)]));
}

function asked(scope: Scope, table: string, { filter, search }: PlanQuery, readable: PlanCondition): readonly PlanCondition[] {
  const { tables } = scope.policy;
  if (!filter && !search) return [];
  const leaf = guardedLeaf(scope, readable);
  const rows = (condition: Condition): PlanCondition => rowsWhere(scope, compileCondition(tables, table, condition), 'true', [], leaf);
  const parts: PlanCondition[] = [];
  if (filter) parts.push(rows(filter));
  if (search) parts.push(some(search.columns.map((column) => rows([column, 'contains', { value: search.text }]))));
  return parts;
}

/** For every column and `id`: on which of the readable rows it may be computed with. A column that is clear wherever its row may be read is `always`. */
export function planColumns(scope: Scope, table: string): { readonly [column: string]: Plan } {
  const plans: { [column: string]: Plan } = {};
  const facts = own(scope.policy.tables, table);
  const readable = facts && isSomebody(scope) ? JSON.stringify(rowsAllowed(scope, 'read', table, [])) : null;
  ['id'].concat(Object.keys(facts?.columns ?? {})).forEach((column) => {
    const clear = facts ? rowsWhereClear(scope, table, column, []) : NEVER;
    plans[column] = planOf(clear.kind !== 'never' && JSON.stringify(clear) === readable ? ALWAYS : clear);
  });
  return plans;
}

/** Whether a row is one that a condition selects. */
export function selects(scope: Scope, condition: PlanCondition, row: Cells): boolean {
  switch (condition.kind) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'all':
      return condition.items.every((item) => selects(scope, item, row));
    case 'any':
      return condition.items.some((item) => selects(scope, item, row));
    case 'test':
      return holds(scope, condition, row);
  }
}

function holds(scope: Scope, { leaf, is }: PlanTest, row: Cells): boolean {
  const truth = truthOf(leaf, scope, row);
  switch (is) {
    case 'true':
      return truth === true;
    case 'false':
      return truth === false;
    case 'not-true':
      return truth !== true;
    case 'not-false':
      return truth !== false;
  }
}
