import type { Cell, Dataverse, SeedRows } from '../../portal/dataverse/index.ts';
import { rowId } from './ids.ts';
import type { Sample } from './read.ts';

/** How the local portal's sign-in stores a password; given by the portal, so that this loader knows no format. */
export type HashPassword = (password: string) => string;

/** The password of every sample person in the local portal. It protects nothing: the portal listens on this machine only. */
export const localPassword = 'portico-local';

/** Loads a sample's rows that are not there yet; rows that somebody has changed since stay as they are. */
export async function loadSample(dataverse: Dataverse, sample: Sample, hashPassword: HashPassword): Promise<void> {
  const reader = dataverse.read({ kind: 'system' });
  const exists = (table: string, key: string, id: string): boolean =>
    reader.retrieveMultiple(
      `<fetch top="1"><entity name="${table}"><attribute name="${key}" /><filter><condition attribute="${key}" operator="eq" value="${id}" /></filter></entity></fetch>`,
    ).rows.length > 0;
  const cell = (value: string | number | boolean | null): Cell | null => {
    const [table, short] = typeof value === 'string' ? value.split(':') : [];
    return table !== undefined && short !== undefined && sample.rows[table]?.[short]
      ? `${table}:${rowId(sample.name, table, short)}`
      : value;
  };
  const rows: Record<string, Record<string, Cell | null>[]> = {};
  for (const [table, byName] of Object.entries(sample.rows)) {
    const key = dataverse.metadata().table(table)?.primaryKey;
    if (key === undefined) throw new Error(`the sample \`${sample.name}\` has rows of \`${table}\`, which the environment does not know`);
    rows[table] = Object.entries(byName)
      .map(([short, columns]) => ({ short, id: rowId(sample.name, table, short), columns }))
      .filter(({ id }) => !exists(table, key, id))
      .map(({ short, id, columns }) => ({
        [key]: id,
        ...Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, cell(value)])),
        ...(table === 'contact'
          ? { adx_identity_username: short, adx_identity_passwordhash: hashPassword(localPassword), adx_identity_logonenabled: true }
          : {}),
      }));
  }
  await dataverse.seed(rows as SeedRows);
}
