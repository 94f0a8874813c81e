import type { FetchFilter, FetchFilterItem, FetchLinkEntity } from '../fetchxml/index.ts';
import { and, condition, FETCH_LIMITS, or } from '../fetchxml/index.ts';
import type { Policy } from '../policy.ts';
import type { Plan, PlanCondition } from './condition.ts';
import { ALWAYS, every, NEVER } from './condition.ts';
import type { ListTest } from './lists.ts';
import { mergedLists, plainOf, printList } from './lists.ts';
import type { Printed } from './print-test.ts';
import { printTest } from './print-test.ts';
import type { Printer } from './printer.ts';
import { createPrinter, primaryKeyOf } from './printer.ts';

/** A plan as parts of a typed query on its table. */
export interface PrintedPlan {
  /** Selects at least the rows of the plan; null keeps every row. */
  readonly filter: FetchFilter | null;
  /** The outer links that the filter names; they must be added to the root table. */
  readonly links: readonly FetchLinkEntity[];
  /** No row is selected; the filter says so too. */
  readonly never: boolean;
  /** What could not be printed and is to be tested on the rows that come; null where the filter is exact. */
  readonly residue: PlanCondition | null;
  /** Whether the store compares text for us, whose collation may select more than the fold. */
  readonly comparesText: boolean;
  readonly used: { readonly links: number; readonly conditions: number };
}

/** `used` is what the query holds already; aliases are made from `aliasPrefix` and a number. */
export interface PrintOptions {
  readonly policy: Policy;
  readonly table: string;
  readonly used?: { readonly links: number; readonly conditions: number };
  readonly aliasPrefix?: string;
}

/**
 * Prints a plan within the platform's limits of links and conditions; what does not fit is left to the residue.
 * @example planToFetch(engine.plan(jane, 'read', 'salesorder', now), { policy, table: 'salesorder' }).filter
 */
export function planToFetch(
  plan: Plan,
  { policy, table, used = { links: 0, conditions: 0 }, aliasPrefix = 'rule' }: PrintOptions,
): PrintedPlan {
  const budget = { links: FETCH_LIMITS.links - used.links, conditions: FETCH_LIMITS.conditions - used.conditions - used.links };
  const printer = createPrinter(policy, budget, aliasPrefix);
  const rows = plan.kind === 'when' ? plan.condition : plan.kind === 'always' ? ALWAYS : NEVER;
  if (rows.kind === 'never') return printedNever(policy, table);
  const filter: FetchFilterItem[] = [];
  const residue: PlanCondition[] = [];
  (rows.kind === 'all' ? mergedLists('all', rows.items) : [rows]).forEach((part) => {
    if (part.kind === 'always') return;
    const printed = print(printer, part);
    if (printed) filter.push(printed.item);
    if (!printed?.exact) residue.push(plainOf(part));
  });
  return {
    filter: filter.length > 0 ? and(filter) : null,
    links: printer.links(),
    never: false,
    residue: residue.length > 0 ? every(residue) : null,
    comparesText: comparesText(rows),
    used: printer.counts(),
  };
}

/** The filter that selects nothing is printed whatever the budget says: without it the query would select everything. */
function printedNever(policy: Policy, table: string): PrintedPlan {
  const filter = and([condition(primaryKeyOf(policy, table), 'null')]);
  return { filter, links: [], never: true, residue: null, comparesText: false, used: { links: 0, conditions: 1 } };
}

/** The parts of a plan, with the lists that were made of tests; null where a part cannot be printed at all. */
function print(printer: Printer, condition: PlanCondition | ListTest): Printed {
  switch (condition.kind) {
    case 'always':
    case 'never':
      return null;
    case 'test':
      return restoring(printer, () => printTest(printer, condition));
    case 'list':
      return restoring(printer, () => printList(printer, condition));
    case 'all': {
      const parts = mergedLists('all', condition.items).map((item) => print(printer, item));
      const printed = parts.filter((part): part is NonNullable<Printed> => part !== null);
      if (printed.length === 0) return null;
      const exact = printed.length === parts.length && printed.every((part) => part.exact);
      return { item: printed.length === 1 ? (printed[0] as NonNullable<Printed>).item : and(printed.map(({ item }) => item)), exact };
    }
    case 'any':
      return restoring(printer, () => {
        const printed: NonNullable<Printed>[] = [];
        const items = mergedLists('any', condition.items);
        for (let index = 0; index < items.length; index += 1) {
          const part = print(printer, items[index] as PlanCondition | ListTest);
          if (part === null) return null;
          printed.push(part);
        }
        return {
          item: printed.length === 1 ? (printed[0] as NonNullable<Printed>).item : or(printed.map(({ item }) => item)),
          exact: printed.every((part) => part.exact),
        };
      });
  }
}

/** Gives links and conditions back where nothing came of them. */
function restoring(printer: Printer, make: () => Printed): Printed {
  const mark = printer.mark();
  const printed = make();
  if (printed === null) printer.back(mark);
  return printed;
}

function comparesText(condition: PlanCondition): boolean {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.items.some(comparesText);
  return condition.kind === 'test' && condition.leaf.kind === 'compare' && condition.leaf.type === 'text';
}
