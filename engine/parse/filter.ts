import { own } from '../own.ts';
import type { Condition, Policy } from '../policy.ts';
import { checkCondition } from './conditions.ts';
import type { Known } from './context.ts';
import type { Problem } from './problems.ts';
import { createProblems } from './problems.ts';

export type FilterParsing =
  | { readonly kind: 'filter'; readonly filter: Condition }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/**
 * Checks a condition that a person sent to filter the rows of a table. It may not name the principal, whose columns the person need not be allowed to read.
 * @example parseFilter(policy, 'salesorder', ['amount', '≥', '100'])
 */
export function parseFilter(policy: Policy, table: string, json: unknown): FilterParsing {
  const problems = createProblems();
  if (own(policy.tables, table) === undefined) problems.add('filter', 'is on a table that the policy does not have');
  else {
    const known: Known = { tables: policy.tables, roles: [], masks: {}, problems, parts: 0 };
    checkCondition(known, table, json, 'filter');
    if (problems.list().length === 0 && namesPrincipal(json)) problems.add('filter', 'cannot name the principal');
  }
  const list = problems.list();
  return list.length > 0 ? { kind: 'problems', problems: list } : { kind: 'filter', filter: json as Condition };
}

/** The depth was checked before. */
function namesPrincipal(json: unknown): boolean {
  if (Array.isArray(json)) return json.some(namesPrincipal);
  if (typeof json !== 'object' || json === null) return false;
  const object = json as { readonly [key: string]: unknown };
  return Object.keys(object).some((key) => key === 'principal' || namesPrincipal(own(object, key)));
}
