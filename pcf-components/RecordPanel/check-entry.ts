import type { FieldExperience, RecordExperience } from '../../contracts/index.ts';
import type { Formats } from '../shared/formats.ts';
import type { Texts } from '../shared/texts/index.ts';
import { type Entries, type Entry, entryOf, fieldsOf, literalOf } from './entry.ts';
import type { EntryFormats } from './entry-formats.ts';
import { compareDigits, placesOf } from './number-entry.ts';

/** What the panel's parts write and read values with. */
export interface Writing {
  readonly text: Texts;
  readonly formats: Formats;
  readonly entries: EntryFormats;
}

/** What is wrong with the fields of a record as they stand, by column. The server checks again; this spares a person the way there. */
export const mistakesOf = (writing: Writing, record: RecordExperience, entries: Entries): ReadonlyMap<string, string> => {
  const mistakes = new Map<string, string>();
  for (const field of fieldsOf(record)) {
    if (!field.writable) continue;
    const entry = Object.hasOwn(entries, field.name) ? entries[field.name] : undefined;
    const mistake = mistakeIn(writing, field, {
      entry: entry ?? entryOf(writing.entries, field, record.row),
      // A value that is there and cannot be seen stays where nothing is typed.
      mayBeEmpty: !field.required || (record.id !== null && field.level !== 'read'),
      untouched: entry === undefined,
    });
    if (mistake) mistakes.set(field.name, mistake);
  }
  return mistakes;
};

interface Judged {
  readonly entry: Entry;
  readonly mayBeEmpty: boolean;
  readonly untouched: boolean;
}

const mistakeIn = (writing: Writing, field: FieldExperience, { entry, mayBeEmpty, untouched }: Judged): string | null => {
  const { text } = writing;
  const { check, title } = field;
  const read = literalOf(writing.entries, field, entry);
  if (read.kind === 'unfit') return unfitText(writing, field);
  const { value } = read;
  if (value === null) {
    if (mayBeEmpty) return null;
    return text(check.kind === 'choice' || check.kind === 'lookup' || check.kind === 'boolean' ? 'inputUnchosen' : 'inputMissing', {
      input: title,
    });
  }
  // What the store holds already is not the person's mistake.
  if (untouched) return null;
  return limitMistake(writing, field, String(value));
};

const unfitText = ({ text, entries }: Writing, { check, title }: FieldExperience): string => {
  switch (check.kind) {
    case 'integer':
      return text('fieldNoWhole', { input: title, example: entries.writeNumber('1250') });
    case 'decimal':
    case 'money':
      return text('fieldNoNumber', { input: title, example: entries.writeNumber('1250.50') });
    case 'lookup':
      return text('fieldUnchosen', { input: title });
    case 'datetime':
      return text('fieldNoMoment', { input: title });
    default:
      return text('inputNoDate', { input: title });
  }
};

const limitMistake = (writing: Writing, { check, title }: FieldExperience, value: string): string | null => {
  const { text, formats } = writing;
  switch (check.kind) {
    case 'text':
      return value.length > check.max ? text('inputTooLong', { max: formats.count(check.max), length: formats.count(value.length) }) : null;
    case 'integer':
      if (placesOf(value) > 0) return unfitText(writing, { check, title } as FieldExperience);
      return rangeMistake(writing, title, value, { min: String(check.min), max: String(check.max) });
    case 'decimal':
    case 'money':
      if (placesOf(value) > check.digits) return text('fieldTooFine', { input: title, digits: formats.count(check.digits) });
      return rangeMistake(writing, title, value, check);
    case 'choice':
      return check.options.some((option) => String(option.value) === value) ? null : text('inputUnchosen', { input: title });
    default:
      return null;
  }
};

interface Range {
  readonly min: string;
  readonly max: string;
}

const rangeMistake = ({ text, formats }: Writing, title: string, value: string, { min, max }: Range): string | null =>
  compareDigits(value, min) < 0 || compareDigits(value, max) > 0
    ? text('fieldOutOfRange', { input: title, min: formats.number(min), max: formats.number(max) })
    : null;
