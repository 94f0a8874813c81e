/** Small readers of unknown JSON: each gives the value or throws `UnreadableAnswer`, which one place catches. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
}

export type Json = { readonly [name: string]: unknown };

const unreadable = (what: string): never => {
  throw new UnreadableAnswer(`expected ${what}`);
};

export const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

export const asJson = (value: unknown): Json => (isJson(value) ? value : unreadable('an object'));

export const asText = (value: unknown): string => (typeof value === 'string' ? value : unreadable('a text'));
export const asFlag = (value: unknown): boolean => (typeof value === 'boolean' ? value : unreadable('true or false'));

export const asCount = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : unreadable('a count');

export const asList = <Item>(value: unknown, read: (item: unknown) => Item): readonly Item[] =>
  Array.isArray(value) ? value.map(read) : unreadable('a list');

export const asNullable = <Item>(value: unknown, read: (item: unknown) => Item): Item | null => (value === null ? null : read(value));

/** An object as a map without a prototype, so that a column called `constructor` is what the answer says and nothing else. */
export const asMap = <Item>(value: unknown, read: (item: unknown) => Item): { readonly [name: string]: Item } => {
  const map: { [name: string]: Item } = Object.create(null);
  for (const [name, item] of Object.entries(asJson(value))) map[name] = read(item);
  return map;
};
