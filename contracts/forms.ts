import type { Texts } from './texts.ts';

/** A column on a form. Whether it is shown, masked or writable say the rules; how its value is checked says the store. */
export interface FieldDefinition {
  readonly column: string;
  readonly titles: Texts;
  readonly help?: Texts;
  /** Lines of a text that may have several; absent: one line. */
  readonly lines?: number;
  /** Titles of a choice’s options, in order; absent: the store’s own labels. One that is left out cannot be chosen. */
  readonly options?: readonly { readonly value: string | number; readonly titles: Texts }[];
}

/** A record as a page shows it: to read, to change, or – without an id – to create. */
export interface FormDefinition {
  readonly name: string;
  readonly titles: Texts;
  readonly table: string;
  readonly sections: readonly { readonly name: string; readonly titles: Texts; readonly fields: readonly FieldDefinition[] }[];
  /** Whether the record’s actions stand on the page. */
  readonly actions: boolean;
  /** Whether comments that were given with actions are listed. */
  readonly comments: boolean;
  /** Page that shows one record; a new record is opened there once it is saved. */
  readonly page: string;
}
