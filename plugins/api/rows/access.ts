import { own } from '../json.ts';
import type { VisitorSession } from '../session.ts';
import type { MayName } from './labels.ts';
import type { ListQuery } from './list-query.ts';
import { type Presenter, presenter } from './present.ts';
import type { FoundRow } from './scan.ts';

/**
 * How the rows of one list leave. What a row shows follows from the rules that apply to it and from nothing else of it,
 * so rows on which the same rules apply share one presenter: a page of fifty asks the engine for columns once or twice.
 */
export function presentersByRules(
  { asked, policy }: VisitorSession,
  { table, columns }: ListQuery,
  mayName: MayName,
): (found: FoundRow) => Presenter {
  const known: { [rules: string]: Presenter } = {};
  return ({ row, decision }) => {
    const key = JSON.stringify(decision.applied.map(({ rule, applies }) => (applies ? rule : null)));
    const answered = own(known, key);
    if (answered !== undefined) return answered;
    const present = presenter(policy, columns, asked.columns(table, row.id), mayName);
    known[key] = present;
    return present;
  };
}
