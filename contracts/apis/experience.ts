import type { Answer } from '../refusals.ts';
import { list, name, object, optional, text, type ValueOf } from '../shape.ts';
import type { ActionsResult } from './actions.ts';
import type { DashboardExperience } from './dashboard.ts';
import type { RecordExperience } from './record-page.ts';
import { type ColumnType, claims, type QueryResult, type Within } from './records.ts';

export const experienceRequest = object({
  claims: optional(claims),
  /** Address of the page, e.g. `/orders`. */
  page: text(400),
  grids: optional(list(name(), 5)),
  /** The tile, and the group of its chart, by which the person came to this page: the grid that it leads to shows its rows. */
  drill: optional(object({ tile: name(), value: optional(text(400)) })),
  /** `only`: these tiles and no others, so that one which faults can be left out. */
  dashboard: optional(object({ name: name(), tab: optional(name()), only: optional(list(name(), 24)) })),
  /** Without an id: a new record. */
  record: optional(object({ form: name(), id: optional(text(100)) })),
  language: optional(name(20)),
});
export type ExperienceRequest = ValueOf<typeof experienceRequest>;

export interface NavigationItem {
  readonly name: string;
  readonly title: string;
  readonly url: string;
  readonly current: boolean;
}

/** A grid with its first page; the page is an answer of its own, so that a refused grid never breaks the page around it. */
export interface GridExperience {
  readonly name: string;
  readonly title: string;
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly title: string; readonly type: ColumnType; readonly sortable: boolean }[];
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
  readonly search: readonly string[];
  readonly pageSize: number;
  /** What further pages of the list say, as it is. */
  readonly within: Within;
  /** Why the list is shorter than usual: the title of the tile, and the label of its group where there is one. */
  readonly narrowed?: { readonly title: string; readonly group: string | null };
  /** Address of the page that opens a row. */
  readonly open?: string;
  /** Whether rows offer their actions, one by one and for several that are selected. */
  readonly actions?: boolean;
  readonly firstPage: Answer<QueryResult>;
  /** What may be done with the rows of the first page, where rows offer actions: so that a page is one request. */
  readonly offers?: Answer<ActionsResult>;
}

export interface ExperienceResult {
  readonly person: {
    readonly kind: 'contact' | 'anonymous';
    readonly name: string | null;
    /** Opaque and the same for the same person: what a browser kept for one person is never shown to another. Null: not signed in. */
    readonly key: string | null;
    readonly personas: readonly { readonly name: string; readonly title: string }[];
  };
  readonly language: string;
  /** Whether the dashboard `home` has a tab for this person. */
  readonly hasHome: boolean;
  readonly navigation: readonly NavigationItem[];
  readonly grids: readonly GridExperience[];
  /** Given where it was asked for; an answer of its own, as each of its tiles is. */
  readonly dashboard?: Answer<DashboardExperience>;
  readonly record?: Answer<RecordExperience>;
}
