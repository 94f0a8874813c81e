/** The local portal: a Power Pages site over the local Dataverse. It is a workbench; nothing that ships imports it. */
import { columnOf, siteTable } from '../contracts/index.ts';
import type { Dataverse } from './dataverse/index.ts';
import { dataverseStore, type RunningSite, type SiteOptions, serveSite } from './site/index.ts';

export {
  dispatchOutbox,
  type EnvelopeSpelling,
  eventKeyHeader,
  hashPassword,
  type IdentityEvidence,
  type OutboxDispatcher,
  type RunningSite,
  startOutbox,
  webhookUrl,
} from './site/index.ts';

export interface PortalOptions extends Omit<SiteOptions, 'store' | 'port' | 'portalUser'> {
  /** The database with the imported solutions; its host decides how custom APIs run. It stays open when the portal closes. */
  readonly dataverse: Dataverse;
  /** 0 takes a free port. */
  readonly port: number;
  /** The site's system user; without it, the one that the registration of the site names. */
  readonly portalUser?: string;
}

/**
 * Serves the imported site on 127.0.0.1. Rejects when there is no such site, or the port is taken. Prints nothing.
 *
 * @example const portal = await startPortal({ dataverse, port: 8080 }); // portal.url === 'http://127.0.0.1:8080'
 */
export function startPortal({ dataverse, portalUser, ...options }: PortalOptions): Promise<RunningSite> {
  const user = (): string | null => portalUser ?? registeredUser(dataverse, options.siteId);
  return serveSite({ ...options, store: dataverseStore(dataverse), portalUser: user });
}

/** The portal user of a registered site; looked up at each call, because a site may be registered while the portal runs. */
function registeredUser(dataverse: Dataverse, siteId: string | undefined): string | null {
  if (!dataverse.metadata().table(siteTable.name)) return null;
  const rows = dataverseStore(dataverse).rows(siteTable.name);
  const row =
    rows.length === 1 && siteId === undefined ? rows[0] : rows.find(({ values }) => values[columnOf(siteTable, 'SiteId')] === siteId);
  const user = row?.values[columnOf(siteTable, 'PortalUser')];
  return typeof user === 'string' ? user.slice(user.indexOf(':') + 1) : null;
}
