import { isObject, type JsonObject, type PolicyFacts } from '../check/facts.ts';
import { names } from '../names.ts';

/** The two ways to the platform's data. Both reject where the person may not read, or nobody answers. */
export interface Reader {
  /** Rows of a table by its logical name; `query` is an OData query. */
  readonly rows: (table: string, query: string) => Promise<readonly JsonObject[]>;
  /** The text of a file column, by its path in the Web API. */
  readonly file: (path: string) => Promise<string>;
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id of a site as rows hold it: lower case, no braces; null where the text is none. Only such an id gets into a query. */
export function siteIdIn(text: unknown): string | null {
  const id =
    typeof text === 'string'
      ? text
          .trim()
          .replace(/^\{(.*)\}$/, '$1')
          .toLowerCase()
      : '';
  return guid.test(id) ? id : null;
}

const { columns } = names;
const active = 'statecode eq 0';
const ofSite = (site: string): string => `${columns.site} eq '${site}'`;

/** Type number of a web role among the components of a site (enhanced data model). */
const webRole = 11;

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

async function tablesOf(reader: Reader, site: string): Promise<JsonObject> {
  const rows = await reader.rows(
    names.protectedTable.table,
    `?$select=${columns.name},${columns.definition}&$filter=${ofSite(site)} and ${active}`,
  );
  const entries = rows.flatMap((row): [string, unknown][] => {
    const [name, definition] = [row[columns.name], parsed(row[columns.definition])];
    return typeof name === 'string' && definition !== undefined ? [[name, definition]] : [];
  });
  return Object.fromEntries(entries);
}

async function rolesOf(reader: Reader, site: string): Promise<readonly string[]> {
  const rows = await reader.rows(
    'powerpagecomponent',
    `?$select=name&$filter=powerpagecomponenttype eq ${webRole} and _powerpagesiteid_value eq ${site} and ${active}`,
  );
  return rows.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
}

/** The masks are no rows: they stand in the pack of the policy version in force. */
async function masksOf(reader: Reader, site: string): Promise<JsonObject | null> {
  const lookup = `_${names.site.version}_value`;
  const [registered] = await reader.rows(names.site.table, `?$select=${lookup}&$filter=${ofSite(site)} and ${active}`);
  const version = siteIdIn(registered?.[lookup]);
  if (version === null) return null;
  const pack = parsed(await reader.file(`${names.version.set}(${version})/${names.version.pack}/$value`));
  const policy = isObject(pack) ? pack.policy : undefined;
  if (!isObject(policy)) return null;
  return isObject(policy.masks) ? policy.masks : {};
}

const orNull = async <Value>(read: Promise<Value>): Promise<Value | null> => {
  try {
    return await read;
  } catch {
    return null;
  }
};

/**
 * Reads what definitions of a site are checked against. Without its tables nothing can be checked, so that fault is the caller's;
 * roles and masks may be out of the person's reach, and are then said to be unchecked.
 */
export async function loadFacts(reader: Reader, site: string): Promise<PolicyFacts> {
  const [tables, roles, masks] = await Promise.all([tablesOf(reader, site), orNull(rolesOf(reader, site)), orNull(masksOf(reader, site))]);
  return { site, tables, roles, masks };
}
