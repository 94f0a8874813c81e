import { createHash } from 'node:crypto';
import { publisher } from '../contracts/index.ts';

/**
 * A GUID derived from names, lower case, no braces: the first 16 bytes of SHA-256 over the parts, marked like a name-based
 * (version 5) id. No id is written by hand, so two builds are equal byte for byte.
 *
 * @throws when a part is empty or holds U+0000, which separates parts.
 * @example deriveId('powerpagesite', 'Portico Starter') // '…-…-5…-…-…', always the same
 */
export function deriveId(...parts: readonly string[]): string {
  for (const part of parts) {
    if (part === '' || part.includes('\0')) throw new Error('a part of an id must be a name');
  }
  const bytes = createHash('sha256')
    .update([publisher.uniqueName, ...parts].join('\0'), 'utf8')
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The id of a site of ours, from its name. */
export const siteIdOf = (name: string): string => deriveId('powerpagesite', name);

/** Kinds of site components, as a site description calls them. */
export type SiteComponentKind =
  | 'language'
  | 'publishing state'
  | 'web role'
  | 'web template'
  | 'page template'
  | 'page'
  | 'content page'
  | 'page rule'
  | 'site marker'
  | 'setting'
  | 'snippet'
  | 'web file'
  | 'website access'
  | 'table permission'
  | 'server logic';

/** The id of a site's component, from the site's id and the component's name; `language` where there is one per language. */
export const componentId = (siteId: string, kind: SiteComponentKind, name: string, language?: string): string =>
  deriveId('powerpagecomponent', siteId, kind, name, ...(language === undefined ? [] : [language]));

/** As solution files write ids. */
export const braced = (id: string): string => `{${id}}`;

/**
 * The key by which custom APIs and steps find a plug-in type of a package, before any environment knows it: upper-case hex
 * SHA-256 of `lower(package unique name)|lower(assembly name)|Namespace.Type`. Undocumented; the formula was checked against the
 * keys in six public exports of three publishers, so a test pins it and the check after a deployment compares.
 */
export const pluginTypeExportKey = (packageUniqueName: string, assembly: string, type: string): string =>
  createHash('sha256')
    .update([packageUniqueName.toLowerCase(), assembly.toLowerCase(), type].join('|'), 'utf8')
    .digest('hex')
    .toUpperCase();
