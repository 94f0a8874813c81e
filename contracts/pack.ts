import type { Policy } from '../engine/index.ts';
import type { ExperienceDefinition } from './experience.ts';

/** What a policy version holds in its file column: everything that a decision and a page need, in one read. */
export interface PolicyPack {
  readonly format: 1;
  readonly policy: Policy;
  readonly experience: ExperienceDefinition;
  /** Absent: nothing can be written through this pack. */
  readonly store?: StoreFacts;
}

/**
 * What the store takes for a column, as its metadata said when the policy was published: a value that does not fit is refused
 * before it becomes a fault. Times of a `date` are midnight. Columns that the store does not let anybody write are left out, but for
 * whole numbers, which are compared by what they may hold.
 */
export type StoreColumn = {
  readonly required?: true;
  /** The alternate keys that the column is part of: the names of all columns of each. */
  readonly keys?: readonly (readonly string[])[];
} & (
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'decimal' | 'money'; readonly min: string; readonly max: string; readonly digits: number }
  | { readonly kind: 'boolean' | 'datetime' | 'date' | 'lookup' }
  /** A whole number that nobody may write. */
  | { readonly kind: 'fixed' }
  /** `labels`: the store’s own texts of the options, in its base language. */
  | { readonly kind: 'choice'; readonly options: readonly number[]; readonly labels?: { readonly [option: string]: string } }
);
export interface StoreFacts {
  readonly [table: string]: { readonly [column: string]: StoreColumn };
}
