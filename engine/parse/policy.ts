import { own } from '../own.ts';
import type { Policy } from '../policy.ts';
import type { Known } from './context.ts';
import { checkMasks } from './masks.ts';
import type { Problem } from './problems.ts';
import { createProblems } from './problems.ts';
import { checkRule } from './rules.ts';
import { checkRoles, checkTables } from './tables.ts';
import { eachEntry, listAt, nameAt, objectAt, POLICY_LIMITS, siteAt } from './values.ts';

export type PolicyParsing =
  | { readonly kind: 'policy'; readonly policy: Policy }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

const KEYS = ['site', 'timezone', 'masks', 'roles', 'tables', 'rules', 'bundles'];

/**
 * Checks a policy that came as JSON. Every problem has a path and a sentence; a rule that is not understood is a problem and never left out.
 * A policy that is accepted is the JSON itself, which from then on nobody may change.
 * @example const parsing = parsePolicy(JSON.parse(text)); if (parsing.kind === 'policy') createEngine(parsing.policy)
 */
export function parsePolicy(json: unknown): PolicyParsing {
  const problems = createProblems();
  const policy = objectAt(json, 'policy', KEYS, problems);
  if (policy) {
    siteAt(policy.site, 'site', problems);
    nameAt(policy.timezone, 'timezone', problems);
    const known: Known = {
      tables: checkTables(policy.tables, problems),
      roles: checkRoles(policy.roles, problems),
      masks: checkMasks(policy.masks, problems),
      problems,
      parts: 0,
    };
    if (policy.rules === undefined) problems.add('rules', 'must be a list');
    checkRules(known, policy.rules, 'rules', false);
    if (policy.bundles !== undefined)
      eachEntry(policy.bundles, 'bundles', problems, (_name, rules, path) => checkRules(known, rules, path, true));
  }
  const list = problems.list();
  return list.length > 0 ? { kind: 'problems', problems: list } : { kind: 'policy', policy: json as Policy };
}

/** Two rules with one id are accepted only where they are the same rule twice. */
function checkRules(known: Known, value: unknown, path: string, inBundle: boolean): undefined {
  const seen: { [id: string]: string } = {};
  listAt(value, path, known.problems, POLICY_LIMITS.rules).forEach((rule, index) => {
    const before = known.problems.list().length;
    checkRule(known, rule, `${path}[${index}]`, inBundle);
    if (known.problems.list().length > before) return;
    const key = `rule:${(rule as { readonly id: string }).id}`;
    const text = JSON.stringify(rule);
    if ((own(seen, key) ?? text) !== text) known.problems.add(`${path}[${index}].id`, 'is the id of another rule');
    seen[key] = text;
  });
}
