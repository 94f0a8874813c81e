import type { Answer } from '../refusals.ts';
import type { ColumnType, QueryResult } from './records.ts';

/** The tab that was asked for, or the person’s first one; only tabs that the person has are named. */
export interface DashboardExperience {
  readonly name: string;
  readonly title: string;
  readonly tab: string;
  readonly tabs: readonly { readonly name: string; readonly title: string }[];
  /** When the tiles were computed: UTC, whole seconds. Countdowns begin here, whatever the browser’s clock says. */
  readonly asOf: string;
  readonly tiles: readonly TileExperience[];
  /** Where only some tiles were asked for: all of the tab, in order, without what they show. */
  readonly frames?: readonly Omit<TileExperience, 'answer'>[];
}

/** A tile is an answer of its own: a refused one never breaks the page around it. */
export interface TileExperience {
  readonly name: string;
  readonly title: string;
  readonly help: string | null;
  readonly kind: TileContent['kind'];
  readonly wide: boolean;
  /** Address of the page that shows the same rows; a chart adds `&value=` and the key of the group. */
  readonly drill: string | null;
  readonly answer: Answer<TileContent>;
}

/** Numbers are texts of plain digits. `atLeast`: there may be more than was counted. */
export type TileContent = CounterContent | ListContent | ChartContent | SlaContent | LinksContent;

export interface CounterContent {
  readonly kind: 'counter';
  readonly measure: 'count' | 'sum';
  readonly value: string;
  readonly atLeast: boolean;
  readonly warns: boolean;
}

export interface ListContent {
  readonly kind: 'list';
  readonly columns: readonly { readonly name: string; readonly title: string; readonly type: ColumnType }[];
  readonly rows: QueryResult['rows'];
  readonly more: boolean;
  readonly open: string | null;
}

export interface ChartContent {
  readonly kind: 'chart';
  readonly form: 'bar' | 'line' | 'donut';
  readonly measure: 'count' | 'sum';
  /** Type of the column that is grouped by; `month`: keys are `2026-11`. */
  readonly groupedBy: ColumnType | 'month';
  readonly groups: readonly ChartGroup[];
  /** What all groups that are not shown come to; null where all are. */
  readonly rest: { readonly value: string; readonly atLeast: boolean } | null;
}

export interface ChartGroup {
  /** Null: the rows without a value, or with one that the person may not read in clear. */
  readonly key: string | null;
  /** Null with a key: the person may not read the row that the value names. */
  readonly label: string | null;
  readonly value: string;
  readonly atLeast: boolean;
}

export interface SlaContent {
  readonly kind: 'sla';
  /** A row is a warning when less than this is left. */
  readonly warnSeconds: number;
  readonly rows: readonly {
    readonly id: string;
    readonly title: string | null;
    /** UTC; null where the person may not read it in clear, or there is none. */
    readonly due: string | null;
    /** `running` covers warning and breach, which follow from the time; null: it cannot be told. */
    readonly state: 'running' | 'paused' | 'met' | null;
  }[];
  readonly open: string | null;
}

export interface LinksContent {
  readonly kind: 'links';
  readonly links: readonly { readonly name: string; readonly title: string; readonly url: string }[];
}
