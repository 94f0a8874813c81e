import type { Diagnostics } from '../diagnostics.ts';
import { tableAccess } from '../liquid/table-access.ts';
import { settingFlag } from '../model/types.ts';
import type { ForgeryCheck } from '../people/anti-forgery.ts';
import { apiError, type Reply } from '../request/reply.ts';
import { refuseForgery } from '../server-logic/route.ts';
import type { SiteStore } from '../store.ts';
import type { Visit } from '../visit.ts';

/** Tables of the site's own configuration: the Web API never serves them, whatever a setting says. */
const isConfiguration = (set: string): boolean => /^(adx_|mspp_|powerpage)/.test(set);

/**
 * The portal Web API as far as it stands: every door in the platform's order of checks, and behind the last one an honest 501.
 * A table that no setting opens is closed, and that is what protected tables rely on.
 */
export function serveWebApi(
  { store, diagnostics }: { readonly store: Pick<SiteStore, 'metadata'>; readonly diagnostics: Diagnostics },
  visit: Visit,
  { method, check }: { readonly method: string; readonly check: ForgeryCheck },
): Reply {
  const forged = method === 'GET' || method === 'HEAD' ? null : refuseForgery(check);
  if (forged) return forged;
  const set = /^\/_api\/([^/(?]*)/i.exec(visit.path)?.[1]?.toLowerCase() ?? '';
  if (isConfiguration(set)) return apiError(404, '9004010E', `The table of \`${printable(set)}\` is not available through the Web API.`);
  const table = store.metadata().bySetName(set);
  if (!table) return apiError(400, '9004010A', `There is no entity set \`${printable(set)}\`.`);
  if (!settingFlag(visit.site, `Webapi/${table.name}/enabled`, false))
    return apiError(404, '9004010C', `Resource not found for the segment \`${printable(set)}\`.`);
  const notBuilt = (message: string): void => diagnostics.report({ kind: 'not-built', where: `Web API ${table.name}`, message });
  const access = tableAccess(visit, store.metadata(), { table: table.name, right: 'read', notBuilt });
  if (access.kind === 'none') return apiError(403, '90040120', `You do not have the read permission on \`${table.name}\`.`);
  notBuilt('The portal Web API of the local portal does not serve rows yet.');
  return apiError(
    501,
    '9004010D',
    'The local portal does not serve rows through the portal Web API yet: settings and table permissions were checked and would allow the request.',
  );
}

const printable = (text: string): string => text.replace(/[^\w.-]/g, '?').slice(0, 100);
