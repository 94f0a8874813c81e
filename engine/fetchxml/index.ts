export type { TableParts } from './build.ts';
export { and, columnCondition, condition, entity, link, or } from './build.ts';
export type {
  Aggregate,
  DateGrouping,
  Fetch,
  FetchAliasOrder,
  FetchAllAttributes,
  FetchAttribute,
  FetchAttributeOrder,
  FetchColumn,
  FetchCondition,
  FetchEntity,
  FetchFilter,
  FetchFilterItem,
  FetchLinkEntity,
  FetchOperand,
  FetchOrder,
  FilterLinkType,
  LinkType,
} from './nodes.ts';
export type { FetchOperator, OperandCount } from './operators.ts';
export { comparesColumns, isFetchOperator, operandCount } from './operators.ts';
export type { FetchParsing } from './parse.ts';
export { FETCH_LIMITS, parseFetch } from './parse.ts';
export { printFetch, printFilter } from './print.ts';
export { isXmlText } from './xml-characters.ts';
