import { type ColumnContract, release, type TableContract } from '../../../contracts/index.ts';
import { braced, deriveId } from '../../ids.ts';
import { localizedNames } from '../../texts.ts';
import { element, textElement, type XmlElement } from '../../xml.ts';

/** The id of the view of a table's active rows. */
export const viewIdOf = (table: TableContract): string => deriveId('savedquery', table.name, 'active');

/** Long texts and files have no place in a list. */
const listed = (table: TableContract): readonly ColumnContract[] =>
  table.columns.filter(({ type }) => type.kind !== 'memo' && type.kind !== 'file').slice(0, 8);

const fetch = (table: TableContract, columns: readonly ColumnContract[]): XmlElement =>
  element(
    'fetch',
    { version: '1.0', mapping: 'logical' },
    element(
      'entity',
      { name: table.name },
      element('attribute', { name: table.primaryKey }),
      ...columns.map(({ name }) => element('attribute', { name })),
      element('order', { attribute: table.primaryName, descending: 'false' }),
      element('filter', { type: 'and' }, element('condition', { attribute: 'statecode', operator: 'eq', value: '0' })),
    ),
  );

const grid = (table: TableContract, columns: readonly ColumnContract[]): XmlElement =>
  element(
    'grid',
    { name: 'resultset', jump: table.primaryName, select: 1, icon: 1, preview: 1 },
    element('row', { name: 'result', id: table.primaryKey }, ...columns.map(({ name }) => element('cell', { name, width: 150 }))),
  );

/** The public default view: active rows, by name. */
export function activeView(table: TableContract): XmlElement {
  const columns = listed(table);
  return element(
    'savedquery',
    {},
    textElement('IsCustomizable', 1),
    textElement('CanBeDeleted', 0),
    textElement('isquickfindquery', 0),
    textElement('isprivate', 0),
    textElement('isdefault', 1),
    textElement('savedqueryid', braced(viewIdOf(table))),
    element('layoutxml', {}, grid(table, columns)),
    textElement('querytype', 0),
    element('fetchxml', {}, fetch(table, columns)),
    textElement('IntroducedVersion', release),
    localizedNames(`Active ${table.pluralLabel.toLowerCase()}`),
  );
}
