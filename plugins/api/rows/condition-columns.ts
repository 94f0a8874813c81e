import { type Condition, createEngine } from '../../../engine/index.ts';
import { questionRule } from '../policy/filter-questions.ts';
import type { VisitorSession } from '../session.ts';

/**
 * The columns of a table's rows that a condition looks at. The rows behind lookups that it follows are read with what it looks at there
 * from now on: by this call alone, so that a condition which names a column that the store has lost breaks only what it belongs to.
 */
export function columnsOfCondition({ policy, rows }: VisitorSession, table: string, condition: Condition): readonly string[] {
  const engine = createEngine({ ...policy, rules: [questionRule('condition', table, condition)], bundles: {} });
  rows.also(engine);
  return engine.columnsNeeded(table);
}
