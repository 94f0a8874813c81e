import type { Compare, NullTest } from '../model/expression.ts';

/** What a comparison must come to. A comparison has three values, so `not-true` is false or unknown, `not-false` true or unknown. */
export type Outcome = 'true' | 'false' | 'not-true' | 'not-false';

/** A test of one comparison whose principal and now are literals already. */
export interface PlanTest {
  readonly kind: 'test';
  readonly leaf: Compare | NullTest;
  readonly is: Outcome;
}

/** Which rows: two values only, without negation. `always` and `never` stand alone, never inside of another. */
export type PlanCondition =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'all'; readonly items: readonly PlanCondition[] }
  | { readonly kind: 'any'; readonly items: readonly PlanCondition[] }
  | PlanTest;

/** The answer to "which rows?": three outcomes with three names. */
export type Plan = { readonly kind: 'always' } | { readonly kind: 'never' } | { readonly kind: 'when'; readonly condition: PlanCondition };

export const ALWAYS: PlanCondition = Object.freeze({ kind: 'always' as const });
export const NEVER: PlanCondition = Object.freeze({ kind: 'never' as const });

/** Every item, folded: a never wins, an always falls out. */
export const every = (items: readonly PlanCondition[]): PlanCondition => joined('all', items, ALWAYS, NEVER);
/** At least one item, folded: an always wins, a never falls out. */
export const some = (items: readonly PlanCondition[]): PlanCondition => joined('any', items, NEVER, ALWAYS);

function joined(kind: 'all' | 'any', items: readonly PlanCondition[], neutral: PlanCondition, winner: PlanCondition): PlanCondition {
  const kept: PlanCondition[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as PlanCondition;
    if (item.kind === winner.kind) return winner;
    if (item.kind === kind) Array.prototype.push.apply(kept, item.items.slice());
    else if (item.kind !== neutral.kind) kept.push(item);
  }
  if (kept.length === 0) return neutral;
  return kept.length === 1 ? (kept[0] as PlanCondition) : Object.freeze({ kind, items: Object.freeze(kept) });
}

const OPPOSITE: { readonly [outcome in Outcome]: Outcome } = {
  true: 'not-true',
  'not-true': 'true',
  false: 'not-false',
  'not-false': 'false',
};

/** The rows that a condition does not select. */
export function negated(condition: PlanCondition): PlanCondition {
  switch (condition.kind) {
    case 'always':
      return NEVER;
    case 'never':
      return ALWAYS;
    case 'all':
      return some(condition.items.map(negated));
    case 'any':
      return every(condition.items.map(negated));
    case 'test':
      return testOf(condition.leaf, OPPOSITE[condition.is]);
  }
}

/** A test in its one form: a null test has two values, so only its `true` is used. */
export function testOf(leaf: Compare | NullTest, is: Outcome): PlanCondition {
  if (leaf.kind === 'compare') return Object.freeze({ kind: 'test' as const, leaf, is });
  const keeps = is === 'true' || is === 'not-false';
  const test = keeps ? leaf : Object.freeze({ kind: 'null-test' as const, operand: leaf.operand, wanted: !leaf.wanted });
  return Object.freeze({ kind: 'test' as const, leaf: test, is: 'true' as const });
}

/** The outcome that a plan names. */
export const planOf = (condition: PlanCondition): Plan =>
  condition.kind === 'always' || condition.kind === 'never' ? condition : Object.freeze({ kind: 'when' as const, condition });
