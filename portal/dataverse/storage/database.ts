import SQLite, { type Database } from 'better-sqlite3';
import type { Metadata } from '../metadata/model.ts';
import { loadMetadata } from '../metadata/store.ts';
import { registerFunctions } from './functions.ts';

const STATEMENTS_KEPT = 400;

/** One connection with its prepared statements and the schema as this connection sees it. */
export type Connection = {
  readonly db: Database;
  /** All rows of a statement; values are bound, never part of the text. */
  readonly all: (sql: string, parameters: readonly SqlValue[]) => SqlRow[];
  readonly get: (sql: string, parameters: readonly SqlValue[]) => SqlRow | undefined;
  readonly run: (sql: string, parameters: readonly SqlValue[]) => number;
  /** The schema as this connection last read it. */
  readonly metadata: () => Metadata;
  /** Reads the schema again at the next question: after a change of tables, or when one was rolled back. */
  readonly forgetMetadata: () => void;
  /** Forgets the schema unless it is the one of this stamp. */
  readonly forgetMetadataOnChange: (stamp: string) => void;
  readonly close: () => void;
};

export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlRow = Readonly<Record<string, unknown>>;

/** Opens a connection: write-ahead log, foreign pragmas off, our functions registered. */
export function openConnection(file: string, options: { readonly durable: boolean }): Connection {
  const db = new SQLite(file, { timeout: 0 });
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${options.durable ? 'NORMAL' : 'OFF'}`);
  db.pragma('trusted_schema = OFF');
  // 64 MiB: as many rows as one aggregate may look at.
  db.pragma('cache_size = -65536');
  registerFunctions(db);
  const statements = new Map<string, SQLite.Statement>();
  const prepare = (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= STATEMENTS_KEPT) statements.clear();
    const made = db.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  let metadata: Metadata | null = null;
  const forgetMetadata = () => {
    metadata = null;
    statements.clear();
  };
  return {
    db,
    all: (sql, parameters) => prepare(sql).all(...parameters) as SqlRow[],
    get: (sql, parameters) => prepare(sql).get(...parameters) as SqlRow | undefined,
    run: (sql, parameters) => prepare(sql).run(...parameters).changes,
    metadata: () => {
      metadata ??= loadMetadata(db);
      return metadata;
    },
    forgetMetadata,
    forgetMetadataOnChange: (stamp) => {
      if (metadata !== null && metadata.stamp !== stamp) forgetMetadata();
    },
    close: () => {
      db.close();
    },
  };
}
