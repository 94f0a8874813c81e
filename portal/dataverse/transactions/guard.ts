import SQLite from 'better-sqlite3';
import { type DataverseFault, faults } from '../faults.ts';

/** Runs a call and gives an error of the database the platform's code for such; everything else passes as it is. */
export function withoutSqlErrors<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError)) throw error;
    const fault = faults.genericSql('Generic SQL error.');
    fault.cause = error;
    throw fault;
  }
}

/** Runs one call of the service; a transaction's guard refuses it when poisoned and remembers its fault. */
export type Guard = <T>(call: () => T) => T;

export type TransactionState = { ended: boolean; fault: Error | null };

/**
 * The guard of a transaction's service calls. The first fault poisons the transaction: whoever catches it and goes on gets
 * 0x8009000C from every later call, as on the platform.
 */
export function guardOf(state: TransactionState): Guard {
  return (call) => {
    if (state.ended) throw faults.noTransaction('There is no active transaction.');
    if (state.fault) throw reduced(state.fault);
    try {
      return withoutSqlErrors(call);
    } catch (error) {
      state.fault = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  };
}

export function reduced(cause: Error): DataverseFault {
  const fault = faults.transactionReduced(
    'ISV code reduced the open transaction count. Custom plug-ins should not catch exceptions from OrganizationService calls and continue processing.',
  );
  fault.cause = cause;
  return fault;
}
