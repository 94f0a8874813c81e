import type { HostRow } from '../../../contracts/index.ts';
import type { TableFacts } from '../../../engine/index.ts';
import { own, ownProperty } from '../json.ts';
import type { VisitorSession } from '../session.ts';
import { referenceIn, targetsOf } from './column-types.ts';

/** Whether the name of the row that a lookup value names may be read; asked once per row. */
export type MayName = (reference: string) => boolean;

/**
 * The label of a lookup is the name of another row: it is given only where the column of that name may be read, not masked, on that row.
 * A table of which the policy does not say which column that is gives no labels.
 * The rows are named to the store beforehand, so that they come in few queries.
 */
export function labelGuard(session: VisitorSession): MayName {
  const { asked, policy } = session;
  const known: { [reference: string]: boolean } = {};
  return (reference) => {
    const answered = own(known, reference);
    if (answered !== undefined) return answered;
    const target = referenceIn(reference);
    const name = target === null ? undefined : own(policy.tables, target.table)?.primaryName;
    const readable = target !== null && name !== undefined && own(asked.columns(target.table, target.id), name)?.level === 'read';
    known[reference] = readable;
    return readable;
  };
}

/** Names the targets of these columns of rows to the row store, as far as the policy knows their tables. */
export function expectTargets(session: VisitorSession, facts: TableFacts, columns: readonly string[], found: readonly HostRow[]): void {
  const wanted: { [table: string]: string[] } = {};
  const seen: { [reference: string]: boolean } = {};
  columns.forEach((column) => {
    const tables = targetsOf(facts, column);
    found.forEach(({ values }) => {
      const value = values[column];
      if (typeof value !== 'string' || ownProperty.call(seen, value)) return;
      seen[value] = true;
      const target = referenceIn(value);
      if (target === null || tables.indexOf(target.table) < 0 || own(session.policy.tables, target.table) === undefined) return;
      const ids = own(wanted, target.table) ?? [];
      ids.push(target.id);
      wanted[target.table] = ids;
    });
  });
  Object.keys(wanted).forEach((table) => {
    session.rows.expect(table, wanted[table] ?? []);
  });
}
