/**
 * What a template can hold. JavaScript has one number type and .NET has several, so the ones that behave differently are boxed:
 * a decimal keeps its trailing zeros, a `real` remembers that it was written with a decimal point even when it is whole.
 */

/** An object that answers for its own members, at once or later. Prints nothing; the name arrives as the template spells it. */
export interface LiquidDrop {
  /** The member's value; `undefined` or `null` when there is none. Throw a `LiquidError` for an error shown in place. */
  liquidGet(name: string): unknown | Promise<unknown>;
  /** What `for` iterates over; without it the drop is not a list. */
  liquidItems?(): readonly unknown[] | Promise<readonly unknown[]>;
}

/** .NET's decimal: `units` divided by ten to the power of `scale`. A class, so that data from outside can never pose as one. */
export class LiquidDecimal {
  constructor(
    readonly units: bigint,
    readonly scale: number,
  ) {
    Object.freeze(this);
  }
}

/** A single- or double-precision number that is known to be one (a literal with a point, the result of real arithmetic). */
export class LiquidReal {
  constructor(
    readonly value: number,
    readonly precision: 'single' | 'double',
  ) {
    Object.freeze(this);
  }
}

/** The result of take, skip, where, select and order_by: a list for loops and indexes, but not for `contains` (observed in the old engine). */
export class LazyList {
  constructor(readonly items: readonly unknown[]) {}
}

/** The two words that compare with the emptiness of a text or a list. */
export class EmptyWord {
  constructor(readonly word: 'empty' | 'blank') {
    Object.freeze(this);
  }
}

/** The numbers `from` to `to`, written `(from..to)`; both ends included. Not expanded before the loop asks, so that a huge one costs nothing. */
export class LiquidRange {
  constructor(
    readonly from: number,
    readonly to: number,
  ) {
    Object.freeze(this);
  }
}

/** True for an object that resolves its members itself. */
export function isDrop(value: unknown): value is LiquidDrop {
  return typeof value === 'object' && value !== null && 'liquidGet' in value && typeof value.liquidGet === 'function';
}

/** True for an object with named members (not a list, date, dictionary, drop or boxed number). */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !isDrop(value);
}

/** The items of an array or of a lazy list; `null` for anything else. */
export function listItems(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (value instanceof LazyList) return value.items;
  return null;
}

/** True for both spellings of "no value". */
export function isNil(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
