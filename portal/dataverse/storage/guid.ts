import { createHash, randomUUID } from 'node:crypto';

const GUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;

export const EMPTY_GUID = '00000000-0000-0000-0000-000000000000';

/** The lower-case form of a guid, with or without braces; null for anything else. */
export const parseGuid = (text: string): string | null => GUID.exec(text)?.[1]?.toLowerCase() ?? null;

export const newGuid = (): string => randomUUID();

/**
 * A guid that depends on the names only, so that no id is written by hand and two databases agree.
 * @example derivedGuid('systemuser', 'SYSTEM')
 */
export function derivedGuid(...names: readonly string[]): string {
  const hex = createHash('sha256')
    .update(['portico local dataverse', ...names].join('\n'))
    .digest('hex');
  const version = `8${hex.slice(13, 16)}`;
  const variant = `a${hex.slice(17, 20)}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}-${variant}-${hex.slice(20, 32)}`;
}
