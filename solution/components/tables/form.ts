import { type ColumnContract, columnOf, formScript, release, type TableContract } from '../../../contracts/index.ts';
import type { Screens, Section } from '../../app/declaration.ts';
import { braced, deriveId } from '../../ids.ts';
import { labels, localizedNames } from '../../texts.ts';
import { element, textElement, type XmlElement } from '../../xml.ts';
import { scriptElements } from './form-events.ts';

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

/** Lines that a long text takes on a form. */
const memoLines = 12;

const identified = (table: TableContract, ...parts: readonly string[]): string =>
  braced(deriveId('systemform', table.name, 'main', ...parts));

const contractOf = (table: TableContract, schema: string): ColumnContract => {
  const name = columnOf(table, schema);
  const found = table.columns.find((each) => each.name === name);
  if (!found || controlClasses[found.type.kind] === null) throw new Error(`a form cannot show \`${name}\` of \`${table.name}\``);
  return found;
};

function cell(table: TableContract, column: ColumnContract, { readOnly }: Section): XmlElement {
  return element(
    'cell',
    { id: identified(table, 'cell', column.name), ...(column.type.kind === 'memo' ? { colspan: 2, rowspan: memoLines } : {}) },
    labels(column.label),
    element('control', {
      id: column.name,
      classid: braced(controlClasses[column.type.kind] ?? ''),
      datafieldname: column.name,
      disabled: readOnly === true ? 'true' : 'false',
    }),
  );
}

/** Two columns beside each other; a long text takes both, and as many empty rows behind it as it has lines. */
function rowsOf(table: TableContract, section: Section): readonly XmlElement[] {
  const rows: XmlElement[] = [];
  let pair: XmlElement[] = [];
  const flush = (): void => {
    if (pair.length > 0) rows.push(element('row', {}, ...pair));
    pair = [];
  };
  for (const schema of section.columns) {
    const column = contractOf(table, schema);
    if (column.type.kind === 'memo') {
      flush();
      rows.push(element('row', {}, cell(table, column, section)), ...Array.from({ length: memoLines - 1 }, () => element('row')));
      continue;
    }
    pair.push(cell(table, column, section));
    if (pair.length === 2) flush();
  }
  flush();
  return rows;
}

const named = (title: string): string => title.toLowerCase().replace(/[^a-z]+/g, '_');

const sectionElement = (table: TableContract, section: Section): XmlElement =>
  element(
    'section',
    {
      showlabel: 'true',
      showbar: 'false',
      IsUserDefined: 0,
      id: identified(table, 'section', section.title),
      name: named(section.title),
      // One digit a column, as forms are exported.
      columns: 11,
    },
    labels(section.title),
    element('rows', {}, ...rowsOf(table, section)),
  );

/** The id of a table's main form. */
export const formIdOf = (table: TableContract): string => deriveId('systemform', table.name, 'main');

/** The main form: one tab with the declared sections. `scripted`: the form script is in the solution, so the form may call it. */
export function mainForm({ table, sections, script }: Screens, scripted: boolean): XmlElement {
  const tab = element(
    'tab',
    { verticallayout: 'true', id: identified(table, 'tab'), name: 'general', IsUserDefined: 1 },
    labels(table.label),
    element(
      'columns',
      {},
      element('column', { width: '100%' }, element('sections', {}, ...sections.map((each) => sectionElement(table, each)))),
    ),
  );
  const called = script && scripted ? scriptElements({ table, ...script, library: formScript.name, global: formScript.global }) : [];
  return element(
    'systemform',
    {},
    textElement('formid', braced(formIdOf(table))),
    textElement('IntroducedVersion', release),
    textElement('FormPresentation', 1),
    textElement('FormActivationState', 1),
    element('form', {}, element('tabs', {}, tab), ...called),
    textElement('IsCustomizable', 1),
    textElement('CanBeDeleted', 1),
    localizedNames(table.label),
  );
}
