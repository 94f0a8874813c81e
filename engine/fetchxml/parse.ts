import { and } from './build.ts';
import type { Fields } from './fields.ts';
import { fieldsOf, problem, problemOf } from './fields.ts';
import { AGGREGATES, DATE_GROUPINGS, FILTER_LINK_TYPES, isOneOf, LINK_TYPES } from './names.ts';
import type {
  Fetch,
  FetchColumn,
  FetchCondition,
  FetchEntity,
  FetchFilter,
  FetchFilterItem,
  FetchLinkEntity,
  FetchOperand,
  FetchOrder,
} from './nodes.ts';
import { comparesColumns, isFetchOperator, operandCount } from './operators.ts';
import type { XmlElement } from './xml-reader.ts';
import { readXml } from './xml-reader.ts';

/** What a query may hold at most: characters, nesting, elements; conditions and links are the platform's own limits. */
export const FETCH_LIMITS = Object.freeze({ length: 200000, depth: 24, elements: 3000, conditions: 500, links: 15, values: 2000 });

export type FetchParsing = { readonly kind: 'fetch'; readonly fetch: Fetch } | { readonly kind: 'problem'; readonly message: string };

interface Count {
  conditions: number;
  links: number;
  values: number;
}

/**
 * Reads FetchXML strictly: an unknown element or attribute, a missing operand or a query above the limits is a problem, never ignored.
 * @example parseFetch('<fetch><entity name="account"/></fetch>')
 */
export function parseFetch(xml: string): FetchParsing {
  const reading = readXml(xml, FETCH_LIMITS);
  if (reading.kind === 'problem') return reading;
  try {
    return { kind: 'fetch', fetch: readFetch(reading.element) };
  } catch (error) {
    const message = problemOf(error);
    if (message === null) throw error;
    return { kind: 'problem', message };
  }
}

/** Attributes that change nothing in what a query selects are read and left out. */
function readFetch(element: XmlElement): Fetch {
  if (element.name !== 'fetch') problem(`the element is \`${element.name}\`, not \`fetch\``);
  const fields = fieldsOf(element, ['version', 'mapping', 'output-format', 'no-lock', 'latematerialize']);
  const fetch: Fetch = Object.freeze({
    kind: 'fetch' as const,
    ...fields.integer('top', 'top', 5000),
    ...fields.integer('count', 'count', 5000),
    ...fields.integer('page', 'page', 1000000),
    ...fields.text('paging-cookie', 'pagingCookie'),
    ...fields.flag('returntotalrecordcount', 'returnTotalRecordCount'),
    ...fields.flag('distinct', 'distinct'),
    ...fields.flag('aggregate', 'aggregate'),
    ...fields.flag('useraworderby', 'userRawOrderBy'),
    entity: readEntity(element),
  });
  fields.done();
  if (fetch.top !== undefined && (fetch.page !== undefined || fetch.count !== undefined)) problem('`top` and paging exclude each other');
  return fetch;
}

function readEntity(element: XmlElement): FetchEntity {
  const root = element.children[0];
  if (!root || element.children.length !== 1 || root.name !== 'entity') return problem('`fetch` needs exactly one `entity`');
  const fields = fieldsOf(root, []);
  const name = fields.required('name');
  fields.done();
  return Object.freeze({ kind: 'entity' as const, name, ...readTable(root, { conditions: 0, links: 0, values: 0 }) });
}

function readTable(element: XmlElement, count: Count) {
  const attributes: FetchColumn[] = [];
  const orders: FetchOrder[] = [];
  const filters: FetchFilter[] = [];
  const links: FetchLinkEntity[] = [];
  for (let index = 0; index < element.children.length; index += 1) {
    const child = element.children[index] as XmlElement;
    if (child.name === 'attribute') attributes.push(readAttribute(child));
    else if (child.name === 'all-attributes') attributes.push(readAllAttributes(child));
    else if (child.name === 'order') orders.push(readOrder(child));
    else if (child.name === 'filter') filters.push(readFilter(child, count));
    else if (child.name === 'link-entity') links.push(readLink(child, count));
    else problem(`\`${element.name}\` cannot hold \`${child.name}\``);
  }
  const filter = filters.length > 1 ? and(filters) : (filters[0] ?? null);
  return { attributes: Object.freeze(attributes), orders: Object.freeze(orders), filter, links: Object.freeze(links) };
}

function readLink(element: XmlElement, count: Count, inFilter = false): FetchLinkEntity {
  count.links += 1;
  if (count.links > FETCH_LIMITS.links) problem(`there are more than ${FETCH_LIMITS.links} links`);
  const fields = fieldsOf(element, []);
  const join = { name: fields.required('name'), from: fields.required('from'), to: fields.required('to') };
  const linkType = fields.one('link-type', LINK_TYPES) ?? 'inner';
  const options = { ...fields.text('alias', 'alias'), ...fields.flag('intersect', 'intersect'), ...fields.flag('visible', 'visible') };
  fields.done();
  if (isOneOf(FILTER_LINK_TYPES, linkType) !== inFilter)
    problem(`a link of type \`${linkType}\` cannot stand ${inFilter ? 'in' : 'outside of'} a filter`);
  return Object.freeze({ kind: 'link-entity' as const, ...join, linkType, ...options, ...readTable(element, count) });
}

function readAllAttributes(element: XmlElement): FetchColumn {
  fieldsOf(element, []).done().leaf();
  return Object.freeze({ kind: 'all-attributes' as const });
}

function readAttribute(element: XmlElement): FetchColumn {
  const fields = fieldsOf(element, []);
  const aggregate = fields.one('aggregate', AGGREGATES);
  const dateGrouping = fields.one('dategrouping', DATE_GROUPINGS);
  const column: FetchColumn = Object.freeze({
    kind: 'attribute' as const,
    name: fields.required('name'),
    ...fields.text('alias', 'alias'),
    ...(aggregate && { aggregate }),
    ...fields.flag('groupby', 'groupBy'),
    ...fields.flag('distinct', 'distinct'),
    ...(dateGrouping && { dateGrouping }),
    ...fields.flag('usertimezone', 'userTimeZone'),
  });
  fields.done().leaf();
  return column;
}

function readOrder(element: XmlElement): FetchOrder {
  const fields = fieldsOf(element, []);
  const { descending = false } = fields.flag('descending', 'descending');
  const { alias } = fields.text('alias', 'alias');
  const order: FetchOrder =
    alias !== undefined
      ? { kind: 'order-alias', alias, descending }
      : { kind: 'order', attribute: fields.required('attribute'), descending, ...fields.text('entityname', 'entityName') };
  fields.done().leaf();
  return Object.freeze(order);
}

function readFilter(element: XmlElement, count: Count): FetchFilter {
  const fields = fieldsOf(element, ['hint', 'isquickfindfields']);
  const type = fields.one('type', ['and', 'or'] as const) ?? 'and';
  fields.done();
  const items: FetchFilterItem[] = [];
  for (let index = 0; index < element.children.length; index += 1) {
    const child = element.children[index] as XmlElement;
    if (child.name === 'condition') items.push(readCondition(child, count));
    else if (child.name === 'filter') items.push(readFilter(child, count));
    else if (child.name === 'link-entity') items.push(readLink(child, count, true));
    else problem(`\`filter\` cannot hold \`${child.name}\``);
  }
  return Object.freeze({ kind: 'filter' as const, type, items: Object.freeze(items) });
}

function readCondition(element: XmlElement, count: Count): FetchCondition {
  count.conditions += 1;
  if (count.conditions > FETCH_LIMITS.conditions) problem(`there are more than ${FETCH_LIMITS.conditions} conditions`);
  const fields = fieldsOf(element, ['uiname', 'uitype', 'uihidden']);
  const operator = fields.required('operator');
  if (!isFetchOperator(operator)) return problem(`\`${operator}\` is not an operator`);
  const attribute = fields.required('attribute');
  const operand = readOperand(element, fields, count);
  const where = fields.text('entityname', 'entityName');
  fields.done();
  const expected = operandCount(operator);
  const given = operand.kind === 'values' ? operand.values.length : operand.kind === 'none' ? 0 : 1;
  const fits = {
    none: given === 0,
    one: given === 1 && operand.kind !== 'values',
    two: given === 2,
    list: operand.kind === 'values' && given > 0,
  }[expected];
  if (!fits) problem(`\`${operator}\` on \`${attribute}\` does not have the operands that it needs`);
  if (operand.kind === 'value-of' && !comparesColumns(operator)) problem(`\`${operator}\` cannot compare two columns`);
  return Object.freeze({ kind: 'condition' as const, attribute, operator, operand, ...where });
}

function readOperand(element: XmlElement, fields: Fields, count: Count): FetchOperand {
  const { value } = fields.text('value', 'value');
  const { column } = fields.text('valueof', 'column');
  const values: string[] = [];
  for (let index = 0; index < element.children.length; index += 1) {
    const child = element.children[index] as XmlElement;
    if (child.name !== 'value') problem(`\`condition\` cannot hold \`${child.name}\``);
    fieldsOf(child, ['uiname', 'uitype']).done().leaf();
    values.push(child.text);
  }
  count.values += values.length;
  if (count.values > FETCH_LIMITS.values) problem(`there are more than ${FETCH_LIMITS.values} values`);
  if ((value !== undefined ? 1 : 0) + (column !== undefined ? 1 : 0) + (values.length > 0 ? 1 : 0) > 1)
    problem('a condition has more than one kind of operand');
  if (value !== undefined) return Object.freeze({ kind: 'value' as const, value });
  if (column !== undefined) return Object.freeze({ kind: 'value-of' as const, column });
  return values.length > 0
    ? Object.freeze({ kind: 'values' as const, values: Object.freeze(values) })
    : Object.freeze({ kind: 'none' as const });
}
