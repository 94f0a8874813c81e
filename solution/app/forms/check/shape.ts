import type { JsonObject, Problem } from './facts.ts';
import { has, isObject } from './facts.ts';

/** The shape of a part of a definition, as data. Names of tables and columns are looked up; conditions go to the parser. */
export type Shape =
  | { readonly kind: 'text' | 'name' | 'number' | 'flag' | 'true' | 'texts' | 'table' | 'condition' }
  /** Of the table that the definition is about, or of another one. */
  | { readonly kind: 'column'; readonly of: string | null }
  | { readonly kind: 'scalar'; readonly of: readonly ('text' | 'number' | 'true or false' | 'null')[] }
  /** A whole number within limits. */
  | { readonly kind: 'count'; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: Shape; readonly least?: number; readonly most?: number }
  | { readonly kind: 'object'; readonly required: Fields; readonly optional: Fields }
  /** Objects that a key tells apart, by its value. */
  | { readonly kind: 'variants'; readonly by: string; readonly of: { readonly [value: string]: Shape & { readonly kind: 'object' } } }
  /** Objects that tell themselves apart by which of the keys they have. */
  | { readonly kind: 'either'; readonly of: readonly (Shape & { readonly kind: 'object' })[] };
type Fields = { readonly [name: string]: Shape };

export const text: Shape = { kind: 'text' };
export const name: Shape = { kind: 'name' };
export const count = (least: number, most: number): Shape => ({ kind: 'count', least, most });
export const number: Shape = { kind: 'number' };
export const flag: Shape = { kind: 'flag' };
export const yes: Shape = { kind: 'true' };
export const stage: Shape = { kind: 'scalar', of: ['text', 'number'] };
export const filled: Shape = { kind: 'scalar', of: ['text', 'number', 'true or false'] };
export const literal: Shape = { kind: 'scalar', of: ['text', 'number', 'true or false', 'null'] };
export const titles: Shape = { kind: 'texts' };
export const tableName: Shape = { kind: 'table' };
export const columnName: Shape = { kind: 'column', of: null };
export const columnOfTable = (table: string): Shape => ({ kind: 'column', of: table });
export const condition: Shape = { kind: 'condition' };
export const choice = (...values: readonly string[]): Shape => ({ kind: 'choice', values });
export const list = (of: Shape, least = 0, most = 2000): Shape => ({ kind: 'list', of, least, most });

type RequiredKeys<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? never : K }[keyof T];
type OptionalKeys<T> = Exclude<keyof T, RequiredKeys<T>>;

/**
 * An object with just these keys. The type of the contract is named, so that a key which the contract gains, loses or makes optional
 * does not compile until it is said here too.
 */
export const object = <T = never>(
  required: { readonly [K in RequiredKeys<T>]: Shape },
  ...[optional]: [OptionalKeys<T>] extends [never] ? [] : [optional: { readonly [K in OptionalKeys<T>]: Shape }]
): Shape & { readonly kind: 'object' } => ({ kind: 'object', required, optional: optional ?? {} });
export const variants = (by: string, of: { readonly [value: string]: Shape & { readonly kind: 'object' } }): Shape => ({
  kind: 'variants',
  by,
  of,
});
export const either = (...of: readonly (Shape & { readonly kind: 'object' })[]): Shape => ({ kind: 'either', of });

/** How names and conditions are looked up. `on`: the table that the definition is about; null where it names none. */
export interface Lookup {
  readonly hasTable: (name: string) => boolean;
  readonly hasColumn: (table: string, column: string) => boolean;
  readonly condition: (table: string, value: unknown, path: string) => readonly Problem[];
}
type Known = Lookup & {
  readonly on: string | null;
  /** The definition names that table itself: where the policy lacks it, that has been told. */
  readonly named?: true;
};

const scalars = {
  text: (value: unknown) => typeof value === 'string',
  number: (value: unknown) => typeof value === 'number',
  'true or false': (value: unknown) => typeof value === 'boolean',
  null: (value: unknown) => value === null,
} as const;
const plainName = /^[A-Za-z][A-Za-z0-9_.-]{0,59}$/;
const one = (path: string, message: string): readonly Problem[] => [{ path: path || 'definition', message }];
const below = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
const shown = (value: string): string => `\`${value.slice(0, 50)}\``;

/** Whatever is wrong with a value, each with its path. The order is that of the shape, so the same text gives the same list. */
export function shapeProblems(shape: Shape, value: unknown, path: string, known: Known): readonly Problem[] {
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string' && value !== '' ? [] : one(path, 'must be a text');
    case 'name':
      return typeof value === 'string' && plainName.test(value)
        ? []
        : one(path, 'must be a name: a letter, then letters, digits, `_`, `-` and `.`, at most 60');
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= shape.least && value <= shape.most
        ? []
        : one(path, `must be a whole number from ${shape.least} to ${shape.most}`);
    case 'number':
      return typeof value === 'number' ? [] : one(path, 'must be a number');
    case 'flag':
      return typeof value === 'boolean' ? [] : one(path, 'must be true or false');
    case 'true':
      return value === true ? [] : one(path, 'can only be true');
    case 'scalar':
      return shape.of.some((each) => scalars[each](value)) ? [] : one(path, `must be ${shape.of.join(' or ')}`);
    case 'texts':
      return textsProblems(value, path);
    case 'choice':
      return typeof value === 'string' && shape.values.includes(value) ? [] : one(path, `must be one of ${shape.values.join(', ')}`);
    case 'table':
      if (typeof value !== 'string') return one(path, 'must be the name of a table');
      return known.hasTable(value) ? [] : one(path, `the policy has no table ${shown(value)}`);
    case 'column':
      return columnProblems(value, path, shape.of === null ? known : { ...known, on: shape.of });
    case 'condition':
      if (known.on === null || (known.named && !known.hasTable(known.on))) return [];
      return known.condition(known.on, value, path);
    case 'list':
      return listProblems(shape, value, path, known);
    case 'object':
      return objectProblems(shape, value, path, known);
    case 'variants':
      return variantProblems(shape, value, path, known);
    case 'either':
      return eitherProblems(shape, value, path, known);
  }
}

function textsProblems(value: unknown, path: string): readonly Problem[] {
  if (!isObject(value) || Object.keys(value).length === 0) return one(path, 'must be texts by language, such as `{ "en": "Orders" }`');
  return Object.entries(value).flatMap(([language, each]) =>
    typeof each === 'string' ? [] : one(below(path, language), 'must be a text'),
  );
}

/** Where the table is unknown, that is the problem, and it has been told. Paths through lookups are checked in their first step. */
function columnProblems(value: unknown, path: string, { on, hasTable, hasColumn }: Known): readonly Problem[] {
  if (typeof value !== 'string' || value === '') return one(path, 'must be the name of a column');
  if (on === null || !hasTable(on)) return [];
  const column = value.split(/[.:]/)[0] ?? '';
  return column === 'id' || hasColumn(on, column) ? [] : one(path, `the table ${shown(on)} has no column ${shown(column)}`);
}

function listProblems(shape: Shape & { readonly kind: 'list' }, value: unknown, path: string, known: Known): readonly Problem[] {
  if (!Array.isArray(value)) return one(path, 'must be a list');
  const { least = 0, most = 2000 } = shape;
  if (value.length < least) return one(path, `must have at least ${least} entr${least === 1 ? 'y' : 'ies'}`);
  if (value.length > most) return one(path, `has more than ${most} entries`);
  return value.flatMap((each, index) => shapeProblems(shape.of, each, `${path}[${index}]`, known));
}

/** An unknown key is a problem, so that a misspelt one is never ignored. An own `table` of the object is what its columns are of. */
function objectProblems(shape: Shape & { readonly kind: 'object' }, value: unknown, path: string, known: Known): readonly Problem[] {
  if (!isObject(value)) return one(path, 'must be an object');
  const fields: Fields = { ...shape.required, ...shape.optional };
  const keys = Object.keys(fields);
  const inner = typeof value.table === 'string' ? { ...known, on: value.table, named: true as const } : known;
  return [
    ...Object.keys(value)
      .filter((key) => !has(fields, key))
      .flatMap((key) => one(path, `has the unknown key ${shown(key)}; known are ${keys.join(', ')}`)),
    ...keys.flatMap((key) => fieldProblems(shape, value, key, path, inner)),
  ];
}

function fieldProblems(shape: Shape & { readonly kind: 'object' }, value: JsonObject, key: string, path: string, known: Known) {
  const required = shape.required[key];
  if (!has(value, key)) return required ? one(below(path, key), 'is missing') : [];
  const field = required ?? shape.optional[key];
  return field ? shapeProblems(field, value[key], below(path, key), known) : [];
}

function variantProblems(shape: Shape & { readonly kind: 'variants' }, value: unknown, path: string, known: Known): readonly Problem[] {
  if (!isObject(value)) return one(path, 'must be an object');
  const kind = value[shape.by];
  const found = typeof kind === 'string' && has(shape.of, kind) ? shape.of[kind] : undefined;
  if (!found) return one(below(path, shape.by), `must be one of ${Object.keys(shape.of).join(', ')}`);
  return objectProblems({ ...found, optional: { ...found.optional, [shape.by]: literal } }, value, path, known);
}

function eitherProblems(shape: Shape & { readonly kind: 'either' }, value: unknown, path: string, known: Known): readonly Problem[] {
  const fits = (each: Shape & { readonly kind: 'object' }): boolean =>
    isObject(value) && Object.keys(each.required).every((key) => has(value, key));
  const found = shape.of.find(fits);
  if (found) return objectProblems(found, value, path, known);
  return one(
    path,
    `must have ${shape.of
      .map(({ required }) =>
        Object.keys(required)
          .map((key) => `\`${key}\``)
          .join(' and '),
      )
      .join(', or ')}`,
  );
}
