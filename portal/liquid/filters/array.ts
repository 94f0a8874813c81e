import { order, strictEqual } from '../compare.ts';
import { LiquidError } from '../errors.ts';
import { toText } from '../print.ts';
import { isNil, LazyList } from '../value.ts';
import { asInt, asText, type Filter, type FilterTools, optional, type Parameter, required } from './filter.ts';
import { orderBy, thenBy } from './ordering.ts';

const key = required('key', 'string');

/** Filters on lists. take, skip, where, select, order_by and their like give lazy lists. */
export const arrayFilters: Readonly<Record<string, Filter>> = {
  all: { input: 'any', parameters: [], run: (input) => input },
  batch: listFilter([required('batchSize', 'int')], (items, [size]) => lazy(chunks(items, asInt(size)))),
  concat: { input: 'list', parameters: [required('second', 'any')], run: concat },
  except: listFilter([key, required('value', 'any')], async (items, [path, value], tools) =>
    lazy(await keep(items, async (item) => !strictEqual(await tools.member(item, asText(path)), value))),
  ),
  first: { input: 'any', parameters: [], run: async (input, _values, tools) => (await tools.items(input))?.[0] ?? null },
  from_index: windowFilter([required('index', 'int')], (items, [from]) => items.slice(Math.max(0, asInt(from)))),
  group_by: listFilter([key], async (items, [path], tools) => lazy(await groups(items, asText(path), tools))),
  join: { input: 'list', parameters: [optional('glue', 'string', ' ')], run: join },
  last: { input: 'any', parameters: [], run: async (input, _values, tools) => (await tools.items(input))?.at(-1) ?? null },
  map: listFilter([key], async (items, [path], tools) => await Promise.all(items.map((item) => tools.member(item, asText(path))))),
  order_by: orderFilter(),
  orderby: orderFilter(),
  paginate: windowFilter([required('index', 'int'), required('count', 'int')], (items, [from, count]) =>
    items.slice(Math.max(0, asInt(from)), Math.max(0, asInt(from)) + Math.max(0, asInt(count))),
  ),
  random: listFilter([], (items) => {
    if (items.length === 0) throw new LiquidError('Specified argument was out of the range of valid values.');
    return items[Math.floor(Math.random() * items.length)];
  }),
  select: listFilter([key], async (items, [path], tools) => lazy(await Promise.all(items.map((item) => tools.member(item, asText(path)))))),
  shuffle: listFilter([], (items) => lazy(shuffled(items))),
  size: { input: 'any', parameters: [], run: async (input, _values, tools) => (await tools.items(input))?.length ?? 0 },
  skip: windowFilter([required('count', 'int')], (items, [count]) => items.slice(Math.max(0, asInt(count)))),
  sort: { input: 'any', parameters: [optional('property', 'string', null)], run: sort },
  take: windowFilter([required('count', 'int')], (items, [count]) => items.slice(0, Math.max(0, asInt(count)))),
  then_by: thenFilter(),
  thenby: thenFilter(),
  where: listFilter([key, required('value', 'any')], async (items, [path, value], tools) =>
    lazy(await keep(items, async (item) => strictEqual(await tools.member(item, asText(path)), value))),
  ),
};

type ListRun = (items: readonly unknown[], values: readonly unknown[], tools: FilterTools) => unknown;

/** A filter that needs a list; nil is an error, as in .NET. */
function listFilter(parameters: readonly Parameter[], run: ListRun): Filter {
  return {
    input: 'list',
    parameters,
    run: async (input, values, tools) => {
      const items = await tools.items(input);
      if (items === null) throw new LiquidError('Value cannot be null.');
      return run(items, values, tools);
    },
  };
}

/** A filter that cuts a part out of a list and leaves anything else as it is. */
function windowFilter(
  parameters: readonly Parameter[],
  cut: (items: readonly unknown[], values: readonly unknown[]) => readonly unknown[],
): Filter {
  return {
    input: 'any',
    parameters,
    run: async (input, values, tools) => {
      const items = await tools.items(input);
      return items === null ? input : lazy(cut(items, values));
    },
  };
}

function orderFilter(): Filter {
  return { input: 'any', parameters: [key, optional('direction', 'string', 'asc')], run: orderBy };
}

function thenFilter(): Filter {
  return { input: 'any', parameters: [key, optional('direction', 'string', 'asc')], run: thenBy };
}

function lazy(items: readonly unknown[]): LazyList {
  return new LazyList(items);
}

async function keep(items: readonly unknown[], test: (item: unknown) => Promise<boolean>): Promise<readonly unknown[]> {
  const kept: unknown[] = [];
  for (const item of items) if (await test(item)) kept.push(item);
  return kept;
}

function chunks(items: readonly unknown[], size: number): readonly LazyList[] {
  if (size < 1) throw new LiquidError('Specified argument was out of the range of valid values.');
  const result: LazyList[] = [];
  for (let at = 0; at < items.length; at += size) result.push(lazy(items.slice(at, at + size)));
  return result;
}

async function concat(input: unknown, [second]: readonly unknown[], tools: FilterTools): Promise<LazyList> {
  const first = (await tools.items(input)) ?? [];
  return lazy([...first, ...((await tools.items(second)) ?? [second])]);
}

async function join(input: unknown, [glue]: readonly unknown[], tools: FilterTools): Promise<string | null> {
  const items = await tools.items(input);
  if (items === null) return null;
  const texts = items.map((item) => toText(item));
  tools.reserve(texts.reduce((sum, text) => sum + text.length + asText(glue).length, 0));
  return texts.join(asText(glue));
}

async function groups(items: readonly unknown[], path: string, tools: FilterTools): Promise<readonly unknown[]> {
  const result: { readonly key: unknown; readonly items: unknown[] }[] = [];
  for (const item of items) {
    const value = await tools.member(item, path);
    const group = result.find((candidate) => strictEqual(candidate.key, value));
    if (group === undefined) result.push({ key: value, items: [item] });
    else group.items.push(item);
  }
  return result;
}

function shuffled(items: readonly unknown[]): readonly unknown[] {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1));
    [result[at], result[other]] = [result[other], result[at]];
  }
  return result;
}

async function sort(input: unknown, [property]: readonly unknown[], tools: FilterTools): Promise<unknown> {
  if (isNil(input)) return null;
  const items = typeof input === 'string' ? [input] : ((await tools.items(input)) ?? [input]);
  const path = asText(property);
  const keyed = await Promise.all(items.map(async (item) => ({ item, value: path === '' ? item : await tools.member(item, path) })));
  return keyed.sort((left, right) => order(left.value, right.value)).map(({ item }) => item);
}
