import { intersectTable } from '../metadata/define.ts';
import type { Column, Relationship, Table } from '../metadata/model.ts';
import { registerPrivileges, registerTable } from '../metadata/register.ts';
import { saveRelationship } from '../metadata/store.ts';
import type { OpenTransaction } from '../transactions/transactions.ts';
import type { Problems } from './archive.ts';
import { checkTables } from './check-tables.ts';
import type { SolutionParts, TablePart } from './solution-parts.ts';

/** Makes the tables, columns, keys and relationships of a solution inside its transaction. */
export function applyTables(transaction: OpenTransaction, parts: SolutionParts, problems: Problems): void {
  if (parts.tables.length === 0 && parts.relationships.length === 0) return;
  transaction.schemaChanged();
  const context = transaction.context({ kind: 'system' });
  const { connection } = transaction;
  checkTables(parts, connection.metadata(), problems);
  const merged = parts.tables.flatMap((part) => mergeTable(part, connection.metadata().table(part.table.name), parts, problems) ?? []);
  if (problems.list().length > 0) return;
  const lookups = new Set(
    merged.flatMap((table) => table.columns.filter((column) => column.kind === 'lookup').map((column) => `${table.name}.${column.name}`)),
  );
  for (const relationship of parts.relationships) {
    const isKept = relationship.kind === 'many-to-many' || lookups.has(`${relationship.referencing}.${relationship.column}`);
    if (isKept) saveRelationship(connection.db, relationship);
  }
  connection.forgetMetadata();
  const all = [...merged, ...parts.relationships.flatMap((each) => newIntersect(each, parts.manifest.uniqueName))];
  for (const table of all) registerTable(context, table);
  for (const table of all) registerPrivileges(context, table);
  checkTargets(merged, (name) => connection.metadata().table(name) !== null, problems);
}

/** The table as it will be: own tables are replaced by the new definition, those of others only gain columns and keys. */
function mergeTable(
  { table, isComplete }: TablePart,
  existing: Table | null,
  { manifest }: SolutionParts,
  problems: Problems,
): Table | null {
  if (existing === null) {
    if (isComplete) return table;
    problems.add(`the table \`${table.name}\` is changed by the zip, but is neither in it as a whole nor in the environment`);
    return null;
  }
  const isOwn = existing.solution === manifest.uniqueName;
  const known = new Map(existing.columns.map((column) => [column.name, column]));
  for (const column of table.columns) {
    const before = known.get(column.name);
    if (before && before.kind !== column.kind)
      problems.add(`the column \`${table.name}.${column.name}\` is of type ${before.kind} and cannot become ${column.kind}`);
  }
  const given = new Map(table.columns.map((column) => [column.name, column]));
  const kept: Column[] = existing.columns.map((column) => (isOwn ? (given.get(column.name) ?? column) : column));
  const added = table.columns.filter((column) => !known.has(column.name));
  const keys = [...existing.keys, ...table.keys.filter((key) => !existing.keys.some((each) => each.name === key.name))];
  return { ...(isOwn && isComplete ? table : existing), columns: [...kept, ...added], keys };
}

function newIntersect(relationship: Relationship, solution: string): readonly Table[] {
  if (relationship.kind !== 'many-to-many') return [];
  return [{ ...intersectTable(relationship.intersect, relationship.first.column, relationship.second.column), solution }];
}

function checkTargets(tables: readonly Table[], exists: (name: string) => boolean, problems: Problems): void {
  for (const table of tables) {
    for (const column of table.columns) {
      if (column.kind !== 'lookup') continue;
      for (const target of column.targets) {
        if (!exists(target))
          problems.add(
            `the column \`${table.name}.${column.name}\` points to the table \`${target}\`, which is neither in the zip nor in the environment`,
          );
      }
    }
  }
}
