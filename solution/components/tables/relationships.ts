import { type ColumnContract, release, type TableContract } from '../../../contracts/index.ts';
import { platformTable } from '../../platform-tables.ts';
import { descriptions } from '../../texts.ts';
import { element, textElement, textElements, type XmlElement } from '../../xml.ts';

interface RelationshipFacts {
  readonly name: string;
  readonly referencing: string;
  readonly referenced: string;
  /** Schema name of the lookup column; also its navigation property. */
  readonly lookup: string;
  readonly onDelete: 'RemoveLink' | 'NoCascade';
  readonly description: string;
  readonly custom: boolean;
}

/** `table` as the platform's files spell it: our own and known tables in the case of the schema name. */
type SchemaNameOf = (table: string) => string;

function relationship(facts: RelationshipFacts): XmlElement {
  const roles = element(
    'EntityRelationshipRoles',
    {},
    element(
      'EntityRelationshipRole',
      {},
      ...textElements({ NavPaneDisplayOption: 'UseCollectionName', NavPaneArea: 'Details', NavPaneOrder: 10000 }),
      textElement('NavigationPropertyName', facts.lookup),
      textElement('RelationshipRoleType', 1),
    ),
    element('EntityRelationshipRole', {}, textElement('NavigationPropertyName', facts.name), textElement('RelationshipRoleType', 0)),
  );
  return element(
    'EntityRelationship',
    { Name: facts.name },
    ...textElements({
      EntityRelationshipType: 'OneToMany',
      IsCustomizable: 1,
      IntroducedVersion: release,
      IsHierarchical: 0,
      ReferencingEntityName: facts.referencing,
      ReferencedEntityName: facts.referenced,
      CascadeAssign: 'NoCascade',
      CascadeDelete: facts.onDelete,
      CascadeArchive: facts.onDelete,
      CascadeReparent: 'NoCascade',
      CascadeShare: 'NoCascade',
      CascadeUnshare: 'NoCascade',
      ...(facts.custom ? { CascadeRollupView: 'NoCascade', IsValidForAdvancedFind: 1 } : {}),
      ReferencingAttributeName: facts.lookup,
    }),
    element('RelationshipDescription', {}, descriptions(facts.description)),
    ...(facts.custom ? [roles] : []),
  );
}

/** A relationship carries its publisher's prefix, as every custom component does; that of a table of ours is in the table's name. */
function nameOf(table: TableContract, column: ColumnContract, target: string): string {
  const [prefix, ...bare] = column.schemaName.split('_');
  const name = `${table.schemaName}_${bare.join('_')}_${target}`;
  return name.startsWith(`${prefix}_`) ? name : `${prefix}_${name}`;
}

const ofLookup = (table: TableContract, column: ColumnContract, target: string, schemaNameOf: SchemaNameOf): RelationshipFacts => ({
  name: nameOf(table, column, schemaNameOf(target)),
  referencing: table.schemaName,
  referenced: schemaNameOf(target),
  lookup: column.schemaName,
  onDelete: 'RemoveLink',
  description: column.description,
  custom: true,
});

const systemLinks = (table: TableContract): readonly RelationshipFacts[] =>
  [
    { name: `lk_${table.name}_createdby`, referenced: 'SystemUser', lookup: 'CreatedBy', description: 'Who created the row.' },
    { name: `lk_${table.name}_modifiedby`, referenced: 'SystemUser', lookup: 'ModifiedBy', description: 'Who changed the row last.' },
    {
      name: `organization_${table.name}`,
      referenced: 'Organization',
      lookup: 'OrganizationId',
      description: 'The organization of the row.',
    },
  ].map((each) => ({ ...each, referencing: table.schemaName, onDelete: 'NoCascade', custom: false }));

/** A relationship with its name and the table that it points to. */
export interface NamedRelationship {
  readonly name: string;
  readonly referenced: string;
  readonly element: XmlElement;
}

const schemaNamesIn =
  (tables: readonly TableContract[]): SchemaNameOf =>
  (name) => {
    const found = tables.find((table) => table.name === name)?.schemaName ?? platformTable(name)?.schemaName;
    if (!found) throw new Error(`a lookup points to the table \`${name}\`, which neither the solution nor the platform has`);
    return found;
  };

const declaredLookups = (tables: readonly TableContract[]): readonly RelationshipFacts[] =>
  tables.flatMap((table) =>
    table.columns.flatMap((column) =>
      column.type.kind === 'lookup' ? [ofLookup(table, column, column.type.target, schemaNamesIn(tables))] : [],
    ),
  );

const named = (facts: readonly RelationshipFacts[]): readonly NamedRelationship[] =>
  [...facts]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map((each) => ({ name: each.name, referenced: each.referenced, element: relationship(each) }));

/** The relationships behind the declared lookups alone: for columns that are added to tables which exist already. */
export const lookupRelationshipsOf = (tables: readonly TableContract[]): readonly NamedRelationship[] => named(declaredLookups(tables));

/** The relationships behind every lookup of the tables: declared ones, and those that come with every table. */
export const relationshipsOf = (tables: readonly TableContract[]): readonly NamedRelationship[] =>
  named([...declaredLookups(tables), ...tables.flatMap(systemLinks)]);
