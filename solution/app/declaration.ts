import type { TableContract } from '../../contracts/index.ts';

/** A box of a form. Columns are schema names without the prefix, as in `contracts/tables`. */
export interface Section {
  readonly title: string;
  readonly columns: readonly string[];
  /** Shown and never typed into: the script fills them in, or only the system writes them. */
  readonly readOnly?: true;
}

export type ViewTest =
  | { readonly column: string; readonly is: 'in'; readonly options: readonly string[] }
  | { readonly column: string; readonly is: 'empty' | 'filled' };

/** A view: its columns in order, the first of them opens the row. `CreatedOn` and `ModifiedOn` are every table's. */
export interface View {
  readonly name: string;
  readonly columns: readonly string[];
  readonly sort: readonly { readonly column: string; readonly descending?: true }[];
  /** All of them must hold. A choice is named by its options' names. */
  readonly where?: readonly ViewTest[];
  /** `any`: rows that somebody deactivated too. */
  readonly rows: 'active' | 'inactive' | 'any';
}

/** How people meet a table in the app. A new table that people edit needs one declaration and nothing else. */
export interface Screens {
  readonly table: TableContract;
  /** `edited` by people, or only `read`: written by the custom APIs and by publishing. */
  readonly use: 'edited' | 'read';
  readonly sections: readonly Section[];
  /** The first one is the table's default. */
  readonly views: readonly [View, ...View[]];
  /** Columns that the search box of a list looks into. */
  readonly search: readonly string[];
  /** Columns that stand on no form and in no view: secrets. Files are left out by themselves. */
  readonly withheld?: readonly string[];
  /** Name of the form script's object with `onLoad`, `onChange` and `onSave`, and the column whose changes it hears of. */
  readonly script?: { readonly handlers: string; readonly columns: readonly string[] };
}

/** Columns of every table that views may show, by the name that declarations use. */
export const everyTablesColumns: { readonly [name: string]: string } = { CreatedOn: 'createdon', ModifiedOn: 'modifiedon' };
