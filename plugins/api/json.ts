export type Parsed = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'problem' };
export type JsonObject = { readonly [name: string]: unknown };

/** The only place that catches: text from outside that is no JSON is a problem, not a fault. No service call stands in here. */
export function parseJson(text: string): Parsed {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'problem' };
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]';

export const isList = (value: unknown): value is readonly unknown[] => Object.prototype.toString.call(value) === '[object Array]';

/** By name, because `Object.hasOwn` is younger than the script engine. */
export const ownProperty = Object.prototype.hasOwnProperty;

/** An own property; `undefined` where there is none (`__proto__` and `constructor` of a request are nothing special). */
export const own = <Value>(of: { readonly [name: string]: Value }, name: string): Value | undefined =>
  ownProperty.call(of, name) ? of[name] : undefined;
