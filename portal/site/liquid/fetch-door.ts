import { parseFetch, printFetch } from '../../../engine/fetchxml/index.ts';
import { isFault } from '../../dataverse/index.ts';
import { type FetchXmlCall, LiquidError } from '../../liquid/index.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { SiteStore } from '../store.ts';
import type { Visit } from '../visit.ts';
import { linkedTables, narrow, tableAccess } from './table-access.ts';
import { liquidRow } from './values.ts';

export interface FetchDoor {
  readonly store: Pick<SiteStore, 'query' | 'metadata'>;
  readonly diagnostics: Diagnostics;
  /** The site's application user; null when the site has none, and then nothing is read. */
  readonly portalUser: string | null;
}

/** Runs a `fetchxml` block under the visitor's table permissions. A link into a table without Global read empties the result. */
export function runFetch({ store, diagnostics, portalUser }: FetchDoor, visit: Visit, { name, xml }: FetchXmlCall): unknown {
  const parsing = parseFetch(xml);
  if (parsing.kind === 'problem') throw new LiquidError(`The query of \`${name}\` cannot be read: ${parsing.message}`);
  const { fetch } = parsing;
  const report = (message: string): void => diagnostics.report({ kind: 'not-built', where: `fetchxml “${name}”`, message });
  const access = (table: string) => tableAccess(visit, store.metadata(), { table, right: 'read', notBuilt: report });
  const root = access(fetch.entity.name);
  const rulesExist = visit.site.tablePermissions.some(({ table }) => table === fetch.entity.name);
  const entity = narrow(fetch.entity, root);
  const closed = linkedTables(fetch.entity).filter((table) => access(table).kind !== 'global');
  for (const table of closed)
    report(`The query links to \`${table}\`, which the visitor may not read as a whole; the result is empty here.`);
  if (!portalUser) report('The site has no application user in this database; nothing is read.');
  const answer = (page: ReturnType<SiteStore['query']> | null) => ({
    xml: entity ? printFetch({ ...fetch, entity }) : xml,
    permission_granted: root.kind !== 'none' && closed.length === 0,
    global_permission_granted: root.kind === 'global',
    rules_exist: rulesExist,
    results: {
      entities: page?.rows.map((row) => liquidRow(store.metadata(), row)) ?? [],
      entity_name: fetch.entity.name,
      more_records: page?.more ?? false,
      paging_cookie: page?.cookie ?? '',
      total_record_count: page?.count ?? -1,
      total_record_count_limit_exceeded: page?.countLimited ?? false,
    },
  });
  if (!entity || closed.length > 0 || !portalUser) return answer(null);
  try {
    return answer(store.query(portalUser, { ...fetch, entity }));
  } catch (error) {
    if (isFault(error)) throw new LiquidError(error.message);
    throw error;
  }
}
