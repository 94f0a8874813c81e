import type { FieldExperience, RecordExperience } from '../../contracts/index.ts';
import { type Cells, type Entries, type Entry, entryOf, fieldsOf, sameEntry } from './entry.ts';
import type { EntryFormats } from './entry-formats.ts';

/** A field that both have changed. */
export interface ClashField {
  readonly column: string;
  readonly title: string;
  /** Somebody’s value stands in the record; this person’s own among the entries. */
  readonly closed: boolean;
  /** What the person wants; null as long as they have not said. */
  readonly choice: 'mine' | 'theirs' | null;
}

/** A field that somebody else has changed, and this person not. */
export interface OtherChange {
  readonly field: FieldExperience;
  readonly before: Cells;
}

export interface Rebased {
  /** What still says something else than the record. */
  readonly entries: Entries;
  readonly fields: readonly ClashField[];
  readonly others: readonly OtherChange[];
}

/** Puts what was typed over one state of a record onto another. Nothing that was typed is dropped unless the record says the same now. */
export const rebase = (
  formats: EntryFormats,
  {
    entries,
    base,
    fresh,
    previous,
  }: {
    readonly entries: Entries;
    /** The row over which it was typed. */
    readonly base: Cells;
    readonly fresh: RecordExperience;
    /** Fields as they were, for the titles of those that have gone. */
    readonly previous: readonly FieldExperience[];
  },
): Rebased => {
  const now = new Map(fieldsOf(fresh).map((field) => [field.name, field]));
  const kept: { [column: string]: Entry } = {};
  const fields: ClashField[] = [];
  for (const [column, entry] of Object.entries(entries)) {
    const field = now.get(column);
    const known = field ?? previous.find((one) => one.name === column);
    if (!known) continue;
    const theirs = field && entryOf(formats, field, fresh.row);
    if (!field?.writable || !theirs) {
      if (theirs && field.level === 'read' && sameEntry(formats, field, entry, theirs)) continue;
      kept[column] = entry;
      fields.push({ column, title: known.title, closed: true, choice: null });
      continue;
    }
    if (sameEntry(formats, field, entry, theirs)) continue;
    kept[column] = entry;
    const comparable = field.level === 'read' && Object.hasOwn(base.values, column);
    if (comparable && !sameEntry(formats, field, entryOf(formats, field, base), theirs)) {
      fields.push({ column, title: field.title, closed: false, choice: null });
    }
  }
  const others = fieldsOf(fresh).filter(
    (field) =>
      field.level === 'read' &&
      !Object.hasOwn(kept, field.name) &&
      Object.hasOwn(base.values, field.name) &&
      !sameEntry(formats, field, entryOf(formats, field, base), entryOf(formats, field, fresh.row)),
  );
  return { entries: kept, fields, others: others.map((field) => ({ field, before: base })) };
};
