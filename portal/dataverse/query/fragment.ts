import type { SqlValue } from '../storage/database.ts';

/** A piece of SQL with the values bound in it, in the order of their `?`. */
export type Fragment = { readonly sql: string; readonly values: readonly SqlValue[] };

export const raw = (sql: string): Fragment => ({ sql, values: [] });
export const bind = (value: SqlValue): Fragment => ({ sql: '?', values: [value] });

/** Pieces one after the other; a text is SQL of our own, never of the caller. */
export function concat(...parts: readonly (string | Fragment)[]): Fragment {
  return {
    sql: parts.map((part) => (typeof part === 'string' ? part : part.sql)).join(''),
    values: parts.flatMap((part) => (typeof part === 'string' ? [] : part.values)),
  };
}

export const join = (parts: readonly Fragment[], separator: string): Fragment => ({
  sql: parts.map((part) => part.sql).join(separator),
  values: parts.flatMap((part) => part.values),
});

/** All of the conditions; none at all is true. */
export const allOf = (parts: readonly Fragment[]): Fragment =>
  parts.length === 0
    ? raw('1')
    : join(
        parts.map((part) => concat('(', part, ')')),
        ' AND ',
      );
/** At least one of the conditions. */
export const anyOf = (parts: readonly Fragment[]): Fragment =>
  join(
    parts.map((part) => concat('(', part, ')')),
    ' OR ',
  );
