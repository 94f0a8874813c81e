import { columnOf, optionValue, release, type TableContract } from '../../../contracts/index.ts';
import { everyTablesColumns, type Screens, type View, type ViewTest } from '../../app/declaration.ts';
import { braced, deriveId } from '../../ids.ts';
import { localizedNames } from '../../texts.ts';
import { element, textElement, type XmlElement } from '../../xml.ts';

/** Numbers of the platform (savedquery.querytype). */
const queryTypes = { list: 0, quickFind: 4, lookup: 64 } as const;

const columnIn = (table: TableContract, schema: string): string => everyTablesColumns[schema] ?? columnOf(table, schema);

/** Ids follow from names; the first view keeps the id that a table's one view had from the beginning. */
export const viewIdOf = (table: TableContract, name = 'active'): string => deriveId('savedquery', table.name, name);

const condition = (attribute: string, operator: string, value?: string): XmlElement => element('condition', { attribute, operator, value });

function testOf(table: TableContract, test: ViewTest): XmlElement {
  const attribute = columnIn(table, test.column);
  if (test.is !== 'in') return condition(attribute, test.is === 'empty' ? 'null' : 'not-null');
  const kind = table.columns.find(({ name }) => name === attribute)?.type;
  if (kind?.kind !== 'choice') throw new Error(`\`${attribute}\` of \`${table.name}\` is no choice`);
  const values = test.options.map((name) => String(optionValue(kind.options, name)));
  const [only, ...others] = values;
  if (only !== undefined && others.length === 0) return condition(attribute, 'eq', only);
  return element('condition', { attribute, operator: 'in' }, ...values.map((value) => textElement('value', value)));
}

const states = { active: '0', inactive: '1' } as const;

function filters(table: TableContract, { rows, where = [] }: View): readonly XmlElement[] {
  const all = [...(rows === 'any' ? [] : [condition('statecode', 'eq', states[rows])]), ...where.map((test) => testOf(table, test))];
  return all.length === 0 ? [] : [element('filter', { type: 'and' }, ...all)];
}

function fetch(table: TableContract, view: View, further: readonly XmlElement[]): XmlElement {
  return element(
    'fetch',
    { version: '1.0', mapping: 'logical' },
    element(
      'entity',
      { name: table.name },
      element('attribute', { name: table.primaryKey }),
      ...view.columns.map((schema) => element('attribute', { name: columnIn(table, schema) })),
      ...view.sort.map(({ column, descending }) =>
        element('order', { attribute: columnIn(table, column), descending: descending === true ? 'true' : 'false' }),
      ),
      ...filters(table, view),
      ...further,
    ),
  );
}

const widths: { readonly [kind: string]: number } = { integer: 90, boolean: 90, choice: 120, datetime: 150, lookup: 180, text: 180 };

const grid = (table: TableContract, { columns }: View): XmlElement =>
  element(
    'grid',
    { name: 'resultset', jump: table.primaryName, select: 1, icon: 1, preview: 1 },
    element(
      'row',
      { name: 'result', id: table.primaryKey },
      ...columns.map((schema) => {
        const name = columnIn(table, schema);
        const kind = table.columns.find((each) => each.name === name)?.type.kind ?? 'datetime';
        return element('cell', { name, width: widths[kind] ?? 150 });
      }),
    ),
  );

interface Query {
  readonly id: string;
  readonly name: string;
  readonly type: keyof typeof queryTypes;
  readonly isDefault: boolean;
  readonly view: View;
  readonly further?: readonly XmlElement[];
}

const query = (table: TableContract, { id, name, type, isDefault, view, further = [] }: Query): XmlElement =>
  element(
    'savedquery',
    {},
    textElement('IsCustomizable', 1),
    textElement('CanBeDeleted', 0),
    textElement('isquickfindquery', type === 'quickFind' ? 1 : 0),
    textElement('isprivate', 0),
    textElement('isdefault', isDefault ? 1 : 0),
    textElement('savedqueryid', braced(id)),
    element('layoutxml', {}, grid(table, view)),
    textElement('querytype', queryTypes[type]),
    element('fetchxml', {}, fetch(table, view, further)),
    textElement('IntroducedVersion', release),
    localizedNames(name),
  );

/** `{0}` is what somebody types into the search box. */
const searched = (table: TableContract, columns: readonly string[]): XmlElement =>
  element(
    'filter',
    { type: 'or', isquickfindfields: 'true' },
    ...columns.map((schema) => condition(columnIn(table, schema), 'like', '{0}')),
  );

/** A view with its id. */
export interface IdentifiedView {
  readonly id: string;
  readonly name: string;
  readonly type: keyof typeof queryTypes;
  readonly element: XmlElement;
}

/** The declared views, the one behind the search box, and the one that lookups choose from. */
export function viewsOf({ table, views, search }: Screens): readonly IdentifiedView[] {
  const plural = table.pluralLabel.toLowerCase();
  const [first] = views;
  const queries: readonly Query[] = [
    ...views.map((view, index) => ({
      id: viewIdOf(table, index === 0 ? undefined : view.name),
      name: view.name,
      type: 'list' as const,
      isDefault: index === 0,
      view,
    })),
    {
      id: viewIdOf(table, 'quick find'),
      name: `Search ${plural}`,
      type: 'quickFind',
      isDefault: true,
      view: { ...first, where: [] },
      further: [searched(table, search)],
    },
    {
      id: viewIdOf(table, 'lookup'),
      name: `Choose from ${plural}`,
      type: 'lookup',
      isDefault: true,
      view: { ...first, where: [] },
    },
  ];
  return queries.map((each) => ({ id: each.id, name: each.name, type: each.type, element: query(table, each) }));
}
