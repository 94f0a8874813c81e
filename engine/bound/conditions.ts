import type { Expression } from '../model/expression.ts';
import type { Binding } from './binding.ts';
import { compareTests, constant, inTests, nullTests, type TwoTests } from './leaves.ts';
import { everyOf, someOf } from './tests.ts';

/**
 * A condition with a person bound into it. It comes from the same tree that `explain` walks: strong Kleene logic as two questions,
 * of which `not` swaps the two, `all` fails when one part fails, and `any` holds when one part holds.
 */
export function bindCondition(expression: Expression, binding: Binding): TwoTests {
  switch (expression.kind) {
    case 'constant':
      return constant(expression.truth);
    case 'not': {
      const { holds, fails } = bindCondition(expression.item, binding);
      return { holds: fails, fails: holds };
    }
    case 'all':
      return allOf(expression.items, binding);
    case 'any':
      return anyOf(expression.items, binding);
    case 'in':
      return inTests(expression, binding);
    case 'null-test':
      return nullTests(expression, binding);
    case 'compare':
      return compareTests(expression, binding);
  }
}

function allOf(items: readonly Expression[], binding: Binding): TwoTests {
  const bound = items.map((item) => bindCondition(item, binding));
  return { holds: everyOf(bound.map(({ holds }) => holds)), fails: someOf(bound.map(({ fails }) => fails)) };
}

function anyOf(items: readonly Expression[], binding: Binding): TwoTests {
  const bound = items.map((item) => bindCondition(item, binding));
  return { holds: someOf(bound.map(({ holds }) => holds)), fails: everyOf(bound.map(({ fails }) => fails)) };
}
