import { randomUUID } from 'node:crypto';
import SQLite from 'better-sqlite3';
import { faults } from '../faults.ts';
import type { ServiceContext } from '../service/context.ts';
import { organizationService } from '../service/organization.ts';
import type { Connection } from '../storage/database.ts';
import type { Caller, Transaction } from '../types.ts';
import { type Guard, guardOf, reduced, type TransactionState } from './guard.ts';
import type { Turns } from './turns.ts';

/** An open transaction, with what only this folder may touch. */
export type OpenTransaction = Transaction & {
  readonly connection: Connection;
  readonly context: (caller: Caller) => ServiceContext;
  readonly guard: Guard;
  /** Marks the schema as changed: every connection reads it again when the transaction has ended. */
  readonly schemaChanged: () => void;
};

export type TransactionHost = {
  readonly turns: Turns;
  readonly open: () => Connection;
  /** Takes a connection back when its transaction has ended. */
  readonly park: (connection: Connection) => void;
  readonly context: (connection: Connection, caller: Caller) => ServiceContext;
  readonly forgetMetadata: () => void;
  /** An open transaction is rolled back after this time, whoever holds it. */
  readonly milliseconds: number;
};

export type Transactions = {
  readonly begin: () => Promise<OpenTransaction>;
  readonly find: (token: string) => OpenTransaction | null;
  readonly closeAll: () => void;
};

/** The transactions of one database: one writes at a time, each on a connection of its own. */
export function createTransactions(host: TransactionHost): Transactions {
  const open = new Map<string, OpenTransaction>();
  const begin = async (): Promise<OpenTransaction> => {
    const release = await host.turns.take();
    try {
      return start(host, open, release);
    } catch (error) {
      release();
      throw error;
    }
  };
  return {
    begin,
    find: (token) => open.get(token) ?? null,
    closeAll: () => {
      for (const transaction of [...open.values()]) transaction.rollback();
    },
  };
}

/** Another process that writes the same file makes this one busy, not broken. */
function beginImmediate(connection: Connection, host: TransactionHost): void {
  try {
    connection.db.exec('BEGIN IMMEDIATE');
  } catch (error) {
    host.park(connection);
    if (error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw faults.busy('Another process is writing the local database.');
    throw error;
  }
}

function start(host: TransactionHost, open: Map<string, OpenTransaction>, release: () => void): OpenTransaction {
  const connection = host.open();
  beginImmediate(connection, host);
  const state: TransactionState & { schemaChanged: boolean } = { ended: false, fault: null, schemaChanged: false };
  const guard = guardOf(state);
  const token = randomUUID();
  const end = (statement: 'COMMIT' | 'ROLLBACK') => {
    state.ended = true;
    clearTimeout(timer);
    open.delete(token);
    try {
      connection.db.exec(statement);
    } finally {
      if (connection.db.inTransaction) connection.db.exec('ROLLBACK');
      if (state.schemaChanged) host.forgetMetadata();
      host.park(connection);
      release();
    }
  };
  const timer = setTimeout(() => end('ROLLBACK'), host.milliseconds);
  timer.unref();
  const transaction: OpenTransaction = {
    token,
    connection,
    guard,
    context: (caller) => host.context(connection, caller),
    service: (caller) => organizationService(host.context(connection, caller), guard),
    fault: () => state.fault,
    schemaChanged: () => {
      state.schemaChanged = true;
      connection.forgetMetadata();
    },
    commit: () => {
      if (state.ended) throw faults.noTransaction('There is no active transaction.');
      if (state.fault) {
        end('ROLLBACK');
        throw reduced(state.fault);
      }
      end('COMMIT');
    },
    rollback: () => {
      if (!state.ended) end('ROLLBACK');
    },
  };
  open.set(token, transaction);
  return transaction;
}
