import { faults } from '../faults.ts';
import type { Column, Metadata, Table } from '../metadata/model.ts';
import { comparedSql } from '../storage/layout.ts';
import { columnSql, foldedSql, tableSql, targetSql } from '../storage/names.ts';

/** What a query is compiled for. */
export type QueryContext = {
  readonly metadata: Metadata;
  readonly userId: string;
  readonly now: Date;
  /** Columns with column security read as null without this. */
  readonly readsSecured: boolean;
};

/** One table of a query: its SQL alias, its name in the query's result. */
export type Scope = { readonly sql: string; readonly alias: string; readonly table: Table; readonly isRoot: boolean };

/** The state of one compilation: aliases are counted, tables are collected for the privilege check. */
export type Compilation = {
  readonly context: QueryContext;
  readonly scopes: Map<string, Scope>;
  readonly tables: Set<string>;
  nextAlias: number;
};

export const newCompilation = (context: QueryContext): Compilation => ({ context, scopes: new Map(), tables: new Set(), nextAlias: 0 });

/** Finds a table by its logical name. Fault 0x80041102. */
export function tableOf(metadata: Metadata, name: string): Table {
  const table = metadata.table(name);
  if (!table) throw faults.noEntity(`The entity with a name = '${name}' was not found in the metadata.`);
  return table;
}

/** Brings a table into the query. */
export function openScope(
  compilation: Compilation,
  tableName: string,
  options: { readonly alias: string | undefined; readonly isRoot: boolean },
): Scope {
  const table = tableOf(compilation.context.metadata, tableName);
  compilation.tables.add(table.name);
  const number = compilation.nextAlias++;
  const alias = options.alias ?? `${table.name}${number}`;
  const scope: Scope = { sql: `e${number}`, alias, table, isRoot: options.isRoot };
  if (options.isRoot) return scope;
  if (compilation.scopes.has(alias)) throw faults.invalidQuery(`The alias '${alias}' is used more than once.`);
  compilation.scopes.set(alias, scope);
  return scope;
}

/** Finds a column of a table. Fault 0x80041103. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((each) => each.name === name);
  if (!column) throw faults.noAttribute(`'${table.schemaName}' entity doesn't contain attribute with Name = '${name}'.`);
  return column;
}

const isHidden = (compilation: Compilation, column: Column): boolean => column.secured && !compilation.context.readsSecured;

/** The expression by which a column is compared; null for a column that the caller may not read. */
export const compared = (compilation: Compilation, scope: Scope, column: Column): string =>
  isHidden(compilation, column) ? 'NULL' : comparedSql(column, scope.sql);

/** The stored value of a column; null for a column that the caller may not read. */
export const stored = (compilation: Compilation, scope: Scope, column: Column): string =>
  isHidden(compilation, column) ? 'NULL' : `${scope.sql}.${columnSql(column.name)}`;

/** The name of the row that a lookup points to; `folded` gives the form that is sorted by. */
export function lookupName(
  compilation: Compilation,
  scope: Scope,
  column: Extract<Column, { kind: 'lookup' }>,
  form: 'shown' | 'folded',
): string {
  if (isHidden(compilation, column)) return 'NULL';
  const cases = column.targets.flatMap((target) => {
    const table = compilation.context.metadata.table(target);
    const name = table?.columns.find((each) => each.name === table.primaryName);
    if (!table || !name) return [];
    const shown = form === 'folded' ? foldedSql(name.name) : columnSql(name.name);
    const key = columnSql(table.primaryKey);
    return [
      `WHEN '${target}' THEN (SELECT n.${shown} FROM ${tableSql(target)} AS n WHERE n.${key} = ${scope.sql}.${columnSql(column.name)})`,
    ];
  });
  return cases.length === 0 ? 'NULL' : `CASE ${scope.sql}.${targetSql(column.name)} ${cases.join(' ')} END`;
}
