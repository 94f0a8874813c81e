import type { RecordExperience } from '../../contracts/index.ts';
import type { Draft, DraftPlace, DraftStore } from './draft-store.ts';
import type { Entries } from './entry.ts';
import type { EntryFormats } from './entry-formats.ts';
import { draftOf, isWhole } from './kept-input.ts';
import { type ClashField, rebase } from './rebase.ts';
import type { KeptInput } from './record-view.ts';
import { type Attempt, requestOf } from './save-attempt.ts';

/** Kept input that was found again. */
export interface FoundInput {
  readonly entries: Entries;
  readonly attempt: Attempt | null;
  readonly kept: KeptInput | null;
}

export interface OpenInput {
  /** Keeps what is typed now, or forgets what was kept where nothing is. Answers whether a reload would find all of it. */
  readonly keep: (person: string | null, record: RecordExperience, now: { entries: Entries; attempt: Attempt | null }) => boolean;
  /** What this person typed before: the entries where the record is still the same, otherwise an offer. */
  readonly find: (person: string | null, fresh: RecordExperience) => FoundInput | null;
  /** What was offered, put onto the record as it is now. */
  readonly resume: (record: RecordExperience) => FoundInput & { readonly fields: readonly ClashField[] };
  readonly forget: () => void;
  /** The key of a save of which only the key was kept; once. */
  readonly takeOpenKey: () => string | null;
  /** Leaves input for the page of a record that has just been created. */
  readonly hand: (person: string | null, record: RecordExperience, entries: Entries) => void;
}

interface InputSource {
  readonly drafts: DraftStore;
  readonly formats: EntryFormats;
  readonly form: string;
  readonly record: string | null;
}

/** A record is created by one form and may be opened by another, whose name the first does not know; no form has this one. */
const anyForm = '*';

/** The unsaved input of one record on one page. Of somebody who is not known nothing is kept. */
export const openInput = ({ drafts, formats, form, record: id }: InputSource): OpenInput => {
  let offered: Draft | null = null;
  let openKey: string | null = null;

  const placeOf = (person: string): DraftPlace => ({ person, form, record: id });

  /** Input that the form for a new record left for this one. */
  const handedOver = (person: string): Draft | null => {
    const place = { person, form: anyForm, record: id };
    const draft = id === null ? null : drafts.read(place);
    drafts.remove(place);
    return draft;
  };

  const attemptIn = (record: RecordExperience, { attempt, version }: Draft): Attempt | null => {
    if (attempt === null) return null;
    if (attempt.values !== null) return { request: requestOf({ ...record, version }, attempt.key, attempt.values), unsure: true };
    openKey = attempt.key;
    return null;
  };

  return {
    keep: (person, record, { entries, attempt }) => {
      if (person === null) return Object.keys(entries).length === 0;
      const draft = draftOf(record, entries, attempt, new Date());
      const together = offered === null ? draft : joined(offered, draft);
      if (together === null) {
        drafts.remove(placeOf(person));
        return Object.keys(entries).length === 0;
      }
      return drafts.write(placeOf(person), together) && isWhole(together, entries);
    },
    find: (person, fresh) => {
      offered = null;
      openKey = null;
      if (person === null) return null;
      drafts.removeOthers(person);
      const draft = drafts.read(placeOf(person)) ?? handedOver(person);
      if (draft === null) return null;
      const { entries } = rebase(formats, { entries: draft.entries, base: draft.base, fresh, previous: [] });
      const attempt = fresh.id === null || draft.version === fresh.version ? attemptIn(fresh, draft) : null;
      const isEmpty = Object.keys(entries).length === 0;
      if (isEmpty && (attempt === null || fresh.id !== null)) return null;
      if (draft.version === fresh.version) return { entries, attempt, kept: { kind: 'restored', at: draft.at } };
      offered = draft;
      return { entries: {}, attempt, kept: { kind: 'offered', at: draft.at } };
    },
    resume: (record) => {
      const draft = offered;
      offered = null;
      if (draft === null) return { entries: {}, attempt: null, kept: null, fields: [] };
      const { entries, fields } = rebase(formats, { entries: draft.entries, base: draft.base, fresh: record, previous: [] });
      return { entries, attempt: null, kept: { kind: 'restored', at: draft.at }, fields };
    },
    forget: () => {
      offered = null;
    },
    takeOpenKey: () => {
      const key = openKey;
      openKey = null;
      return key;
    },
    hand: (person, record, entries) => {
      const draft = draftOf(record, entries, null, new Date());
      if (person !== null && draft !== null) drafts.write({ person, form: anyForm, record: record.id }, draft);
    },
  };
};

/** An offer that is still open stays, beside what is typed meanwhile. */
const joined = (offered: Draft, typed: Draft | null): Draft =>
  typed === null
    ? offered
    : {
        ...offered,
        entries: { ...offered.entries, ...typed.entries },
        base: {
          values: { ...typed.base.values, ...offered.base.values },
          labels: { ...typed.base.labels, ...offered.base.labels },
        },
      };
