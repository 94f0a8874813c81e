import type { TableContract } from '../../contracts/index.ts';
import { attributeElement } from '../components/tables/attribute.ts';
import { ownColumns } from '../components/tables/own-columns.ts';
import { lookupRelationshipsOf } from '../components/tables/relationships.ts';
import type { Contribution, CustomizationPart } from '../contribution.ts';
import { element, textElement, type XmlElement } from '../xml.ts';
import type { AddedColumns, TableColumns } from './read-columns.ts';

/** The columns as the table of the contract that the writers of columns and relationships take; the table itself is not written. */
const asTable = ({ table, schemaName, columns }: AddedColumns): TableContract => ({
  name: table,
  schemaName,
  entitySetName: '',
  label: schemaName,
  pluralLabel: schemaName,
  description: '',
  primaryKey: '',
  primaryName: '',
  columns,
  keys: [],
});

/** A table that the solution does not own: marked as unmodified, it holds just what is added. */
const shell = (added: AddedColumns): XmlElement =>
  element(
    'Entity',
    {},
    textElement('Name', added.schemaName, { LocalizedName: added.schemaName, OriginalName: added.schemaName }),
    element(
      'EntityInfo',
      {},
      element(
        'entity',
        { Name: added.schemaName, unmodified: 1 },
        element('attributes', {}, ...ownColumns(asTable(added)).map(attributeElement)),
      ),
    ),
  );

function partsOf(added: AddedColumns): readonly CustomizationPart[] {
  const entity = shell(added);
  const relationships = lookupRelationshipsOf([asTable(added)]);
  return [
    { node: 'Entities', element: entity, review: [{ path: `Entities/${added.schemaName}/Entity.xml`, root: entity }] },
    ...relationships.map((each) => ({
      node: 'EntityRelationships' as const,
      element: each.element,
      review: [{ path: `Other/Relationships/${each.name}.xml`, root: element('EntityRelationships', {}, each.element) }],
    })),
  ];
}

/**
 * Columns on tables of the platform: each table stands in the manifest as a shell (behaviour 2), and as a dependency, because
 * the solution does not bring it.
 */
export const tableColumnsContribution = ({ tables }: TableColumns): Contribution => ({
  rootComponents: tables.map(({ table }) => ({ type: 1, schemaName: table, behavior: 2 })),
  missingDependencies: tables.flatMap(({ table, schemaName, columns }) =>
    columns.map((column) => ({
      required: { type: 1, schemaName: table, displayName: schemaName },
      dependent: { type: 2, schemaName: column.name, displayName: column.label },
    })),
  ),
  parts: tables.flatMap(partsOf),
});
