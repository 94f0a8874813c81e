import type {
  Fetch,
  FetchColumn,
  FetchCondition,
  FetchEntity,
  FetchFilter,
  FetchFilterItem,
  FetchLinkEntity,
  FetchOrder,
} from './nodes.ts';
import { escapeXml } from './xml-characters.ts';

type Attributes = readonly (readonly [name: string, value: string | number | boolean | undefined])[];

/**
 * Prints a query as FetchXML; every text is escaped. Throws only where a text holds characters that XML cannot.
 * @example printFetch({ kind: 'fetch', entity: entity('account') }) // '<fetch><entity name="account"/></fetch>'
 */
export function printFetch(fetch: Fetch): string {
  const attributes: Attributes = [
    ['top', fetch.top],
    ['count', fetch.count],
    ['page', fetch.page],
    ['paging-cookie', fetch.pagingCookie],
    ['returntotalrecordcount', fetch.returnTotalRecordCount],
    ['distinct', fetch.distinct],
    ['aggregate', fetch.aggregate],
    ['useraworderby', fetch.userRawOrderBy],
  ];
  return element('fetch', attributes, printTable(fetch.entity));
}

/** Prints one filter, for a log or a test. */
export const printFilter = (filter: FetchFilter): string =>
  element('filter', [['type', filter.type === 'and' ? undefined : 'or']], printAll(filter.items, printItem));

function printTable(table: FetchEntity | FetchLinkEntity): string {
  const content =
    printAll(table.attributes, printColumn) +
    printAll(table.orders, printOrder) +
    (table.filter ? printFilter(table.filter) : '') +
    printAll(table.links, printTable);
  if (table.kind === 'entity') return element('entity', [['name', table.name]], content);
  const join: Attributes = [
    ['name', table.name],
    ['from', table.from],
    ['to', table.to],
    ['link-type', table.linkType],
    ['alias', table.alias],
    ['intersect', table.intersect],
    ['visible', table.visible],
  ];
  return element('link-entity', join, content);
}

function printColumn(column: FetchColumn): string {
  if (column.kind === 'all-attributes') return '<all-attributes/>';
  // Nearly all columns are only named.
  if (Object.keys(column).length === 2) return `<attribute name="${escapeXml(column.name)}"/>`;
  const attributes: Attributes = [
    ['name', column.name],
    ['alias', column.alias],
    ['aggregate', column.aggregate],
    ['groupby', column.groupBy],
    ['distinct', column.distinct],
    ['dategrouping', column.dateGrouping],
    ['usertimezone', column.userTimeZone],
  ];
  return element('attribute', attributes, '');
}

function printOrder(order: FetchOrder): string {
  const descending = order.descending || undefined;
  if (order.kind === 'order-alias')
    return element(
      'order',
      [
        ['alias', order.alias],
        ['descending', descending],
      ],
      '',
    );
  return element(
    'order',
    [
      ['attribute', order.attribute],
      ['entityname', order.entityName],
      ['descending', descending],
    ],
    '',
  );
}

function printItem(item: FetchFilterItem): string {
  switch (item.kind) {
    case 'filter':
      return printFilter(item);
    case 'condition':
      return printCondition(item);
    case 'link-entity':
      return printTable(item);
  }
}

function printCondition({ entityName, attribute, operator, operand }: FetchCondition): string {
  const common: Attributes = [
    ['entityname', entityName],
    ['attribute', attribute],
    ['operator', operator],
  ];
  switch (operand.kind) {
    case 'none':
      return element('condition', common, '');
    case 'value':
      return element('condition', common.concat([['value', operand.value]]), '');
    case 'value-of':
      return element('condition', common.concat([['valueof', operand.column]]), '');
    case 'values':
      return element(
        'condition',
        common,
        printAll(operand.values, (value) => `<value>${escapeXml(value)}</value>`),
      );
  }
}

const printAll = <T>(items: readonly T[], print: (item: T) => string): string => (items.length === 0 ? '' : items.map(print).join(''));

const printAttribute = (attribute: Attributes[number]): string =>
  attribute[1] === undefined ? '' : ` ${attribute[0]}="${escapeXml(String(attribute[1]))}"`;

function element(name: string, attributes: Attributes, content: string): string {
  const printed = printAll(attributes, printAttribute);
  return content === '' ? `<${name}${printed}/>` : `<${name}${printed}>${content}</${name}>`;
}
