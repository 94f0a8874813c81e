import { type ColumnContract, release, type TableContract } from '../../../contracts/index.ts';
import { braced, deriveId } from '../../ids.ts';
import { labels, localizedNames } from '../../texts.ts';
import { element, textElement, type XmlElement } from '../../xml.ts';

/** Class ids of the form controls of the platform, by kind of column. A file column needs a control of its own; forms leave it out. */
const controlClasses: { readonly [Kind in ColumnContract['type']['kind']]: string | null } = {
  text: '4273EDBD-AC1D-40d3-9FB2-095C621B552D',
  memo: 'E0DECE4B-6FC8-4a8f-A065-082708572369',
  integer: 'C6D124CA-7EDA-4a60-AEA9-7FB8D318B68F',
  boolean: '67FAC785-CD58-4f9f-ABB3-4B7DDC6ED5ED',
  datetime: '5B773807-9FB2-42db-97C3-7A91EFF8ADFF',
  choice: '3EF39988-22BB-4f0b-BBBE-64B5A3748AEE',
  lookup: '270BD3DB-D9AF-4782-9025-509E298DEC0A',
  file: null,
};

const identified = (table: TableContract, ...parts: readonly string[]): string =>
  braced(deriveId('systemform', table.name, 'main', ...parts));

function row(table: TableContract, column: ColumnContract): XmlElement {
  const classId = controlClasses[column.type.kind];
  const rows = column.type.kind === 'memo' ? { rowspan: 6 } : {};
  return element(
    'row',
    {},
    element(
      'cell',
      { id: identified(table, 'cell', column.name), ...rows },
      labels(column.label),
      element('control', { id: column.name, classid: braced(classId ?? ''), datafieldname: column.name }),
    ),
  );
}

/** The id of a table's main form. */
export const formIdOf = (table: TableContract): string => deriveId('systemform', table.name, 'main');

/** The main form: one tab, one section, a line per column in the order of the contract. */
export function mainForm(table: TableContract): XmlElement {
  const columns = table.columns.filter((column) => controlClasses[column.type.kind] !== null);
  const rows = columns.flatMap((column) => [
    row(table, column),
    ...Array.from({ length: column.type.kind === 'memo' ? 5 : 0 }, () => element('row')),
  ]);
  const section = element(
    'section',
    { showlabel: 'false', showbar: 'false', IsUserDefined: 0, id: identified(table, 'section'), name: 'general', columns: 1 },
    labels('General'),
    element('rows', {}, ...rows),
  );
  const tab = element(
    'tab',
    { verticallayout: 'true', id: identified(table, 'tab'), name: 'general', IsUserDefined: 1 },
    labels('General'),
    element('columns', {}, element('column', { width: '100%' }, element('sections', {}, section))),
  );
  return element(
    'systemform',
    {},
    textElement('formid', braced(formIdOf(table))),
    textElement('IntroducedVersion', release),
    textElement('FormPresentation', 1),
    textElement('FormActivationState', 1),
    element('form', {}, element('tabs', {}, tab)),
    textElement('IsCustomizable', 1),
    textElement('CanBeDeleted', 1),
    localizedNames('Information'),
  );
}
