import type { Aggregate, DateGrouping, FilterLinkType, LinkType } from './nodes.ts';

export const FILTER_LINK_TYPES: readonly FilterLinkType[] = ['any', 'not any', 'all', 'not all'];
export const LINK_TYPES: readonly LinkType[] = [
  'inner',
  'outer',
  'exists',
  'in',
  'matchfirstrowusingcrossapply',
  'any',
  'not any',
  'all',
  'not all',
];
export const AGGREGATES: readonly Aggregate[] = ['count', 'countcolumn', 'sum', 'avg', 'min', 'max'];
export const DATE_GROUPINGS: readonly DateGrouping[] = ['day', 'week', 'month', 'quarter', 'year', 'fiscal-period', 'fiscal-year'];

/** Whether a text is one of a closed list. */
export const isOneOf = <T extends string>(list: readonly T[], text: string): text is T => list.indexOf(text as T) >= 0;
