import { ACTIVE_INACTIVE, stateColumns, systemColumns } from '../metadata/define.ts';
import type { AlternateKey, Column, DeleteBehavior, Ownership, Relationship, Table } from '../metadata/model.ts';
import { isLogicalName } from '../storage/names.ts';
import type { Problems } from './archive.ts';
import { readColumn } from './read-columns.ts';
import type { TablePart } from './solution-parts.ts';
import { attribute, child, childrenOf, childText, localized, type XmlElement } from './xml.ts';

const DELETES: Readonly<Record<string, DeleteBehavior>> = {
  RemoveLink: 'remove-link',
  Restrict: 'restrict',
  Cascade: 'cascade',
  NoCascade: 'none',
};

/** Columns that every export lists and that the local Dataverse has in its own form, or not at all (delegates, teams, organization). */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...systemColumns('', 'user').map((column) => column.name),
  'createdonbehalfby',
  'modifiedonbehalfby',
  'organizationid',
  'owninguser',
  'owningteam',
]);

/** Reads `EntityRelationships` of `customizations.xml`. */
export function readRelationships(customizations: XmlElement, problems: Problems): readonly Relationship[] {
  return childrenOf(child(customizations, 'EntityRelationships'), 'EntityRelationship').flatMap((element): Relationship[] => {
    const name = attribute(element, 'Name') ?? '';
    const text = (tag: string) => (childText(element, tag) ?? '').toLowerCase();
    const kind = childText(element, 'EntityRelationshipType');
    if (kind === 'OneToMany') {
      const onDelete = DELETES[childText(element, 'CascadeDelete') ?? 'RemoveLink'] ?? 'remove-link';
      const column = text('ReferencingAttributeName');
      return [
        {
          kind: 'many-to-one',
          name,
          referencing: text('ReferencingEntityName'),
          column,
          referenced: text('ReferencedEntityName'),
          onDelete,
        },
      ];
    }
    if (kind === 'ManyToMany') {
      const [first, second] = [text('FirstEntityName'), text('SecondEntityName')];
      const intersect = text('IntersectEntityName');
      return [
        {
          kind: 'many-to-many',
          name,
          intersect,
          first: { table: first, column: `${first}id` },
          second: { table: second, column: `${second}id` },
        },
      ];
    }
    problems.add(`the relationship \`${name}\` is of the unknown type \`${kind ?? ''}\``);
    return [];
  });
}

/** Reads `Entities` of `customizations.xml`: tables with columns, choices and keys. */
export function readTables(
  customizations: XmlElement,
  relationships: readonly Relationship[],
  solution: string,
  problems: Problems,
): readonly TablePart[] {
  const sets = childrenOf(child(customizations, 'optionsets'), 'optionset');
  const globalSet = (name: string) => sets.find((set) => attribute(set, 'Name') === name) ?? null;
  return childrenOf(child(customizations, 'Entities'), 'Entity').flatMap((entity) => {
    const info = child(child(entity, 'EntityInfo'), 'entity');
    const schemaName = attribute(info, 'Name') ?? childText(entity, 'Name') ?? '';
    const name = schemaName.toLowerCase();
    if (!info || !isLogicalName(name)) {
      problems.add(`\`customizations.xml\` holds a table without a valid name: \`${name.slice(0, 60)}\``);
      return [];
    }
    if (attribute(info, 'unmodified') === '1' && child(info, 'attributes')?.children.length === 0) return [];
    const all = childrenOf(child(info, 'attributes'), 'attribute');
    const elements = all.filter(
      (element) => !LEFT_OUT.has((childText(element, 'LogicalName') ?? childText(element, 'Name') ?? '').toLowerCase()),
    );
    const columns = elements.flatMap((element) => {
      const column = (childText(element, 'LogicalName') ?? childText(element, 'Name') ?? '').toLowerCase();
      const links = relationships.filter((each) => each.kind === 'many-to-one' && each.referencing === name && each.column === column);
      const targets = links.flatMap((each) => (each.kind === 'many-to-one' ? [each.referenced] : []));
      if (!isLogicalName(column)) problems.add(`the table \`${name}\` has a column without a valid name: \`${column.slice(0, 60)}\``);
      const read = readColumn(element, { targets, globalSet, place: `the column of \`${name}\`` }, problems);
      return read && isLogicalName(column) ? [read] : [];
    });
    const isName = (element: XmlElement) => (childText(element, 'DisplayMask') ?? '').split('|').includes('PrimaryName');
    const primaryName = childText(elements.find(isName), 'LogicalName')?.toLowerCase() ?? null;
    return [tablePart({ info, name, schemaName, solution, columns, primaryName }, problems)];
  });
}

type Facts = {
  readonly info: XmlElement;
  readonly name: string;
  readonly schemaName: string;
  readonly solution: string;
  readonly columns: readonly Column[];
  readonly primaryName: string | null;
};

function tablePart({ info, name, schemaName, solution, columns, primaryName }: Facts, problems: Problems): TablePart {
  const key = columns.find((column) => column.kind === 'key');
  const ownership: Ownership = childText(info, 'OwnershipTypeMask') === 'UserOwned' ? 'user' : 'organization';
  const label = localized(info, 'LocalizedNames', 'LocalizedName') ?? schemaName;
  const table: Table = {
    name,
    schemaName,
    setName: childText(info, 'EntitySetName') ?? `${name}s`,
    label,
    pluralLabel: localized(info, 'LocalizedCollectionNames', 'LocalizedCollectionName') ?? label,
    primaryKey: key?.name ?? `${name}id`,
    primaryName,
    ownership,
    intersect: false,
    solution,
    columns: key ? withSystemColumns(key.name, ownership, columns) : columns,
    keys: readKeys(info, name, columns, problems),
  };
  return { table, isComplete: key !== undefined };
}

/** The columns that every table has are the platform's own, whatever a file says about them. */
function withSystemColumns(primaryKey: string, ownership: Ownership, columns: readonly Column[]): readonly Column[] {
  const system = systemColumns(primaryKey, ownership);
  const own = columns.filter((column) => !system.some((each) => each.name === column.name));
  const states = own.some((column) => column.kind === 'state') ? [] : stateColumns(ACTIVE_INACTIVE);
  return [...system, ...own, ...states];
}

function readKeys(info: XmlElement, table: string, columns: readonly Column[], problems: Problems): readonly AlternateKey[] {
  return childrenOf(child(info, 'EntityKeys'), 'EntityKey').flatMap((element) => {
    const name = (childText(element, 'LogicalName') ?? childText(element, 'Name') ?? '').toLowerCase();
    const named = [...childrenOf(child(element, 'EntityKeyAttributes'), 'AttributeName')].map((each) => each.text.trim().toLowerCase());
    const unknown = named.find((column) => !columns.some((each) => each.name === column));
    if (!isLogicalName(name) || named.length === 0 || unknown !== undefined) {
      problems.add(`the key \`${name.slice(0, 60)}\` of \`${table}\` names no columns of the table`);
      return [];
    }
    return [{ name, columns: named }];
  });
}
