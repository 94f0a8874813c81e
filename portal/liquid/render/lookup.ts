import { LiquidError } from '../errors.ts';
import { printValue } from '../print.ts';
import { isDrop, isNil, isPlainObject, LazyList, LiquidRange, listItems } from '../value.ts';
import { type RenderState, settle } from './state.ts';

/** A variable by name in any case: innermost scope first, then the global objects; nil when there is none. */
export function findVariable(state: RenderState, name: string): unknown {
  const key = name.toLowerCase();
  for (let at = state.scopes.length - 1; at >= 0; at -= 1) {
    const scope = state.scopes[at];
    if (scope?.has(key)) return scope.get(key);
  }
  const global = state.globals.get(key);
  return global === undefined ? null : state.environment.objects[global];
}

/** True when a variable or a global object of that name exists, even with nil as its value. */
export function isVariable(state: RenderState, name: string): boolean {
  const key = name.toLowerCase();
  return state.scopes.some((scope) => scope.has(key)) || state.globals.has(key);
}

/**
 * A member of a value. Drops answer themselves; objects have named members in any case; dictionaries exact keys; lists whole-number
 * indexes, and size, first and last when written with a point. Whatever else is nil.
 * @throws LiquidError for an index outside of an array, as in the old engine.
 */
export async function member(state: RenderState, value: unknown, key: unknown, dotted: boolean): Promise<unknown> {
  if (isNil(value) || isNil(key)) return null;
  if (isDrop(value)) return await dropMember(state, value, key, dotted);
  if (value instanceof Map) return value.has(key) ? value.get(key) : dotted && key === 'size' ? value.size : null;
  if (value instanceof LiquidRange) return dotted ? rangeMember(value, key) : null;
  if (isPlainObject(value)) return objectMember(value, printValue(key));
  const items = typeof value === 'string' ? [...value] : listItems(value);
  if (items === null) return null;
  if (dotted) return listMember(items, key);
  return typeof value !== 'string' && typeof key === 'number' ? indexed(value, items, key) : null;
}

async function dropMember(state: RenderState, drop: Parameters<typeof isDrop>[0], key: unknown, dotted: boolean): Promise<unknown> {
  if (!isDrop(drop)) return null;
  const found = await settle(state, drop.liquidGet(printValue(key)));
  if (!isNil(found) || drop.liquidItems === undefined) return found;
  const isListMember = dotted && (key === 'size' || key === 'first' || key === 'last');
  if (!isListMember && typeof key !== 'number') return null;
  const items = await settle(state, drop.liquidItems());
  return isListMember ? listMember(items, key) : typeof key === 'number' ? items[key] : null;
}

function objectMember(value: Readonly<Record<string, unknown>>, key: string): unknown {
  if (Object.hasOwn(value, key)) return value[key];
  const lower = key.toLowerCase();
  const name = Object.keys(value).find((candidate) => candidate.toLowerCase() === lower);
  return name === undefined ? null : value[name];
}

function listMember(items: readonly unknown[], key: unknown): unknown {
  if (key === 'size') return items.length;
  if (key === 'first') return items[0] ?? null;
  return key === 'last' ? (items.at(-1) ?? null) : null;
}

function indexed(value: unknown, items: readonly unknown[], index: number): unknown {
  if (Number.isInteger(index) && index >= 0 && index < items.length) return items[index];
  if (value instanceof LazyList && index >= 0) return null;
  throw new LiquidError('Index was outside the bounds of the array.');
}

function rangeMember(range: LiquidRange, key: unknown): unknown {
  const size = Math.max(0, range.to - range.from + 1);
  if (key === 'size') return size;
  if (size === 0) return null;
  return key === 'first' ? range.from : key === 'last' ? range.to : null;
}

/** A member by a dotted path (`customer.name`), as `where`, `select` and `order_by` take it; an exact key wins over the path. */
export async function memberByPath(state: RenderState, value: unknown, path: string): Promise<unknown> {
  const whole = await member(state, value, path, false);
  const dot = path.indexOf('.');
  if (!isNil(whole) || dot <= 0 || dot === path.length - 1) return whole;
  return await memberByPath(state, await member(state, value, path.slice(0, dot), false), path.slice(dot + 1));
}
