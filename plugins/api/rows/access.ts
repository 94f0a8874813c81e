import type { ColumnAccesses } from '../../../engine/index.ts';
import { own } from '../json.ts';
import type { VisitorSession } from '../session.ts';
import type { FoundRow } from './scan.ts';

/**
 * The column levels of the rows of one list. What a row shows follows from the rules that apply to it and from nothing else
 * of it, so rows on which the same rules apply share one answer: a page of fifty asks the engine once or twice.
 */
export function accessByRules({ engine, principal, rows, now }: VisitorSession, table: string): (found: FoundRow) => ColumnAccesses {
  const known: { [rules: string]: ColumnAccesses } = {};
  return ({ row, decision }) => {
    const applied = decision.applied.filter(({ applies }) => applies).map(({ rule }) => rule);
    const key = JSON.stringify(applied);
    const access = own(known, key) ?? engine.columns(principal, table, row.id, rows, now);
    known[key] = access;
    return access;
  };
}
