import type { RecordExperience, SaveRequest, SaveResult } from '../../contracts/index.ts';
import { asFlag, asJson, asText, isJson } from '../shared/json.ts';
import { readRow } from '../shared/read-query-result.ts';
import { type Entries, fieldsOf, literalOf } from './entry.ts';
import type { EntryFormats } from './entry-formats.ts';

/** One click on “save” until its fate is known. */
export interface Attempt {
  readonly request: SaveRequest;
  /** No answer of ours came: it may have been done. */
  readonly unsure: boolean;
}

/** The values that differ from the record, in the order of the form; entries that fit nothing are left out. */
export const valuesOf = (formats: EntryFormats, record: RecordExperience, entries: Entries): SaveRequest['values'] =>
  fieldsOf(record).flatMap((field) => {
    const entry = Object.hasOwn(entries, field.name) ? entries[field.name] : undefined;
    if (!entry || !field.writable) return [];
    const read = literalOf(formats, field, entry);
    return read.kind === 'value' ? [{ column: field.name, value: read.value }] : [];
  });

export const requestOf = (record: RecordExperience, key: string, values: SaveRequest['values']): SaveRequest => ({
  table: record.table,
  ...(record.id === null ? {} : { id: record.id, version: record.version ?? '' }),
  key,
  values,
});

interface AttemptChoice {
  readonly earlier: Attempt | null;
  /** The key of a save of which only the key was kept. */
  readonly openKey: string | null;
  readonly clickKey: () => string;
}

/**
 * What one press on “save” sends; null where there is nothing. The same content keeps its key. A creation whose fate is not
 * known is asked for first, as it was: it may have been done.
 */
export const attemptFor = (record: RecordExperience, values: SaveRequest['values'], choice: AttemptChoice): Attempt | null => {
  const { earlier, openKey, clickKey } = choice;
  if (openKey !== null) return { request: requestOf(record, openKey, values), unsure: true };
  const wanted = requestOf(record, '', values);
  if (earlier && (isSameRequest(earlier.request, wanted) || (earlier.unsure && record.id === null))) return earlier;
  return values.length === 0 ? null : { request: { ...wanted, key: clickKey() }, unsure: false };
};

export const isSameRequest = (one: SaveRequest, other: SaveRequest): boolean =>
  JSON.stringify({ ...one, key: '' }) === JSON.stringify({ ...other, key: '' });

/** What was typed and not sent, or has been changed since it was sent. */
export const unsent = (formats: EntryFormats, record: RecordExperience, entries: Entries, sent: SaveRequest['values']): Entries =>
  Object.fromEntries(
    Object.entries(entries).filter(([column]) => {
      const now = valuesOf(formats, record, entries).find((one) => one.column === column);
      const then = sent.find((one) => one.column === column);
      return !then || !now || now.value !== then.value;
    }),
  );

/** The result of `SaveRecord`; throws `UnreadableAnswer`. */
export const readSaved = (value: unknown): SaveResult => {
  const saved = asJson(value);
  return {
    table: asText(saved.table),
    id: asText(saved.id),
    version: asText(saved.version),
    ...(isJson(saved.row) ? { row: readRow(saved.row) } : {}),
    repeated: asFlag(saved.repeated),
  };
};
