import type { Cell, Principal, Row } from '../types.ts';

/**
 * How rows of another form than the engine's are read without turning them into it. Each question is asked once for a column and
 * answers the function that reads it. The engine's own rows need no reader: cells by their column, lookups as `table:id`.
 */
export interface RowReader {
  cell(column: string): (row: Row) => Cell;
  /** Whether a lookup leads to this row of this table; null where it leads nowhere. */
  leadsTo(column: string, table: string, id: string): (row: Row) => boolean | null;
  /** The row behind a lookup; null where it is missing or of another table. */
  behind(column: string, table: string): (row: Row) => Row | null;
}

/** What is bound into the tests of one person. */
export interface Binding {
  readonly principal: Principal;
  /** Null: rows have the engine's own form. */
  readonly reader: RowReader | null;
}
