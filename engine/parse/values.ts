import { digitsOf, guidOf, isDateOnly, millisecondsOf } from '../fold/index.ts';
import { own } from '../own.ts';
import type { Problems } from './problems.ts';

/** Limits of a policy's parts; what is larger is a problem. */
export const POLICY_LIMITS = Object.freeze({
  text: 2000,
  name: 200,
  list: 2000,
  entries: 2000,
  rules: 5000,
  depth: 24,
  parts: 50000,
  steps: 8,
});

export type Json = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with known keys only; an unknown key is a problem, so that a misspelt one is never ignored. Null where it is no object. */
export function objectAt(value: unknown, path: string, known: readonly string[], problems: Problems): Json | null {
  if (!isObject(value)) {
    problems.add(path, 'must be an object');
    return null;
  }
  Object.keys(value).forEach((key) => {
    if (known.indexOf(key) < 0)
      problems.add(path, `has the unknown key \`${key.slice(0, 50)}\`; known are ${known.join(', ')}`, {
        kind: 'word',
        name: key,
        among: known,
      });
  });
  return value;
}

/** Calls `each` with every entry of an object that is used as a map. */
export function eachEntry(
  value: unknown,
  path: string,
  problems: Problems,
  each: (name: string, entry: unknown, path: string) => void,
): undefined {
  if (!isObject(value)) return problems.add(path, 'must be an object');
  const names = Object.keys(value);
  if (names.length > POLICY_LIMITS.entries) return problems.add(path, `has more than ${POLICY_LIMITS.entries} entries`);
  names.forEach((name) => {
    if (!isName(name) || name === '__proto__') problems.add(path, `\`${name.slice(0, 50)}\` cannot be a name`);
    else each(name, own(value, name), `${path}.${name}`);
  });
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= POLICY_LIMITS.name;

/** A name that is not empty. */
export function nameAt(value: unknown, path: string, problems: Problems): string | null {
  if (isName(value)) return value;
  problems.add(path, `must be a text of 1 to ${POLICY_LIMITS.name} characters`);
  return null;
}

/** A site, which is compared as it is written: a guid must be spelt as the platform spells it. */
export function siteAt(value: unknown, path: string, problems: Problems): undefined {
  const site = nameAt(value, path, problems);
  const guid = site === null ? null : guidOf(site);
  if (guid !== null && guid !== site) problems.add(path, `must be written in lower case without braces: \`${guid}\``);
}

export function textAt(value: unknown, path: string, problems: Problems): undefined {
  if (typeof value !== 'string' || value.length > POLICY_LIMITS.text)
    problems.add(path, `must be a text of at most ${POLICY_LIMITS.text} characters`);
}

export function flagAt(value: unknown, path: string, problems: Problems): undefined {
  if (value !== undefined && typeof value !== 'boolean') problems.add(path, 'must be true or false');
}

/** One of a closed list. */
export function oneOf<T extends string>(value: unknown, path: string, list: readonly T[], problems: Problems): T | null {
  if (typeof value === 'string' && list.indexOf(value as T) >= 0) return value as T;
  problems.add(
    path,
    `must be one of ${list.join(', ')}`,
    typeof value === 'string' ? { kind: 'word', name: value, among: list } : undefined,
  );
  return null;
}

/** A list; an absent one is empty. */
export function listAt(value: unknown, path: string, problems: Problems, most: number = POLICY_LIMITS.list): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.length <= most) return value;
  problems.add(path, Array.isArray(value) ? `has more than ${most} entries` : 'must be a list');
  return [];
}

/** A moment; a date alone is refused with a suggestion, because it does not say whether the day itself counts. */
export function timeAt(value: unknown, path: string, problems: Problems): undefined {
  if (value === undefined) return;
  if (typeof value !== 'string' || millisecondsOf(value) === null) {
    problems.add(path, 'must be an ISO 8601 time with `Z` or an offset, such as `2026-12-31T23:00:00Z`');
  } else if (isDateOnly(value)) {
    problems.add(path, `needs a time beside the date; write \`${value}T00:00:00Z\` for its beginning, or the next day's for its end`);
  }
}

export const isNumber = (value: unknown): boolean => (typeof value === 'number' || typeof value === 'string') && digitsOf(value) !== null;
export const isTime = (value: unknown): boolean => typeof value === 'string' && millisecondsOf(value) !== null;

/** A lookup value `table:id` of one of the tables: a guid in any spelling, or an id of letters, digits, `-` and `_` that is not a guid without its hyphens. */
export function isReference(value: unknown, tables: readonly string[]): boolean {
  if (typeof value !== 'string') return false;
  const colon = value.indexOf(':');
  const id = value.slice(colon + 1);
  return colon > 0 && tables.indexOf(value.slice(0, colon)) >= 0 && (guidOf(id) !== null || isPlainId(id));
}

/** A spelling of a guid that rows never have would match no row, and a deny would miss the one that is meant. */
function isPlainId(id: string): boolean {
  for (let index = 0; index < id.length; index += 1) {
    const code = id.charCodeAt(index);
    const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
    if (!letter && code !== 45 && !(code >= 48 && code <= 57)) return false;
  }
  return id !== '' && !isUnhyphenated(id);
}

const isUnhyphenated = (id: string): boolean =>
  id.length === 32 && guidOf([id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-')) !== null;
