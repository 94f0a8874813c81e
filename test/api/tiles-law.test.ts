import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChartGroup, TileDefinition } from '../../contracts/index.ts';
import { type Condition, compareNumbers } from '../../engine/index.ts';
import { chart, counter, createTilesWorld, holds, oneTab, people, type Seen, seenBy, tile } from './tiles-world.ts';

const leaves: readonly Condition[] = [
  ['statuscode', '=', 1],
  ['statuscode', 'in', [2, 690970000]],
  ['statuscode', '≠', 1],
  ['totalamount', '≥', '5'],
  ['totalamount', '<', '5'],
  ['totalamount', 'is null'],
  ['willcall', '=', true],
  ['willcall', '≠', true],
  ['requestdeliveryby', '≥', '2025-12-01T00:00:00Z'],
  ['requestdeliveryby', 'is null'],
  ['prioritycode', 'is not null'],
];
const pick = (seed: number): Condition => leaves[seed % leaves.length] as Condition;

/** Every leaf, and combinations of three of them in every shape; the choice is made by number, so that a failure can be run again. */
const filters: readonly (Condition | undefined)[] = [
  undefined,
  ...leaves,
  ...Array.from({ length: 12 }, (_, index): Condition => {
    const [a, b, c] = [pick(index * 7 + 1), pick(index * 5 + 3), pick(index * 3 + 2)];
    const shapes: readonly Condition[] = [
      { all: [a, { not: b }] },
      { any: [a, b] },
      { not: { all: [a, b, c] } },
      { any: [{ all: [a, c] }, { not: b }] },
    ];
    return shapes[index % shapes.length] as Condition;
  }),
];

/** The same four questions of every filter. */
const tilesOf = (filter: Condition | undefined, index: number): readonly TileDefinition[] => {
  const of = filter === undefined ? {} : { filter };
  return [
    tile(`count-${index}`, { kind: 'counter', measure: { count: true }, ...of }),
    tile(`sum-${index}`, { kind: 'counter', measure: { sum: 'totalamount' }, ...of }),
    tile(`status-${index}`, {
      kind: 'chart',
      form: 'bar',
      measure: { sum: 'totalamount' },
      group: { column: 'statuscode', by: 'value' },
      most: 24,
      ...of,
    }),
    tile(`call-${index}`, {
      kind: 'chart',
      form: 'donut',
      measure: { count: true },
      group: { column: 'willcall', by: 'value' },
      most: 24,
      ...of,
    }),
    tile(`customer-${index}`, {
      kind: 'chart',
      form: 'bar',
      measure: { count: true },
      group: { column: 'customerid', by: 'value' },
      most: 2,
      ...of,
    }),
    tile(`month-${index}`, {
      kind: 'chart',
      form: 'line',
      measure: { count: true },
      group: { column: 'requestdeliveryby', by: 'month' },
      most: 24,
      ...of,
    }),
  ];
};

const sumOf = (rows: readonly Seen[]): number => rows.reduce((sum, { totalamount }) => sum + Math.round(Number(totalamount ?? 0) * 100), 0);
const hundredths = (value: string): number => Math.round(Number(value) * 100);

function grouped(
  rows: readonly Seen[],
  keyOf: (row: Seen) => unknown,
  measure: (rows: readonly Seen[]) => number,
): Map<string | null, number> {
  const groups = new Map<string | null, Seen[]>();
  for (const row of rows) {
    const key = keyOf(row) ?? null;
    const text = key === null ? null : String(key);
    groups.set(text, [...(groups.get(text) ?? []), row]);
  }
  return new Map([...groups].map(([key, of]) => [key, measure(of)] as const));
}
const asMap = (groups: readonly ChartGroup[], read: (value: string) => number): Map<string | null, number> =>
  new Map(groups.map(({ key, value }) => [key, read(value)] as const));

test('D16: what tiles count, add up and group is what the decision gives row by row, for every person and filter', async () => {
  for (let from = 0; from < filters.length; from += 4) {
    const some = filters.slice(from, from + 4);
    const world = await createTilesWorld(oneTab(some.flatMap((filter, index) => tilesOf(filter, from + index))));
    for (const { id, principal } of people) {
      const rows = seenBy(world, principal);
      const shown = await world.tiles(id);
      some.forEach((filter, offset) => {
        const index = from + offset;
        const what = `${principal.contact?.fullname} ${JSON.stringify(filter)}`;
        const selected = rows.filter((row) => filter === undefined || holds(filter, row) === true);
        assert.equal(counter(shown[`count-${index}`]).value, String(selected.length), what);
        assert.equal(hundredths(counter(shown[`sum-${index}`]).value), sumOf(selected), what);
        const status = chart(shown[`status-${index}`]);
        assert.deepEqual(
          asMap(status.groups, hundredths),
          grouped(selected, (row) => row.statuscode, sumOf),
          what,
        );
        const call = chart(shown[`call-${index}`]);
        assert.deepEqual(
          asMap(call.groups, Number),
          grouped(
            selected,
            (row) => row.willcall,
            (of) => of.length,
          ),
          what,
        );
        const customers = chart(shown[`customer-${index}`]);
        const all = grouped(
          selected,
          (row) => row.customerid,
          (of) => of.length,
        );
        const sizes = [...all.values()].sort((a, b) => b - a);
        assert.deepEqual(
          customers.groups.map(({ value }) => Number(value)),
          sizes.slice(0, 2),
          what,
        );
        assert.equal(
          Number(customers.rest?.value ?? 0),
          sizes.slice(2).reduce((sum, size) => sum + size, 0),
          what,
        );
        for (const { key, value } of customers.groups) assert.equal(Number(value), all.get(key), what);
        const months = chart(shown[`month-${index}`]);
        const expected = grouped(
          selected,
          (row) => (typeof row.requestdeliveryby === 'string' ? row.requestdeliveryby.slice(0, 7) : null),
          (of) => of.length,
        );
        assert.deepEqual(
          new Map(months.groups.filter(({ value }) => value !== '0').map(({ key, value }) => [key, Number(value)])),
          expected,
          what,
        );
        const keys = months.groups.map(({ key }) => key).filter((key) => key !== null);
        assert.deepEqual(keys, [...keys].sort(), 'months come in their order');
        for (const of of [status, call, customers]) {
          const values = of.groups.map(({ value }) => value);
          assert.deepEqual(
            values,
            [...values].sort((a, b) => compareNumbers(b, a) ?? 0),
            'the largest first',
          );
        }
      });
    }
    world.close();
  }
});
