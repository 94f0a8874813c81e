import type { RecordExperience } from '../../contracts/index.ts';
import type { Draft, KeptAttempt } from './draft-store.ts';
import { type Entries, type Entry, fieldsOf } from './entry.ts';
import type { Attempt } from './save-attempt.ts';

/** Columns of which input may be kept: nothing that the rules hide from the person, or show as a mask, lies about in a browser. */
const keepable = (record: RecordExperience): ReadonlySet<string> =>
  new Set(fieldsOf(record).flatMap((field) => (field.level === 'read' && field.writable ? [field.name] : [])));

/** Unsaved input as it may be kept, or null where there is none. */
export const draftOf = (record: RecordExperience, entries: Entries, attempt: Attempt | null, now: Date): Draft | null => {
  const columns = keepable(record);
  const typed: { [column: string]: Entry } = {};
  const values: { [column: string]: Draft['base']['values'][string] } = {};
  const labels: { [column: string]: string } = {};
  for (const [column, entry] of Object.entries(entries)) {
    if (!columns.has(column)) continue;
    typed[column] = entry;
    values[column] = record.row.values[column] ?? null;
    const label = record.row.labels[column];
    if (label !== undefined) labels[column] = label;
  }
  const kept = attempt?.unsure ? keptAttempt(attempt, columns) : null;
  if (Object.keys(typed).length === 0 && kept === null) return null;
  return { at: now.toISOString(), version: record.version, entries: typed, base: { values, labels }, attempt: kept };
};

const keptAttempt = ({ request: { key, values } }: Attempt, columns: ReadonlySet<string>): KeptAttempt => ({
  key,
  values: values.every(({ column }) => columns.has(column)) ? values : null,
});

/** Whether a draft holds all that was typed. */
export const isWhole = (draft: Draft | null, entries: Entries): boolean =>
  Object.keys(entries).every((column) => draft !== null && Object.hasOwn(draft.entries, column));
