import type { Metadata, Relationship } from '../metadata/model.ts';
import { isLogicalName } from '../storage/names.ts';
import type { Problems } from './archive.ts';
import type { SolutionParts } from './solution-parts.ts';

type ManyToMany = Extract<Relationship, { kind: 'many-to-many' }>;

/** Checks tables and relationships of a zip against each other and the environment, before any of them is made. */
export function checkTables({ tables, relationships }: SolutionParts, metadata: Metadata, problems: Problems): void {
  const own = tables.map(({ table }) => table.name);
  for (const name of repeated(own)) problems.add(`the table \`${name}\` is in the zip twice`);
  for (const { table, isComplete } of tables) {
    for (const name of repeated(table.columns.map((column) => column.name)))
      problems.add(`the column \`${table.name}.${name}\` is in the zip twice`);
    const existing = metadata.table(table.name);
    if (existing?.intersect) problems.add(`the table \`${table.name}\` is the intersect table of a relationship`);
    else if (existing && isComplete && existing.primaryKey !== table.primaryKey)
      problems.add(`the primary key of \`${table.name}\` is \`${existing.primaryKey}\` and cannot become \`${table.primaryKey}\``);
  }
  for (const name of repeated(relationships.map((each) => each.name.toLowerCase())))
    problems.add(`the relationship \`${name.slice(0, 60)}\` is in the zip twice`);
  const linking = relationships.filter((each) => each.kind === 'many-to-many');
  for (const name of repeated(linking.map((each) => each.intersect)))
    problems.add(`the intersect table \`${name.slice(0, 60)}\` belongs to two relationships of the zip`);
  for (const relationship of relationships) {
    if (!isLogicalName(relationship.name.toLowerCase()))
      problems.add(`\`customizations.xml\` holds a relationship without a valid name: \`${relationship.name.slice(0, 60)}\``);
    if (relationship.kind === 'many-to-many') checkManyToMany(relationship, own, metadata, problems);
  }
}

/** An intersect table is made from its relationship alone, so it may stand in the place of no other table. */
function checkManyToMany(
  { name, intersect, first, second }: ManyToMany,
  own: readonly string[],
  metadata: Metadata,
  problems: Problems,
): void {
  const what = `the relationship \`${name.slice(0, 60)}\``;
  // The names of its key columns and of its alternate key are made of these.
  if (!isLogicalName(`${intersect}_pair`)) problems.add(`${what} has no valid intersect table`);
  for (const { table, column } of [first, second]) {
    if (!isLogicalName(column) || !(own.includes(table) || metadata.table(table)))
      problems.add(`${what} links the table \`${table.slice(0, 60)}\`, which is neither in the zip nor in the environment`);
  }
  if (first.table === second.table)
    problems.add(`${what} links the table \`${first.table.slice(0, 60)}\` with itself, which the local Dataverse does not know`);
  const existing = metadata.table(intersect);
  const linked = existing?.columns.map((column) => column.name) ?? [];
  const isItsOwn = existing?.intersect && linked.includes(first.column) && linked.includes(second.column);
  if (own.includes(intersect) || (existing && !isItsOwn))
    problems.add(`${what} names the intersect table \`${intersect}\`, which is another table already`);
}

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, position) => names.indexOf(name) !== position)),
];
