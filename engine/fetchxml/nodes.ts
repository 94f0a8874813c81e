import type { FetchOperator } from './operators.ts';

/** How a link joins. `any`, `not any`, `all`, `not all` stand inside a filter only; `not all` means EXISTS, `all` means a related row and none that satisfies the filter. */
export type LinkType = 'inner' | 'outer' | 'exists' | 'in' | 'any' | 'not any' | 'all' | 'not all' | 'matchfirstrowusingcrossapply';
export type FilterLinkType = 'any' | 'not any' | 'all' | 'not all';
export type Aggregate = 'count' | 'countcolumn' | 'sum' | 'avg' | 'min' | 'max';
export type DateGrouping = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'fiscal-period' | 'fiscal-year';

/** A whole query. `top` and paging exclude each other. */
export interface Fetch {
  readonly kind: 'fetch';
  readonly entity: FetchEntity;
  readonly top?: number;
  readonly count?: number;
  readonly page?: number;
  readonly pagingCookie?: string;
  readonly returnTotalRecordCount?: boolean;
  readonly distinct?: boolean;
  readonly aggregate?: boolean;
  /** Choices sort by number instead of by label. */
  readonly userRawOrderBy?: boolean;
}

interface FetchTable {
  readonly name: string;
  readonly attributes: readonly FetchColumn[];
  readonly orders: readonly FetchOrder[];
  readonly filter: FetchFilter | null;
  readonly links: readonly FetchLinkEntity[];
}

export interface FetchEntity extends FetchTable {
  readonly kind: 'entity';
}

/** `from` is the column of the linked table, `to` the column of the table that it hangs on. */
export interface FetchLinkEntity extends FetchTable {
  readonly kind: 'link-entity';
  readonly from: string;
  readonly to: string;
  readonly linkType: LinkType;
  readonly alias?: string;
  readonly intersect?: boolean;
  readonly visible?: boolean;
}

export type FetchColumn = FetchAttribute | FetchAllAttributes;
export interface FetchAllAttributes {
  readonly kind: 'all-attributes';
}
export interface FetchAttribute {
  readonly kind: 'attribute';
  readonly name: string;
  readonly alias?: string;
  readonly aggregate?: Aggregate;
  readonly groupBy?: boolean;
  readonly distinct?: boolean;
  readonly dateGrouping?: DateGrouping;
  readonly userTimeZone?: boolean;
}

export type FetchOrder = FetchAttributeOrder | FetchAliasOrder;
export interface FetchAttributeOrder {
  readonly kind: 'order';
  readonly attribute: string;
  readonly descending: boolean;
  readonly entityName?: string;
}
/** The order of an aggregate query. */
export interface FetchAliasOrder {
  readonly kind: 'order-alias';
  readonly alias: string;
  readonly descending: boolean;
}

/** An empty `and` keeps every row; an empty `or` is ignored by the platform, so never print one to select nothing. */
export interface FetchFilter {
  readonly kind: 'filter';
  readonly type: 'and' | 'or';
  readonly items: readonly FetchFilterItem[];
}
export type FetchFilterItem = FetchFilter | FetchCondition | FetchLinkEntity;

/** `entityName` is the alias of an outer link: the condition is then evaluated after the join. */
export interface FetchCondition {
  readonly kind: 'condition';
  readonly attribute: string;
  readonly operator: FetchOperator;
  readonly operand: FetchOperand;
  readonly entityName?: string;
}
export type FetchOperand =
  | { readonly kind: 'none' }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'value-of'; readonly column: string };
