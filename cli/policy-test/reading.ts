import { listed } from '../output.ts';
import { nearest, type PlacePath, type Position } from '../policy-file/index.ts';
import type { Mistake } from './suite.ts';

export type Path = readonly (string | number)[];
export type Plain = { readonly [key: string]: unknown };

/** Reads parts of a file and writes down what is wrong with them; what cannot be read comes back as `undefined`. */
export interface Reading {
  wrong(path: Path, message: string, suggestion?: string | null): undefined;
  /** An object with no other keys than these. */
  object(value: unknown, path: Path, keys: readonly string[]): Plain | undefined;
  /** An object whose keys are names. */
  named(value: unknown, path: Path, what: string): Plain;
  list(value: unknown, path: Path, what: string): readonly unknown[];
  /** One of the names that exist. */
  known(value: unknown, path: Path, what: string, names: readonly string[]): string | undefined;
  /** One name, a list of them, or `all`. A list may hold lists, so that a named one can be added to. */
  several(value: unknown, path: Path, what: string, names: readonly string[]): readonly string[];
  mistakes(): readonly Mistake[];
}

export const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Most mistakes that are told at once. */
const MOST = 200;

export function createReading(positionOf: (path: PlacePath) => Position): Reading {
  const mistakes: Mistake[] = [];
  const wrong: Reading['wrong'] = (path, message, suggestion = null) => {
    if (mistakes.length < MOST) mistakes.push({ ...positionOf(path), message, suggestion });
  };
  const known: Reading['known'] = (value, path, what, names) => {
    if (typeof value === 'string' && names.includes(value)) return value;
    if (typeof value !== 'string') return wrong(path, `names no ${what}`);
    return wrong(path, `there is no ${what} \`${value}\``, meant(value, names));
  };
  const reading: Reading = {
    wrong,
    known,
    object(value, path, keys) {
      if (!isPlain(value)) return wrong(path, 'must be an object');
      for (const key of Object.keys(value))
        if (!keys.includes(key)) wrong([...path, key], `there is no key \`${key}\` here`, meant(key, keys));
      return value;
    },
    named(value, path, what) {
      if (value === undefined) return {};
      if (isPlain(value)) return value;
      wrong(path, `must hold ${what} by their names`);
      return {};
    },
    list(value, path, what) {
      if (value === undefined) return [];
      if (Array.isArray(value)) return value;
      wrong(path, `must be a list of ${what}`);
      return [];
    },
    several(value, path, what, names) {
      if (value === 'all' && !names.includes('all')) return names;
      if (!Array.isArray(value)) return [known(value, path, what, names)].filter(given);
      return value.flatMap((each, index) =>
        Array.isArray(each)
          ? reading.several(each, [...path, index], what, names)
          : [known(each, [...path, index], what, names)].filter(given),
      );
    },
    mistakes: () => [...mistakes].sort((left, right) => left.line - right.line || left.column - right.column),
  };
  return reading;
}

export const given = <T>(value: T | undefined): value is T => value !== undefined;

/** What was meant, or what there is where that is not much. */
export function meant(name: string, names: readonly string[]): string | null {
  const near = nearest(name, names);
  if (near.length > 0) return `did you mean ${near.map((each) => `\`${each}\``).join(' or ')}?`;
  return names.length > 0 && names.length <= 12 ? `there is ${listed(names)}` : null;
}
