import type { Policy } from '../engine/index.ts';
import type { Need } from './needs.ts';
import type { Texts } from './texts.ts';

/** Any condition of the policy language. */
type Condition = NonNullable<Policy['rules'][number]['when']>;

/**
 * A kind of person, by web roles and by data. It chooses what a page offers and guards nothing: the rules behind the data do.
 * Somebody is of a persona when they hold one of the roles (absent: whatever roles) and the condition is true (absent: it is).
 * @example { name: 'gold', titles: { en: 'Gold customer' }, when: [{ principal: 'account.sup_tier' }, '=', 2] }
 */
export interface PersonaDefinition {
  readonly name: string;
  readonly titles: Texts;
  /** Names of web roles of the site. */
  readonly roles?: readonly string[];
  /** On the person’s own contact row; `principal` reaches their account. Unknown is not the persona. */
  readonly when?: Condition;
}

/** A page of tiles under tabs. The one named `home` stands on the home page. */
export interface DashboardDefinition {
  readonly name: string;
  readonly titles: Texts;
  readonly tabs: readonly TabDefinition[];
}

/** A tab without a persona is everybody’s who has signed in. Somebody who is of none of its personas is refused it, by any way. */
export interface TabDefinition {
  readonly name: string;
  readonly titles: Texts;
  readonly personas?: readonly string[];
  /** Names of tiles, in order. */
  readonly tiles: readonly string[];
}

interface TileFrame {
  readonly name: string;
  readonly titles: Texts;
  /** A sentence below the title. */
  readonly help?: Texts;
  /** Whether it takes the whole width. */
  readonly wide?: true;
  /** Absent: everybody who sees the tab. */
  readonly personas?: readonly string[];
}

/** Rows behind a tile: those that the person may read and that the filter selects; a column counts as null where it is not clear to them. */
interface TileRows {
  readonly table: string;
  readonly filter?: Condition;
  /** The page with the grid that shows the same rows; the grid is of the same table. */
  readonly drill?: { readonly grid: string; readonly page: string };
}

/** What is counted, or added up: a number column. */
export type TileMeasure = { readonly count: true } | { readonly sum: string };

export type TileDefinition = TileFrame &
  (
    | (TileRows & {
        readonly kind: 'counter';
        readonly measure: TileMeasure;
        /** From this number on the tile asks for attention. */
        readonly warnFrom?: number;
      })
    | (TileRows & {
        readonly kind: 'list';
        readonly columns: readonly { readonly name: string; readonly titles: Texts }[];
        readonly sort: readonly { readonly column: string; readonly descending?: boolean }[];
        /** 1 to 20 rows. */
        readonly size: number;
        /** Address of the page that opens one of the rows. */
        readonly open?: string;
      })
    | (TileRows & {
        readonly kind: 'chart';
        readonly form: 'bar' | 'line' | 'donut';
        readonly measure: TileMeasure;
        /** A choice, a boolean or a lookup by its value; a time by its month (UTC). */
        readonly group: { readonly column: string; readonly by: 'value' | 'month' };
        /** Groups that are shown, 2 to 24, the largest first (months: the latest); the others are one rest. */
        readonly most: number;
      })
    | (TileRows & {
        readonly kind: 'sla';
        /** Column that names the row. */
        readonly title: string;
        /** Time until which it has to be met. */
        readonly due: string;
        /** Met when the column has one of the values. Absent: never known to be met. */
        readonly met?: { readonly column: string; readonly values: readonly (string | number | boolean)[] };
        readonly paused?: { readonly column: string; readonly values: readonly (string | number | boolean)[] };
        readonly warnMinutes: number;
        /** 1 to 20 rows, the nearest deadline first. */
        readonly size: number;
        readonly open?: string;
      })
    | {
        readonly kind: 'links';
        readonly links: readonly { readonly name: string; readonly titles: Texts; readonly url: string; readonly needs?: Need }[];
      }
  );
