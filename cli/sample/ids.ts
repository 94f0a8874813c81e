import { createHash } from 'node:crypto';

/** The id of a sample's row, derived from its short name, e.g. `rowId('scm', 'contact', 'jane')`: the same on every machine. */
export function rowId(sample: string, table: string, short: string): string {
  const hex = createHash('sha256').update(`sample|${sample}|${table}|${short}`).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
