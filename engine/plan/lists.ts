import type { Compare } from '../model/expression.ts';
import type { PlanCondition, PlanTest } from './condition.ts';
import { every, some } from './condition.ts';
import { choiceLiteral, numberLiteral, textLiteral } from './literals.ts';
import type { Printed } from './print-test.ts';
import { together } from './print-test.ts';
import type { Printer } from './printer.ts';

/** Equality tests of one column that print as one list: `in` inside of `any`, `not-in` inside of `all`. */
export interface ListTest {
  readonly kind: 'list';
  readonly within: 'all' | 'any';
  readonly tests: readonly PlanTest[];
  readonly literals: readonly string[];
}

/** Collects what can stand in one list; everything else stays where it is. */
export function mergedLists(within: 'all' | 'any', items: readonly PlanCondition[]): readonly (PlanCondition | ListTest)[] {
  const merged: (PlanCondition | ListTest)[] = [];
  const places: { [key: string]: number } = {};
  items.forEach((item) => {
    const literal = item.kind === 'test' ? listed(within, item) : null;
    if (item.kind !== 'test' || literal === null) {
      merged.push(item);
      return;
    }
    const leaf = item.leaf as Compare;
    const key = `path:${leaf.left.kind === 'column' ? leaf.left.path.text : ''}`;
    const place = places[key];
    const before = place === undefined ? undefined : merged[place];
    if (place === undefined || before === undefined) {
      places[key] = merged.length;
      merged.push(item);
    } else if (before.kind === 'list') {
      merged[place] = { ...before, tests: before.tests.concat([item]), literals: before.literals.concat([literal]) };
    } else {
      const first = before as PlanTest;
      merged[place] = { kind: 'list', within, tests: [first, item], literals: [listed(within, first) ?? '', literal] };
    }
  });
  return merged;
}

/** The literal of a test that may stand in a list; null for every other test. */
function listed(within: 'all' | 'any', { leaf, is }: PlanTest): string | null {
  if (leaf.kind !== 'compare' || leaf.operator !== '=' || leaf.left.kind !== 'column' || leaf.right.kind !== 'literal') return null;
  if (is !== (within === 'any' ? 'true' : 'false')) return null;
  if (leaf.type === 'choice') return choiceLiteral(leaf.right.value);
  if (leaf.type === 'number') return numberLiteral(leaf.right.value);
  const text = leaf.type === 'text' && within === 'any' ? textLiteral(leaf.right.value) : null;
  return text?.kind === 'text' ? text.text : null;
}

/** Prints a list; `not-in` lets nulls through, so it never stands without `not-null`. */
export function printList(printer: Printer, { within, tests, literals }: ListTest): Printed {
  const leaf = tests[0]?.leaf;
  const name = leaf?.kind === 'compare' && leaf.left.kind === 'column' ? printer.column(leaf.left.path) : null;
  if (!name) return null;
  if (within === 'any') return together([printer.condition(name, 'in', literals)], true);
  return together([printer.condition(name, 'not-null'), printer.condition(name, 'not-in', literals)], true);
}

/** The tests of a list again, or the condition itself. */
export const plainOf = (item: PlanCondition | ListTest): PlanCondition =>
  item.kind !== 'list' ? item : item.within === 'all' ? every(item.tests) : some(item.tests);
