import type { Answer } from '../refusals.ts';
import type { ActionsResult } from './actions.ts';
import type { ColumnType, RecordRow } from './records.ts';

/** One record on a page, or a new one. Columns that the person may neither read nor write are left out. */
export interface RecordExperience {
  readonly form: string;
  readonly title: string;
  readonly table: string;
  /** Null: a new record. */
  readonly id: string | null;
  readonly version: string | null;
  /** The record’s own name where the person may read it. */
  readonly name: string | null;
  /** Values of the form’s columns; of a new record: what the server will fill in, as far as it is known before. */
  readonly row: RecordRow;
  readonly sections: readonly { readonly name: string; readonly title: string; readonly fields: readonly FieldExperience[] }[];
  /** Whether any field is writable. */
  readonly canSave: boolean;
  /** Absent on a form without actions, and on a new record. */
  readonly actions?: Answer<ActionsResult>;
  /** Absent on a form without comments, and on a new record; newest first. */
  readonly comments?: { readonly rows: readonly CommentLine[]; readonly more: boolean };
  /** Page that shows one record: a new one is opened there. */
  readonly page: string;
}

export interface CommentLine {
  /** Null where the person may not read the author’s contact, or the author was not signed in. */
  readonly author: string | null;
  readonly mine: boolean;
  readonly occurredOn: string;
  readonly text: string;
}

/**
 * A field as the person gets it. Checks are repeated by the server, which alone decides; where the row as it will be asks for
 * stricter rules, a save may still be refused.
 */
export interface FieldExperience {
  readonly name: string;
  readonly title: string;
  readonly help: string | null;
  readonly type: ColumnType;
  /** `masked`: the value of the row is the mask. `none`: it can be written and never read. */
  readonly level: 'read' | 'masked' | 'none';
  readonly writable: boolean;
  readonly required: boolean;
  readonly check: FieldCheck;
}

/** What the store takes: how a value is typed, and its limits. Numbers are texts of plain digits. */
export type FieldCheck =
  | { readonly kind: 'text'; readonly max: number; readonly lines: number }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'decimal' | 'money'; readonly min: string; readonly max: string; readonly digits: number }
  | { readonly kind: 'boolean' | 'datetime' | 'date' }
  | { readonly kind: 'choice'; readonly options: readonly { readonly value: number; readonly title: string }[] }
  /** Tables that a value may lead to, each with the column to search by; permitted rows are found by `QueryRecords`. */
  | { readonly kind: 'lookup'; readonly targets: readonly { readonly table: string; readonly search: string }[] }
  /** Nothing is known of what the store takes: the field is shown only. */
  | { readonly kind: 'unknown' };
