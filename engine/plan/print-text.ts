import type { FetchOperator } from '../fetchxml/index.ts';
import type { CompareOperator } from '../model/expression.ts';
import type { Cell } from '../types.ts';
import type { Outcome } from './condition.ts';
import { escapedForLike, textLiteral } from './literals.ts';
import type { Printed } from './print-test.ts';
import { together } from './print-test.ts';
import type { ColumnName, Printer } from './printer.ts';

/**
 * Prints a comparison of text so that the store loses no row that the fold would keep.
 * The store compares by its collation (case- and accent-insensitive), which may find more equal than the fold does: a positive comparison may
 * select more, and a negative one would lose rows, so of it only `not-null` is printed and the rest is left to the rows themselves.
 * Trailing blanks count for LIKE and not for the fold, so an end is looked for anywhere.
 */
export function printTextTest(printer: Printer, operator: CompareOperator, name: ColumnName, value: Cell, is: Outcome): Printed {
  if (is === 'false') return together([printer.condition(name, 'not-null')], false);
  const literal = is === 'true' ? textLiteral(value) : null;
  if (literal === null) return is === 'true' ? together([printer.condition(name, 'not-null')], false) : null;
  const print = (fetch: FetchOperator, text: string, exact: boolean): Printed => together([printer.condition(name, fetch, text)], exact);
  if (literal.kind === 'pattern') {
    const open = operator === 'contains' || operator === 'ends-with' ? `%${literal.pattern}%` : `${literal.pattern}%`;
    return print('like', open, false);
  }
  switch (operator) {
    case '=':
      return print('eq', literal.text, true);
    case 'begins-with':
      return print('begins-with', escapedForLike(literal.text), true);
    case 'contains':
      return print('like', `%${escapedForLike(literal.text)}%`, true);
    case 'ends-with':
      return print('like', `%${escapedForLike(literal.text)}%`, false);
    default:
      return null;
  }
}
