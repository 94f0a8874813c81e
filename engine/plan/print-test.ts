import type { FetchFilterItem, FetchOperator } from '../fetchxml/index.ts';
import { and, or } from '../fetchxml/index.ts';
import type { Compare, CompareOperator, Path, Step } from '../model/expression.ts';
import { targetsOf } from '../model/paths.ts';
import type { Cell } from '../types.ts';
import type { Outcome, PlanTest } from './condition.ts';
import { booleanLiteral, choiceLiteral, lookupLiteral, numberLiteral, timeLiteral } from './literals.ts';
import { printTextTest } from './print-text.ts';
import type { ColumnName, Printer } from './printer.ts';
import { siteLiteral } from './printer.ts';

/** What was printed selects at least the rows that are meant, and exactly those where `exact`. Null: nothing could be printed. */
export type Printed = { readonly item: FetchFilterItem; readonly exact: boolean } | null;

/** All of the parts; null where one of them did not fit. */
export function together(parts: readonly (FetchFilterItem | null)[], exact: boolean, join: typeof and = and): Printed {
  const items = parts.filter((part): part is FetchFilterItem => part !== null);
  if (items.length < parts.length) return null;
  return { item: items.length === 1 ? (items[0] as FetchFilterItem) : join(items), exact };
}

/** Prints one test. */
export function printTest(printer: Printer, { leaf, is }: PlanTest): Printed {
  if (leaf.kind === 'null-test') {
    const name = leaf.operand.kind === 'column' ? printer.column(leaf.operand.path) : null;
    return name && together([printer.condition(name, leaf.wanted ? 'null' : 'not-null')], true);
  }
  const { left, right } = leaf;
  if (left.kind !== 'column') return null;
  const name = printer.column(left.path);
  if (!name) return null;
  if (right.kind === 'column') return printColumns(printer, leaf, name, right.path, is);
  if (right.kind !== 'literal') return null;
  if (leaf.type === 'text') return printTextTest(printer, leaf.operator, name, right.value, is);
  if (leaf.type === 'exact') return is === 'true' ? printSite(printer, left.path, name) : null;
  const last = left.path.steps[left.path.steps.length - 1] as Step;
  if (leaf.type === 'lookup' && isForeign(printer, last, right.value)) return printForeign(printer, name, is);
  const literal = literalOf(leaf, right.value);
  return literal === null
    ? null
    : printCompared(is, leaf.operator, (operator) => printer.condition(name, operator, literal), [name], printer);
}

function literalOf({ type }: Compare, value: Cell): string | null {
  switch (type) {
    case 'number':
      return numberLiteral(value);
    case 'datetime':
      return timeLiteral(value);
    case 'choice':
      return choiceLiteral(value);
    case 'boolean':
      return booleanLiteral(value);
    case 'lookup':
      return lookupLiteral(value)?.id ?? null;
    default:
      return null;
  }
}

const POSITIVE: { readonly [operator: string]: FetchOperator } = { '=': 'eq', '<': 'lt', '≤': 'le', '>': 'gt', '≥': 'ge' };
/** The opposite of each operator. Only `ne` lets nulls through, so it never stands without `not-null`. */
const NEGATIVE: { readonly [operator: string]: FetchOperator } = { '=': 'ne', '<': 'ge', '≤': 'gt', '>': 'le', '≥': 'lt' };

/** A comparison whose two outcomes the store knows exactly; `names` are the columns whose null makes it unknown. */
function printCompared(
  is: Outcome,
  operator: CompareOperator,
  print: (operator: FetchOperator) => FetchFilterItem | null,
  names: readonly ColumnName[],
  printer: Printer,
): Printed {
  const positive = POSITIVE[operator];
  const negative = NEGATIVE[operator];
  if (positive === undefined || negative === undefined) return null;
  const nulls = (): readonly (FetchFilterItem | null)[] => names.map((each) => printer.condition(each, 'null'));
  const known = (): readonly (FetchFilterItem | null)[] => names.map((each) => printer.condition(each, 'not-null'));
  switch (is) {
    case 'true':
      return together([print(positive)], true);
    case 'false':
      return negative === 'ne' ? together(known().concat([print('ne')]), true) : together([print(negative)], true);
    case 'not-true':
      return together(nulls().concat([print(negative)]), true, or);
    case 'not-false':
      return together(nulls().concat([print(positive)]), true, or);
  }
}

/**
 * Two columns. The store compares them where one is the root's and both are of its one type: a policy's `number` may be a whole number, a decimal or money,
 * a lookup may have other targets, and texts it compares by a collation of its own; of those only nulls are left out.
 */
function printColumns(printer: Printer, leaf: Compare, left: ColumnName, rightPath: Path, is: Outcome): Printed {
  const right = printer.column(rightPath);
  if (!right) return null;
  if (leaf.type === 'text' || leaf.type === 'number' || leaf.type === 'lookup') {
    const known = is === 'true' || is === 'false';
    return known ? together([printer.condition(left, 'not-null'), printer.condition(right, 'not-null')], false) : null;
  }
  if (left.alias !== undefined && right.alias !== undefined) return null;
  const swapped = left.alias !== undefined;
  const operator = swapped ? MIRROR[leaf.operator] : leaf.operator;
  if (operator === undefined) return null;
  const first = swapped ? right : left;
  const second = swapped ? left : right;
  return printCompared(is, operator, (each) => printer.columns(first, each, second), [first, second], printer);
}

const MIRROR: { readonly [operator: string]: CompareOperator } = { '=': '=', '<': '>', '≤': '≥', '>': '<', '≥': '≤' };

/** A reference to a table that the column never names; ids are compared without their table, so it is not left to the store. */
function isForeign({ policy: { tables } }: Printer, { table, column }: Step, value: Cell): boolean {
  const wanted = lookupLiteral(value)?.table;
  const targets = column === 'id' ? [table] : targetsOf(tables, table, column);
  return wanted === undefined || targets.indexOf(wanted) < 0;
}

function printForeign(printer: Printer, name: ColumnName, is: Outcome): Printed {
  const known = together([printer.condition(name, 'not-null')], true);
  const unknown = together([printer.condition(name, 'null')], true);
  switch (is) {
    case 'false':
      return known;
    case 'not-false':
      return unknown;
    case 'true':
      return together([printer.condition(name, 'null'), printer.condition(name, 'not-null')], true);
    case 'not-true':
      return null;
  }
}

function printSite(printer: Printer, { steps }: Path, name: ColumnName): Printed {
  const { table, column } = steps[steps.length - 1] as Step;
  return together([printer.condition(name, 'eq', siteLiteral(printer.policy, table, column))], true);
}
