import { secondsOf } from '../fold/index.ts';
import type { Policy, Rule } from '../policy.ts';
import { columnOperand, compare, compileCondition, principalOperand } from './compile-condition.ts';
import type { CompiledAccess, Expression } from './expression.ts';
import { FALSE, TRUE } from './expression.ts';
import { pathOf, targetsOf } from './paths.ts';

/** A rule with its conditions compiled; it holds nothing of a person, so it serves everybody. Times are seconds, NaN where a time is broken (which never holds). */
export interface CompiledRule {
  readonly rule: Rule;
  readonly access: CompiledAccess;
  readonly when: Expression;
  readonly endsWhen: Expression;
  readonly from: number | null;
  readonly until: number | null;
  /** A deny without `columns`, which refuses the row. */
  readonly deniesRow: boolean;
}

/** Compiles one rule. A deny of access `parent` does not exist in a valid policy; its access is unknown, so it denies. */
export function compileRule(policy: Policy, rule: Rule): CompiledRule {
  const { tables } = policy;
  return Object.freeze({
    rule,
    access: compileAccess(policy, rule),
    when: rule.when === undefined ? TRUE : compileCondition(tables, rule.table, rule.when),
    endsWhen: rule.endsWhen === undefined ? FALSE : compileCondition(tables, rule.table, rule.endsWhen),
    from: timeOf(rule.from),
    until: timeOf(rule.until),
    deniesRow: rule.effect === 'deny' && rule.columns === undefined,
  });
}

/** Seconds of the edge of a window; NaN, with which no comparison is true, where the text is no time. */
export const timeOf = (time: string | undefined): number | null => (time === undefined ? null : (secondsOf(time) ?? Number.NaN));

function compileAccess({ tables }: Policy, { access, table, effect }: Rule): CompiledAccess {
  const condition = (expression: Expression): CompiledAccess => Object.freeze({ kind: 'condition' as const, condition: expression });
  const own = (path: string, whose: 'contact' | 'account'): CompiledAccess =>
    condition(compare('=', columnOperand(tables, table, path), principalOperand(tables, whose, 'id')));
  if (access === 'global') return condition(TRUE);
  if (access === 'self') return table === 'contact' ? own('id', 'contact') : condition(FALSE);
  if ('contact' in access) return own(access.contact, 'contact');
  if ('account' in access) return own(access.account, 'account');
  if ('custom' in access) return condition(compileCondition(tables, table, access.custom));
  if (effect === 'deny') return condition(Object.freeze({ kind: 'constant' as const, truth: 'unknown' as const }));
  const targets = targetsOf(tables, table, access.parent);
  return Object.freeze({ kind: 'parent' as const, lookup: pathOf(tables, table, access.parent), targets, rule: access.rule });
}
