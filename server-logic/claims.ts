import type { Claims } from '../contracts/index.ts';
import type { ServerObject } from './server.d.ts';

/** An id as the custom APIs want it: lower case, without braces; null where there is none. */
function idIn(columns: { readonly [column: string]: unknown } | null, ...candidates: readonly string[]): string | null {
  for (const candidate of candidates) {
    const value = columns?.[candidate];
    if (typeof value === 'string' && value !== '') return value.replace('{', '').replace('}', '').toLowerCase();
  }
  return null;
}

/**
 * Who the platform says is here. The custom API takes it as evidence only where an administrator has chosen so, and as a
 * contradiction to be refused anywhere else; without a site id nothing is claimed.
 */
export function claimsOf(server: Pick<ServerObject, 'User' | 'Website'>): Claims | null {
  const site = idIn(server.Website, 'adx_websiteid', 'mspp_websiteid', 'powerpagesiteid', 'id', 'Id');
  if (site === null) return null;
  if (!server.User) return { site, anonymous: true };
  const contact = idIn(server.User, 'contactid', 'ContactId', 'id', 'Id');
  return contact === null ? null : { site, contact };
}
