const LOGICAL_NAME = /^[a-z_][a-z0-9_]{0,127}$/;

/** Whether a text may be a logical name; only such names ever become part of an SQL text. */
export const isLogicalName = (name: string): boolean => LOGICAL_NAME.test(name);

/** An SQL identifier; throws on anything that is not made of a logical name and one of our own suffixes. */
function identifier(name: string): string {
  if (!/^[a-z_][a-z0-9_]*(~[fst])?$/.test(name)) throw new Error(`\`${name}\` is not a name of the local database`);
  return `"${name}"`;
}

/** The SQL name of the SQLite table that holds a Dataverse table. */
export const tableSql = (table: string): string => identifier(`t_${table}`);
export const columnSql = (column: string): string => identifier(column);
/** The folded text of a text column: what comparisons, patterns and sorting use. */
export const foldedSql = (column: string): string => identifier(`${column}~f`);
/** The sortable form of a decimal or money column. */
export const sortableSql = (column: string): string => identifier(`${column}~s`);
/** The table that a lookup points to. */
export const targetSql = (column: string): string => identifier(`${column}~t`);
