import type { HostRows, TypedValue } from '../../contracts/index.ts';
import { type Fetch, printFetch } from '../../engine/fetchxml/index.ts';

/** The one function that the host gives to the script: an operation and its argument, JSON in and out. */
export type HostFunction = (operation: string, argumentJson: string) => string;

/** Whose service: SYSTEM for policy, roles and audit, the calling user's for business rows. */
export type Service = 'system' | 'user';
export type WrittenValues = { readonly [column: string]: TypedValue };

/** The host's operations with their types. Every one may throw; nothing here catches (a fault ends the call). */
export interface Host {
  readonly rows: (as: Service, fetch: Fetch) => HostRows;
  readonly create: (as: Service, table: string, values: WrittenValues) => string;
  /** With `version` only where the row still has it; a lost race is a fault. */
  readonly update: (as: Service, table: string, id: string, values: WrittenValues, version?: string) => void;
  readonly delete: (as: Service, table: string, id: string) => void;
  /** Text of a file column, read by SYSTEM; empty where there is no file. */
  readonly readFile: (table: string, id: string, column: string) => string;
  readonly sha256: (text: string) => string;
  /** HMAC-SHA-256; key and result are lower-case hex. */
  readonly hmac: (key: string, text: string) => string;
  readonly random: (bytes: number) => string;
  /** UTC in whole seconds, `2026-06-15T12:00:00Z`. */
  readonly now: () => string;
}

/** Puts types on the border. @example hostOf(porticoHost).now() */
export function hostOf(call: HostFunction): Host {
  const ask = (operation: string, argument: object): unknown => JSON.parse(call(operation, JSON.stringify(argument)));
  return {
    rows: (as, fetch) => ask('retrieveMultiple', { as, fetchXml: printFetch(fetch) }) as HostRows,
    create: (as, table, values) => (ask('create', { as, table, values }) as { readonly id: string }).id,
    update: (as, table, id, values, version) => {
      ask('update', { as, table, id, values, ...(version === undefined ? {} : { version }) });
    },
    delete: (as, table, id) => {
      ask('delete', { as, table, id });
    },
    readFile: (table, id, column) => (ask('readFile', { table, id, column }) as { readonly text: string | null }).text ?? '',
    sha256: (text) => (ask('sha256', { text }) as { readonly hex: string }).hex,
    hmac: (key, text) => (ask('hmac', { key, text }) as { readonly hex: string }).hex,
    random: (bytes) => (ask('random', { bytes }) as { readonly hex: string }).hex,
    now: () => (ask('now', {}) as { readonly now: string }).now,
  };
}
