import type { FieldExperience, RecordExperience, RecordRow } from '../../contracts/index.ts';
import type { EntryFormats } from './entry-formats.ts';

/** What stands in a field, as it was typed. Of a lookup: the words in its box, and the row that was chosen, if one was. */
export interface Entry {
  readonly text: string;
  /** `table:id` of the chosen row; empty: none was chosen. */
  readonly chosen?: string;
  /** The browser holds something that is no date; what it is, it does not tell. */
  readonly unreadable?: true;
}

/** Entries by column; only of fields in which something was typed. */
export type Entries = { readonly [column: string]: Entry };

/** A value as a request carries it. */
export type Literal = string | boolean | number | null;

/** Values and labels of columns, as a row holds them. */
export type Cells = Pick<RecordRow, 'values' | 'labels'>;

export type Read = { readonly kind: 'value'; readonly value: Literal } | { readonly kind: 'unfit' };

const value = (literal: Literal): Read => ({ kind: 'value', value: literal });
const unfit: Read = { kind: 'unfit' };

/** The field's column in the row, as text for its input. Of what cannot be seen nothing is taken. */
export const entryOf = (formats: EntryFormats, field: FieldExperience, { values, labels }: Cells): Entry => {
  const stored = field.level === 'read' ? (values[field.name] ?? null) : null;
  const text = stored === null ? '' : String(stored);
  switch (field.check.kind) {
    case 'text':
      return { text: text.replace(/\r\n?/g, '\n') };
    case 'integer':
    case 'decimal':
    case 'money':
      return { text: formats.writeNumber(text) };
    case 'date':
      return { text: text.slice(0, 10) };
    case 'datetime':
      return { text: formats.writeMoment(text) };
    case 'lookup':
      return { text: text === '' ? '' : (labels[field.name] ?? formats.unnamed), chosen: text };
    case 'boolean':
    case 'choice':
    case 'unknown':
      return { text };
  }
};

/** What an entry means; `unfit` where it is no value of this kind. */
export const literalOf = (formats: EntryFormats, { check }: FieldExperience, entry: Entry): Read => {
  if (entry.unreadable) return unfit;
  if (check.kind === 'lookup') {
    if (entry.text.trim() === '') return value(null);
    return entry.chosen ? value(entry.chosen) : unfit;
  }
  if (check.kind === 'text') return value(entry.text === '' ? null : entry.text);
  const text = entry.text.trim();
  if (text === '') return value(null);
  switch (check.kind) {
    case 'integer':
    case 'decimal':
    case 'money': {
      const digits = formats.readNumber(text);
      return digits === null ? unfit : value(digits);
    }
    case 'boolean':
      return value(text === 'true');
    case 'choice':
      return value(Number(text));
    case 'date':
      return isDay(text) ? value(text) : unfit;
    case 'datetime': {
      const moment = formats.readMoment(text);
      return moment === null ? unfit : value(moment);
    }
    case 'unknown':
      return unfit;
  }
};

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** Whether both mean the same. What fits nothing is only the same as itself. */
export const sameEntry = (formats: EntryFormats, field: FieldExperience, one: Entry, other: Entry): boolean => {
  const [first, second] = [literalOf(formats, field, one), literalOf(formats, field, other)];
  if (first.kind === 'value' && second.kind === 'value') return first.value === second.value;
  return first.kind === second.kind && one.text === other.text && one.unreadable === other.unreadable;
};

export const fieldsOf = ({ sections }: Pick<RecordExperience, 'sections'>): readonly FieldExperience[] =>
  sections.flatMap(({ fields }) => fields);

/** A column that is new, or whose value the person may not see, has nothing that an entry could be equal to. */
export const isChanged = (formats: EntryFormats, field: FieldExperience, row: Cells, entry: Entry): boolean =>
  !sameEntry(formats, field, entry, entryOf(formats, field, row));

/** The entries that are not saved: they say something else than the row, or stand where nothing can be written any more. */
export const unsavedEntries = (formats: EntryFormats, record: RecordExperience, entries: Entries): Entries => {
  const known = new Map(fieldsOf(record).map((field) => [field.name, field]));
  return Object.fromEntries(
    Object.entries(entries).filter(([column, entry]) => {
      const field = known.get(column);
      return !field?.writable || isChanged(formats, field, record.row, entry);
    }),
  );
};

/** The entries that say something else than the row; those of fields that cannot be written are left out. */
export const changedEntries = (formats: EntryFormats, record: RecordExperience, entries: Entries): Entries =>
  Object.fromEntries(
    fieldsOf(record).flatMap((field) => {
      const entry = Object.hasOwn(entries, field.name) ? entries[field.name] : undefined;
      return entry && field.writable && isChanged(formats, field, record.row, entry) ? [[field.name, entry]] : [];
    }),
  );
