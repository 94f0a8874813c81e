import type { Answer } from '../refusals.ts';
import { list, name, object, optional, text, type ValueOf } from '../shape.ts';
import { type ColumnType, claims, type QueryResult } from './records.ts';

export const experienceRequest = object({
  claims: optional(claims),
  /** Address of the page, e.g. `/orders`. */
  page: text(400),
  grids: optional(list(name(), 5)),
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
  /** Whether rows offer their actions, one by one and for several that are selected. */
  readonly actions?: boolean;
  readonly firstPage: Answer<QueryResult>;
}

export interface ExperienceResult {
  readonly person: { readonly kind: 'contact' | 'anonymous'; readonly name: string | null };
  readonly language: string;
  readonly navigation: readonly NavigationItem[];
  readonly grids: readonly GridExperience[];
}
