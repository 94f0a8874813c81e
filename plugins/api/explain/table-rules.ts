import type { ExplainedRule } from '../../../contracts/index.ts';
import { createEngine, type Principal, type RowSource, type Rule } from '../../../engine/index.ts';
import { isPrivilege } from '../apis/possible.ts';
import { own } from '../json.ts';
import type { ActivePolicy } from '../policy/store.ts';
import { explainedRule } from './explained-rule.ts';

/** No row has this id. */
const NONE = '00000000-0000-0000-0000-000000000000';

/** The rules of a table for a privilege or an action, without a row: who they are for and when, the rest skipped. */
export function rulesOfTable(
  { engine, policy }: ActivePolicy,
  principal: Principal,
  table: string,
  privilege: string,
  now: string,
  rows: RowSource,
): { readonly possible: boolean; readonly rules: readonly ExplainedRule[] } {
  if (own(policy.tables, table) === undefined) return { possible: false, rules: [] };
  const possible = engine.plan(principal, privilege, table, now, { source: rows }).kind !== 'never';
  // Asked as a read of a row that holds nothing: an action would first ask whether the row may be read, and stop there.
  const asking = createEngine({ ...policy, rules: policy.rules.map((rule) => askedAsRead(rule, table, privilege)) });
  const source: RowSource = { load: (of, id) => (of === table && id === NONE ? { id: NONE } : rows.load(of, id)), grants: () => [] };
  const { questions } = asking.explain(principal, { privilege: 'read', table, id: NONE }, source, now, { mayShow: () => false });
  return { possible, rules: (questions[questions.length - 1]?.rules ?? []).map(explainedRule).map(withoutRow) };
}

function askedAsRead(rule: Rule, table: string, privilege: string): Rule {
  const names: readonly string[] = isPrivilege(privilege) ? (rule.privileges ?? []) : (rule.actions ?? []);
  return { ...rule, privileges: rule.table === table && names.indexOf(privilege) >= 0 ? ['read'] : [], actions: [] };
}

const OF_THE_PERSON: readonly string[] = ['role', 'window'];

const withoutRow = (rule: ExplainedRule): ExplainedRule => ({
  ...rule,
  applies: false,
  parts: rule.parts.map((part) => (OF_THE_PERSON.indexOf(part.part) >= 0 ? part : { ...part, truth: 'skipped', leaves: [] })),
});
