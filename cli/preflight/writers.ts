/** The parts of a sample's definitions that write columns; everything else of them does not matter here. */
export interface WritingDefinitions {
  readonly rules: readonly WritingRule[];
  readonly actions: readonly WritingAction[];
  readonly tables: { readonly [table: string]: { readonly stage?: string; readonly columns?: object } };
}
interface WritingRule {
  readonly id: string;
  readonly effect: string;
  readonly table: string;
  readonly privileges?: readonly string[];
  readonly columns?: { readonly [column: string]: { readonly write?: boolean } };
}
interface WritingAction {
  readonly name: string;
  readonly table: string;
  readonly to?: string | number;
  readonly effects?: readonly { readonly kind: string; readonly column?: string }[];
}

/**
 * Everything that may write a column, e.g. the rule `order-representative` for `salesorder.name`. A rule without columns gives
 * all that the policy declares of the table; what is not declared, no rule gives. Denies are left out: too many are named, never too few.
 */
export function writersOf(name: string, { rules, actions, tables }: WritingDefinitions): readonly string[] {
  const [table = '', column = ''] = name.split('.');
  const facts = tables[table];
  const declared = Object.hasOwn(facts?.columns ?? {}, column);
  const byRule = rules.filter(
    (rule) =>
      rule.effect === 'allow' &&
      rule.table === table &&
      (rule.privileges ?? []).some((each) => each === 'create' || each === 'write') &&
      (rule.columns ? rule.columns[column]?.write === true : declared),
  );
  const byAction = actions.filter(
    (action) =>
      action.table === table &&
      ((action.to !== undefined && facts?.stage === column) ||
        (action.effects ?? []).some((effect) => effect.column === column || (effect.kind === 'owner' && column === 'ownerid'))),
  );
  return [...byRule.map(({ id }) => `the rule \`${id}\``), ...byAction.map((each) => `the action \`${each.name}\``)];
}
