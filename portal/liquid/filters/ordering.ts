import { order } from '../compare.ts';
import { LiquidError } from '../errors.ts';
import { LazyList } from '../value.ts';
import { asText, type FilterTools } from './filter.ts';

/** A list ordered by `order_by`; equal ranks are the ties that `then_by` may still order. */
class OrderedList extends LazyList {
  constructor(
    items: readonly unknown[],
    readonly ranks: readonly number[],
  ) {
    super(items);
  }
}

/** Orders by a member (dotted paths allowed), stable; `desc` or `descending` turns it round. Anything but a list stays as it is. */
export async function orderBy(input: unknown, values: readonly unknown[], tools: FilterTools): Promise<unknown> {
  const items = await tools.items(input);
  return items === null ? input : sorted(items, () => 0, values, tools);
}

/** Orders the ties that an earlier `order_by` or `then_by` left. */
export async function thenBy(input: unknown, values: readonly unknown[], tools: FilterTools): Promise<unknown> {
  if (!(input instanceof OrderedList)) throw new LiquidError('then_by needs a list that was ordered by order_by');
  return sorted(input.items, (index) => input.ranks[index] ?? 0, values, tools);
}

async function sorted(
  items: readonly unknown[],
  rank: (index: number) => number,
  [path, direction]: readonly unknown[],
  tools: FilterTools,
): Promise<OrderedList> {
  const sign = /^desc(ending)?$/i.test(asText(direction)) ? -1 : 1;
  const keyed = await Promise.all(
    items.map(async (item, index) => ({ item, rank: rank(index), value: await tools.member(item, asText(path)) })),
  );
  const difference = (left: (typeof keyed)[number], right: (typeof keyed)[number]): number =>
    left.rank - right.rank || sign * order(left.value, right.value);
  keyed.sort(difference);
  const ranks: number[] = [];
  keyed.forEach((entry, index) => {
    const before = keyed[index - 1];
    const last = ranks[index - 1] ?? 0;
    ranks.push(before !== undefined && difference(before, entry) !== 0 ? last + 1 : last);
  });
  return new OrderedList(
    keyed.map(({ item }) => item),
    ranks,
  );
}
