import { boolean, choice, guid, integer, list, literal, name, object, optional, text, type ValueOf } from '../shape.ts';

/** Who the site says is calling. Evidence only in mode `trusted-server-logic`; anywhere else a contradiction is a security event. */
export const claims = object({ site: guid, contact: optional(guid), anonymous: optional(boolean) });
export type Claims = ValueOf<typeof claims>;

export const filterOperators = [
  '=',
  '≠',
  '<',
  '≤',
  '>',
  '≥',
  'begins-with',
  'contains',
  'ends-with',
  'is null',
  'is not null',
  'in',
] as const;

/**
 * Definitions that narrow a list, by their names: a grid, a tile that leads to it, and one group of that tile’s chart (its key;
 * an empty text is the group without a value). What they select is said by the server at every page of the list.
 */
export const within = object({ grid: optional(name()), tile: optional(name()), value: optional(text(400)) });
export type Within = ValueOf<typeof within>;

export const queryRequest = object({
  claims: optional(claims),
  table: name(),
  within: optional(within),
  columns: optional(list(name(), 60)),
  filter: optional(
    list(
      object({
        column: name(),
        operator: choice(filterOperators),
        value: optional(literal(400)),
        values: optional(list(literal(400), 50)),
      }),
      20,
    ),
  ),
  search: optional(object({ text: text(200), columns: list(name(), 20) })),
  sort: optional(list(object({ column: name(), descending: optional(boolean) }), 5)),
  pageSize: optional(integer(1, 250)),
  continuation: optional(text(4000)),
  count: optional(boolean),
});
export type QueryRequest = ValueOf<typeof queryRequest>;

export const recordRequest = object({ claims: optional(claims), table: name(), id: text(100), columns: optional(list(name(), 60)) });
export type RecordRequest = ValueOf<typeof recordRequest>;

export const checkRequest = object({
  claims: optional(claims),
  table: name(),
  id: optional(text(100)),
  privileges: list(choice(['read', 'create', 'write', 'delete', 'append', 'appendto']), 6),
});
export type CheckRequest = ValueOf<typeof checkRequest>;

/** Type of a column as a control shows it. Numbers, decimals and money are text of plain digits, dates ISO 8601 in UTC. */
export type ColumnType = 'text' | 'number' | 'choice' | 'boolean' | 'datetime' | 'lookup';

/** One row as it leaves the server. A column that may not be read is absent; a masked one holds the mask and is listed. */
export interface RecordRow {
  readonly id: string;
  readonly values: { readonly [column: string]: string | number | boolean | null };
  /** Text of choices and lookups; the label of a lookup is given only where its row may be read. */
  readonly labels: { readonly [column: string]: string };
  readonly masked: readonly string[];
}

export interface QueryResult {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: readonly RecordRow[];
  readonly more: boolean;
  readonly continuation: string | null;
  /** Null where it was not asked; `atLeast` when only a lower bound is known. */
  readonly count: { readonly value: number; readonly atLeast: boolean } | null;
}

export interface RecordResult {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly row: RecordRow;
}

export interface CheckResult {
  readonly table: string;
  readonly id: string | null;
  /** With an id: the decision. Without: whether the policy leaves any row at all on which it could be allowed. */
  readonly privileges: { readonly [privilege: string]: boolean };
}
