import type { RecordExperience } from '../../contracts/index.ts';
import type { Problem } from '../shared/problem-panel.tsx';
import type { Entries, Entry } from './entry.ts';
import type { ClashField, OtherChange } from './rebase.ts';

/** Somebody else changed the record: what both changed, and what only they did. */
export interface Clash {
  readonly fields: readonly ClashField[];
  readonly others: readonly OtherChange[];
}

/** What became of the last thing that the person did. */
export type Report =
  | { readonly kind: 'saved' }
  /** The row is written; `address` of its page, or null where the person may not see it. */
  | { readonly kind: 'created'; readonly address: string | null }
  /** The record says already what was typed. */
  | { readonly kind: 'already' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'discarded'; readonly entries: Entries }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Unsaved input that was kept: put back into the fields, or offered because the record has been changed since. */
export interface KeptInput {
  readonly kind: 'restored' | 'offered';
  /** ISO 8601. */
  readonly at: string;
}

/** Everything that the markup needs to know; a new object for each change. */
export interface RecordView {
  /** Null until the first answer. */
  readonly record: RecordExperience | null;
  /** What was typed; `5.` stays what it is while somebody types on, also where the record says 5. */
  readonly entries: Entries;
  /** Whether something was typed that is not saved. */
  readonly dirty: boolean;
  readonly busy: boolean;
  /** Busy for longer than a person waits without a word. */
  readonly slow: boolean;
  /** Why there is no record, or no newer state of it. */
  readonly problem: Problem | null;
  /** The record was there, and is no more, or no more for this person. */
  readonly gone: boolean;
  readonly sending: boolean;
  readonly report: Report | null;
  readonly clash: Clash | null;
  /** Columns that the server did not take, each with the code of the refusal; until something else is typed there. */
  readonly flagged: ReadonlyMap<string, string>;
  readonly kept: KeptInput | null;
  /** Whether everything that was typed is kept where a reload finds it. */
  readonly stored: boolean;
}

export interface RecordActions {
  readonly type: (column: string, entry: Entry) => void;
  readonly save: () => void;
  readonly discard: () => void;
  /** Takes the last discarding back. */
  readonly undo: () => void;
  /** Asks for the record once more, and keeps what was typed; `told`: what has changed meanwhile was somebody else’s doing, and is told. */
  readonly reload: (changes?: 'told') => void;
  /** Puts the offered input into the fields. */
  readonly resume: () => void;
  /** Forgets the offered input. */
  readonly forget: () => void;
  readonly choose: (column: string, choice: 'mine' | 'theirs') => void;
  /** Takes the notice of restored input away; the input stays. */
  readonly clearKept: () => void;
}

export const emptyView: RecordView = {
  record: null,
  entries: {},
  dirty: false,
  busy: true,
  slow: false,
  problem: null,
  gone: false,
  sending: false,
  report: null,
  clash: null,
  flagged: new Map(),
  kept: null,
  stored: true,
};

/** Fields that both changed and of which the person has not said what holds. */
export const openChoices = ({ clash }: RecordView): readonly ClashField[] =>
  clash?.fields.filter(({ closed, choice }) => !closed && choice === null) ?? [];

/** What was typed, without what the person gave up for the other's value and what cannot be written any more. */
export const withoutTheirs = ({ entries, clash }: RecordView): Entries => {
  const left = new Set(clash?.fields.flatMap(({ column, closed, choice }) => (closed || choice === 'theirs' ? [column] : [])));
  return Object.fromEntries(Object.entries(entries).filter(([column]) => !left.has(column)));
};
