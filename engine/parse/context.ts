import type { ValueType } from '../model/expression.ts';
import { targetsOf, typeOf } from '../model/paths.ts';
import { own } from '../own.ts';
import type { ColumnType, Policy } from '../policy.ts';
import type { Missing, Problems } from './problems.ts';
import { POLICY_LIMITS } from './values.ts';

/** What the checks of rules know of the rest of the policy: only tables, roles and masks that are sound themselves. */
export interface Known {
  readonly tables: Policy['tables'];
  readonly roles: readonly string[];
  /** The masks by name: whether they show a text or the last characters. */
  readonly masks: { readonly [mask: string]: 'text' | 'last' };
  readonly problems: Problems;
  /** Counts the parts of all conditions. */
  parts: number;
}

/** Follows a path as the engine does and says what is wrong with it; null then. */
export function endOfPath(known: Known, table: string, text: string, path: string): { type: ValueType; targets: readonly string[] } | null {
  const fail = (message: string, missing?: Missing): null => {
    known.problems.add(path, message, missing);
    return null;
  };
  const parts = text.split('.');
  if (parts.length > POLICY_LIMITS.steps) return fail(`\`${text.slice(0, 50)}\` has more than ${POLICY_LIMITS.steps} steps`);
  let on = table;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] as string;
    const colon = part.indexOf(':');
    const column = colon < 0 ? part : part.slice(0, colon);
    const type = own(known.tables, on) ? typeOf(known.tables, on, column) : null;
    if (type === null)
      return fail(`the table \`${on}\` has no column \`${column.slice(0, 50)}\``, { kind: 'column', table: on, name: column });
    const targets = column === 'id' ? [on] : targetsOf(known.tables, on, column);
    if (index === parts.length - 1) return colon < 0 ? { type, targets } : fail(`\`${part}\` names a target, but the path ends there`);
    if (targets.length === 0 || column === 'id')
      return fail(`the column \`${column}\` of \`${on}\` is not a lookup, so nothing can be reached through it`);
    if (colon < 0 && targets.length > 1) return fail(`\`${column}\` of \`${on}\` has several targets; write \`${column}:${targets[0]}\``);
    const target = colon < 0 ? (targets[0] as string) : part.slice(colon + 1);
    if (targets.indexOf(target) < 0) return fail(`\`${column}\` of \`${on}\` does not lead to \`${target.slice(0, 50)}\``);
    on = target;
  }
  return null;
}

/** The tables that a declared column leads to. */
export const declaredTargets = (type: ColumnType | undefined): readonly string[] =>
  type !== undefined && typeof type !== 'string' ? type.lookup : [];
