import { readFileSync } from 'node:fs';

/**
 * What the connector between Dataverse and another system says of itself, as a file that the connector's own pipeline writes.
 * Portico speaks to no connector; it believes such a file while it is fresh, and guesses nothing without one.
 *
 * @example { "checkedAt": "2026-06-15T12:00:00Z", "mappings": { "contact": "running" },
 *            "syncColumns": ["contact.externaluseridentifier"], "arrived": { "jane": "waiting" } }
 */
export interface ConnectorStatus {
  readonly checkedAt: number;
  /** Table → state of its mapping in the connector's words; `running` is the only good one. */
  readonly mappings: { readonly [table: string]: string };
  /** Columns that belong to the synchronisation, as `table.column`. */
  readonly syncColumns: readonly string[];
  /** Short name of a contact → `arrived`, `waiting` or the connector's word for a failure. */
  readonly arrived: { readonly [contact: string]: string };
}

export type StatusReading = { readonly kind: 'status'; readonly status: ConnectorStatus } | { readonly kind: 'none'; readonly why: string };

/** Reads a status file; one that is missing or not understood is no status, with the reason. */
export function readConnectorStatus(file: string | undefined): StatusReading {
  if (file === undefined) return { kind: 'none', why: 'no status file of a connector was named' };
  try {
    return parseConnectorStatus(readFileSync(file, 'utf8'));
  } catch (error) {
    return { kind: 'none', why: `the status file cannot be read: ${(error as Error).message}` };
  }
}

export function parseConnectorStatus(text: string): StatusReading {
  const json = JSON.parse(text) as { readonly [name: string]: unknown } | null;
  const checkedAt = Date.parse(String(json?.['checkedAt'] ?? ''));
  if (Number.isNaN(checkedAt)) return { kind: 'none', why: 'the status file does not say when it was written' };
  const columns = json?.['syncColumns'];
  return {
    kind: 'status',
    status: {
      checkedAt,
      mappings: texts(json?.['mappings']),
      syncColumns: Array.isArray(columns) ? columns.filter((each) => typeof each === 'string') : [],
      arrived: texts(json?.['arrived']),
    },
  };
}

function texts(value: unknown): { readonly [name: string]: string } {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((each): each is [string, string] => typeof each[1] === 'string'));
}
