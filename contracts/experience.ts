import type { Policy } from '../engine/index.ts';
import type { ActionDefinition, ActionValue } from './actions.ts';
import type { DashboardDefinition, PersonaDefinition, TileDefinition } from './dashboards.ts';
import type { FormDefinition } from './forms.ts';
import type { Need } from './needs.ts';
import type { Texts } from './texts.ts';

export type { Texts } from './texts.ts';

/** An entry of the navigation as the pack holds it. It is shown to those for whom `needs` is not ruled out by the policy. */
export interface MenuItemDefinition {
  readonly name: string;
  readonly titles: Texts;
  readonly url: string;
  readonly order: number;
  /** Absent: shown to everybody who may open the site. */
  readonly needs?: Need;
}

/** A grid as the pack holds it. */
export interface GridDefinition {
  readonly name: string;
  readonly titles: Texts;
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly titles: Texts }[];
  readonly sort: readonly { readonly column: string; readonly descending?: boolean }[];
  readonly search: readonly string[];
  readonly pageSize: number;
  /** Rows that the grid is about; a filter, never a guard. */
  readonly filter?: NonNullable<Policy['rules'][number]['when']>;
  /** Address of the page that opens one of the rows, which gets the row’s id as `id`. */
  readonly open?: string;
  /** Whether rows offer their actions, one by one and for several that are selected; absent: they do not. */
  readonly actions?: boolean;
}

/** What the pages of a site show, packed beside the policy. */
export interface ExperienceDefinition {
  readonly languages: readonly string[];
  readonly menu: readonly MenuItemDefinition[];
  readonly grids: readonly GridDefinition[];
  /** Absent: none. */
  readonly actions?: readonly ActionDefinition[];
  /** Absent, for each of these: none. */
  readonly personas?: readonly PersonaDefinition[];
  readonly dashboards?: readonly DashboardDefinition[];
  readonly tiles?: readonly TileDefinition[];
  readonly forms?: readonly FormDefinition[];
  /** What the server fills in on a new record where the person says nothing. Absent: nothing. */
  readonly defaults?: readonly CreationDefault[];
}

/**
 * The server’s own value of a column of a new record; it asks no column rule and no append. `account` is the person’s account,
 * and where they have none nothing is filled in.
 */
export interface CreationDefault {
  readonly table: string;
  readonly column: string;
  readonly value: Exclude<ActionValue, { readonly input: string }> | { readonly account: true };
}
