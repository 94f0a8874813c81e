import { has } from '../own.ts';

/** How many operands an operator takes. */
export type OperandCount = 'none' | 'one' | 'two' | 'list';

/** Every condition operator of FetchXML with the number of its operands. Source: the platform's reference of FetchXML operators. */
const OPERATORS = {
  eq: 'one',
  ne: 'one',
  neq: 'one',
  gt: 'one',
  ge: 'one',
  lt: 'one',
  le: 'one',
  null: 'none',
  'not-null': 'none',
  in: 'list',
  'not-in': 'list',
  between: 'two',
  'not-between': 'two',
  like: 'one',
  'not-like': 'one',
  'begins-with': 'one',
  'not-begin-with': 'one',
  'ends-with': 'one',
  'not-end-with': 'one',
  'contain-values': 'list',
  'not-contain-values': 'list',
  'eq-userid': 'none',
  'ne-userid': 'none',
  'eq-userteams': 'none',
  'eq-useroruserteams': 'none',
  'eq-useroruserhierarchy': 'none',
  'eq-useroruserhierarchyandteams': 'none',
  'eq-businessid': 'none',
  'ne-businessid': 'none',
  'eq-userlanguage': 'none',
  under: 'one',
  'not-under': 'one',
  'eq-or-under': 'one',
  above: 'one',
  'eq-or-above': 'one',
  on: 'one',
  'on-or-before': 'one',
  'on-or-after': 'one',
  yesterday: 'none',
  today: 'none',
  tomorrow: 'none',
  'last-seven-days': 'none',
  'next-seven-days': 'none',
  'last-week': 'none',
  'this-week': 'none',
  'next-week': 'none',
  'last-month': 'none',
  'this-month': 'none',
  'next-month': 'none',
  'last-year': 'none',
  'this-year': 'none',
  'next-year': 'none',
  'last-x-hours': 'one',
  'next-x-hours': 'one',
  'last-x-days': 'one',
  'next-x-days': 'one',
  'last-x-weeks': 'one',
  'next-x-weeks': 'one',
  'last-x-months': 'one',
  'next-x-months': 'one',
  'last-x-years': 'one',
  'next-x-years': 'one',
  'olderthan-x-minutes': 'one',
  'olderthan-x-hours': 'one',
  'olderthan-x-days': 'one',
  'olderthan-x-weeks': 'one',
  'olderthan-x-months': 'one',
  'olderthan-x-years': 'one',
  'this-fiscal-year': 'none',
  'next-fiscal-year': 'none',
  'last-fiscal-year': 'none',
  'this-fiscal-period': 'none',
  'next-fiscal-period': 'none',
  'last-fiscal-period': 'none',
  'last-x-fiscal-years': 'one',
  'next-x-fiscal-years': 'one',
  'last-x-fiscal-periods': 'one',
  'next-x-fiscal-periods': 'one',
  'in-fiscal-year': 'one',
  'in-fiscal-period': 'one',
  'in-fiscal-period-and-year': 'two',
  'in-or-before-fiscal-period-and-year': 'two',
  'in-or-after-fiscal-period-and-year': 'two',
} as const satisfies Record<string, OperandCount>;

export type FetchOperator = keyof typeof OPERATORS;

/** Whether a text names an operator of FetchXML. */
export const isFetchOperator = (text: string): text is FetchOperator => has(OPERATORS, text);

/** The number of operands that an operator takes. */
export const operandCount = (operator: FetchOperator): OperandCount => OPERATORS[operator];

const OF_TWO_COLUMNS: readonly FetchOperator[] = ['eq', 'ne', 'neq', 'gt', 'ge', 'lt', 'le'];

/** Whether an operator may compare two columns (`valueof`). */
export const comparesColumns = (operator: FetchOperator): boolean => OF_TWO_COLUMNS.indexOf(operator) >= 0;
