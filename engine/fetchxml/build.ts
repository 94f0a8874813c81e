import type { FetchCondition, FetchEntity, FetchFilter, FetchFilterItem, FetchLinkEntity, FetchOperand, LinkType } from './nodes.ts';
import type { FetchOperator } from './operators.ts';
import { operandCount } from './operators.ts';

const NO_OPERAND: FetchOperand = Object.freeze({ kind: 'none' as const });

/**
 * One comparison of a column with literals, frozen.
 * @example condition('statuscode', 'in', ['1', '2']); condition('name', 'not-null')
 */
export function condition(
  attribute: string,
  operator: FetchOperator,
  operand?: string | readonly string[],
  entityName?: string,
): FetchCondition {
  const where = entityName === undefined ? {} : { entityName };
  return Object.freeze({ kind: 'condition' as const, attribute, operator, operand: operandOf(operator, operand), ...where });
}

function operandOf(operator: FetchOperator, operand: string | readonly string[] | undefined): FetchOperand {
  const count = operandCount(operator);
  if (operand === undefined) return NO_OPERAND;
  if (typeof operand !== 'string') return Object.freeze({ kind: 'values' as const, values: Object.freeze(operand.slice()) });
  return count === 'list'
    ? Object.freeze({ kind: 'values' as const, values: Object.freeze([operand]) })
    : Object.freeze({ kind: 'value' as const, value: operand });
}

/** One comparison of two columns of a row (`valueof`); `column` may be `alias.column`. */
export function columnCondition(attribute: string, operator: FetchOperator, column: string, entityName?: string): FetchCondition {
  const where = entityName === undefined ? {} : { entityName };
  return Object.freeze({
    kind: 'condition' as const,
    attribute,
    operator,
    operand: Object.freeze({ kind: 'value-of' as const, column }),
    ...where,
  });
}

/** All of the items. */
export const and = (items: readonly FetchFilterItem[]): FetchFilter => filter('and', items);
/** At least one of the items. */
export const or = (items: readonly FetchFilterItem[]): FetchFilter => filter('or', items);
const filter = (type: 'and' | 'or', items: readonly FetchFilterItem[]): FetchFilter =>
  Object.freeze({ kind: 'filter' as const, type, items: Object.freeze(items.slice()) });

const NOTHING = Object.freeze([]);

/** What a table of a query holds beside its name; what is left out is empty. */
export type TableParts = Partial<Omit<FetchEntity, 'kind' | 'name'>>;

/** The root table of a query, frozen. @example entity('account', { filter: and([condition('name', 'not-null')]) }) */
export function entity(name: string, parts: TableParts = {}): FetchEntity {
  const empty = { attributes: NOTHING, orders: NOTHING, filter: null, links: NOTHING };
  return Object.freeze({ kind: 'entity' as const, name, ...empty, ...parts });
}

/** A joined table, frozen. @example link({ name: 'contact', from: 'contactid', to: 'customerid', linkType: 'outer', alias: 'c' }) */
export function link(
  join: { name: string; from: string; to: string; linkType: LinkType; alias?: string },
  parts: TableParts = {},
): FetchLinkEntity {
  const empty = { attributes: NOTHING, orders: NOTHING, filter: null, links: NOTHING };
  return Object.freeze({ kind: 'link-entity' as const, ...join, ...empty, ...parts });
}
