import type { GridExperience, QueryResult } from '../../contracts/index.ts';
import type { Problem } from '../shared/problem-panel.tsx';

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** What the person asked for. It stays when a request fails, so that trying again repeats it. */
export interface Wanted {
  readonly search: string;
  readonly sort: readonly Sort[];
  /** From 0. */
  readonly page: number;
}

/** Everything that the markup needs to know; a new object for each change. */
export interface GridView {
  /** Null until the first answer. */
  readonly definition: GridExperience | null;
  readonly wanted: Wanted;
  readonly result: QueryResult | null;
  /** Number of the first row shown, from 1. */
  readonly firstRow: number;
  readonly count: QueryResult['count'];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  readonly busy: boolean;
  /** Busy for longer than a person waits without a word. */
  readonly slow: boolean;
  readonly problem: Problem | null;
  /** The list was loaded again from its start because it had changed under the person's feet. */
  readonly restarted: boolean;
}

export interface GridActions {
  readonly search: (text: string) => void;
  /** Sorts by the column; by the same column again: the other way round. */
  readonly sortBy: (column: string) => void;
  readonly nextPage: () => void;
  readonly previousPage: () => void;
  readonly retry: () => void;
  /** Back to the list as it was first shown. */
  readonly reset: () => void;
  /** Asks for the page that is shown once more, because a row of it has changed. */
  readonly refresh: () => void;
}

export const emptyView: GridView = {
  definition: null,
  wanted: { search: '', sort: [], page: 0 },
  result: null,
  firstRow: 1,
  count: null,
  hasNext: false,
  hasPrevious: false,
  busy: true,
  slow: false,
  problem: null,
  restarted: false,
};

/** Whether the person sees the list as the site defines it, neither searched nor sorted otherwise. */
export const isAsDefined = ({ definition, wanted }: GridView): boolean =>
  wanted.search === '' && sameSort(wanted.sort, definition?.sort ?? []);

const sameSort = (one: readonly Sort[], other: readonly Sort[]): boolean =>
  one.length === other.length && one.every((sort, at) => sort.column === other[at]?.column && sort.descending === other[at]?.descending);
