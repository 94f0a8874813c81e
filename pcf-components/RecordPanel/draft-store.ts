import { asJson, asMap, asText, isJson, type Json, UnreadableAnswer } from '../shared/json.ts';
import type { Cells, Entries, Entry, Literal } from './entry.ts';

/** Whose input it is, and of what. */
export interface DraftPlace {
  /** Opaque key of the person. */
  readonly person: string;
  readonly form: string;
  /** Null: a new record. */
  readonly record: string | null;
}

/** A save whose fate may not be known: its key, and what was sent with it unless it must not be kept. */
export interface KeptAttempt {
  readonly key: string;
  readonly values: readonly { readonly column: string; readonly value: Literal }[] | null;
}

/** Unsaved input as a browser keeps it: what was typed, and what stood there before. */
export interface Draft {
  /** When it was typed last: ISO 8601. */
  readonly at: string;
  readonly version: string | null;
  readonly entries: Entries;
  readonly base: Cells;
  readonly attempt: KeptAttempt | null;
}

export interface DraftStore {
  readonly read: (place: DraftPlace) => Draft | null;
  /** Whether it could be kept. */
  readonly write: (place: DraftPlace, draft: Draft) => boolean;
  readonly remove: (place: DraftPlace) => void;
  /** Forgets what any other person typed in this tab. */
  readonly removeOthers: (person: string) => void;
}

const prefix = 'portico-draft:';

/**
 * Drafts in the tab's own store, by site, person, form and record. A browser may refuse to keep anything; then nothing is kept.
 * INVARIANT: a draft is only ever read by the key of the person who typed it.
 */
export const createDraftStore = (storage: () => Storage, site: string): DraftStore => {
  const personPrefix = (person: string) => `${prefix}${JSON.stringify([site, person]).slice(0, -1)}`;
  const nameOf = ({ person, form, record }: DraftPlace) => `${personPrefix(person)},${JSON.stringify([form, record]).slice(1)}`;
  return {
    read: (place) => attempt(() => draftIn(storage().getItem(nameOf(place))), null),
    write: (place, draft) =>
      attempt(() => {
        storage().setItem(nameOf(place), JSON.stringify({ format: 1, ...draft }));
        return true;
      }, false),
    remove: (place) => attempt(() => storage().removeItem(nameOf(place)), undefined),
    removeOthers: (person) =>
      attempt(() => {
        const kept = storage();
        const names = Array.from({ length: kept.length }, (_, at) => kept.key(at) ?? '');
        for (const name of names) if (name.startsWith(prefix) && !name.startsWith(`${personPrefix(person)},`)) kept.removeItem(name);
      }, undefined),
  };
};

/** Storage that is switched off, full or holds rubbish throws; none of that may stop a person who types. */
const attempt = <Result>(step: () => Result, otherwise: Result): Result => {
  try {
    return step();
  } catch (error) {
    if (error instanceof DOMException || error instanceof UnreadableAnswer || error instanceof SyntaxError) return otherwise;
    throw error;
  }
};

const draftIn = (text: string | null): Draft | null => {
  if (text === null) return null;
  const kept = asJson(JSON.parse(text));
  if (kept.format !== 1) return null;
  const base = asJson(kept.base);
  return {
    at: asText(kept.at),
    version: kept.version === null ? null : asText(kept.version),
    entries: asMap(kept.entries, readEntry),
    base: { values: asMap(base.values, readLiteral), labels: asMap(base.labels, asText) },
    attempt: isJson(kept.attempt) ? readAttempt(kept.attempt) : null,
  };
};

const readEntry = (value: unknown): Entry => {
  const entry = asJson(value);
  return {
    text: asText(entry.text),
    ...(entry.chosen === undefined ? {} : { chosen: asText(entry.chosen) }),
    ...(entry.unreadable === true ? { unreadable: true } : {}),
  };
};

const readLiteral = (value: unknown): Literal =>
  value === null || typeof value === 'number' || typeof value === 'boolean' ? value : asText(value);

const readAttempt = ({ key, values }: Json): KeptAttempt => ({
  key: asText(key),
  values: Array.isArray(values)
    ? values.map((item) => {
        const { column, value } = asJson(item);
        return { column: asText(column), value: readLiteral(value) };
      })
    : null,
});
