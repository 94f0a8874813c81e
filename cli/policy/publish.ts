import { randomBytes } from 'node:crypto';
import { columnOf, policyVersionTable, siteTable, type TableContract, tables } from '../../contracts/index.ts';
import type { Dataverse, OrganizationService, SeedRows, TypedValue } from '../../portal/dataverse/index.ts';
import { rowId } from '../sample/ids.ts';
import type { PackedPolicy } from './pack.ts';
import { policyRows } from './rows.ts';

const system = { kind: 'system' } as const;

/** All rows of one of our tables that belong to a site. */
function rowsOf(dataverse: Dataverse, table: TableContract, site: string) {
  const columns = table.columns.filter((each) => each.type.kind !== 'file').map((each) => `<attribute name="${each.name}" />`);
  return dataverse
    .read(system)
    .retrieveMultiple(
      `<fetch><entity name="${table.name}"><attribute name="${table.primaryKey}" />${columns.join('')}<filter><condition attribute="${columnOf(table, 'SiteId')}" operator="eq" value="${site}" /></filter></entity></fetch>`,
    ).rows;
}

/**
 * Publishes a policy for a registered site: its rows, a new version with the pack in its file column, and the site's pointer
 * to it. The same pack again changes nothing. Answers the hash in force.
 */
export async function publishPolicy(dataverse: Dataverse, site: string, packed: PackedPolicy): Promise<string> {
  const registration = rowsOf(dataverse, siteTable, site)[0];
  if (!registration) throw new Error(`site \`${site}\` is not registered`);
  const versions = rowsOf(dataverse, policyVersionTable, site);
  const known = versions.find((each) => each.values[columnOf(policyVersionTable, 'Hash')] === packed.hash);
  const number = 1 + Math.max(0, ...versions.map((each) => Number(each.values[columnOf(policyVersionTable, 'Number')] ?? 0)));

  await dataverse.transaction(system, (service) => {
    replaceRows(
      dataverse,
      service,
      site,
      policyRows(packed, site, (table, name) => rowId(site, table.name, name)),
    );
    const version = known?.id ?? createVersion(service, site, number, packed);
    service.update(siteTable.name, registration.id, {
      [columnOf(siteTable, 'ActiveVersion')]: ['lookup', policyVersionTable.name, version],
    });
  });
  return packed.hash;
}

/** A new version with its file; the platform takes files by messages of their own, after the row. */
function createVersion(service: OrganizationService, site: string, number: number, { hash, text }: PackedPolicy): string {
  const id = service.create(policyVersionTable.name, {
    [policyVersionTable.primaryName]: ['text', `Version ${number}`],
    [columnOf(policyVersionTable, 'Number')]: ['integer', number],
    [columnOf(policyVersionTable, 'SiteId')]: ['text', site],
    [columnOf(policyVersionTable, 'Hash')]: ['text', hash],
    [columnOf(policyVersionTable, 'ContinuationKey')]: ['text', randomBytes(32).toString('hex')],
  });
  const file = { name: `${hash}.json`, mimeType: 'application/json', bytes: new TextEncoder().encode(text) };
  service.writeFile(policyVersionTable.name, id, columnOf(policyVersionTable, 'Pack'), file);
  return id;
}

/** Makes the rows of a site just those of the policy: new ones created, known ones updated, others removed. */
function replaceRows(dataverse: Dataverse, service: OrganizationService, site: string, wanted: SeedRows): void {
  for (const table of tables.filter((each) => wanted[each.name])) {
    const present = new Set(rowsOf(dataverse, table, site).map((each) => each.id));
    for (const row of wanted[table.name] ?? []) {
      const id = String(row[table.primaryKey]);
      const values: Record<string, TypedValue> = {};
      for (const column of table.columns) if (column.name in row) values[column.name] = typed(column.type.kind, row[column.name] ?? null);
      if (present.delete(id)) service.update(table.name, id, values);
      else service.create(table.name, { [table.primaryKey]: ['guid', id], ...values });
    }
    for (const id of present) service.delete(table.name, id);
  }
}

function typed(kind: string, value: string | number | boolean | null): TypedValue {
  if (value === null) return null;
  if (kind === 'choice') return ['choice', Number(value)];
  if (kind === 'integer') return ['integer', Number(value)];
  return ['text', String(value)];
}
