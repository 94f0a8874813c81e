import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executeApi } from './api/execute-api.ts';
import { createHostPool, type HostFactory } from './api/host-pool.ts';
import { isRegisteredApi } from './api/registered-api.ts';
import type { TableSwitches } from './base-tables/index.ts';
import { importSolution } from './import/import-solution.ts';
import { bootstrap, organizationId, SYSTEM_USER } from './metadata/bootstrap.ts';
import { seedRows } from './seed.ts';
import type { ServiceContext } from './service/context.ts';
import { ADMINISTRATOR_ROLE } from './service/privileges.ts';
import { readService } from './service/read.ts';
import { type Connection, openConnection } from './storage/database.ts';
import { withoutSqlErrors } from './transactions/guard.ts';
import { createTransactions, type Transactions } from './transactions/transactions.ts';
import { createTurns } from './transactions/turns.ts';
import type { Caller, Dataverse, ReadService } from './types.ts';
import { handleWebApi } from './web-api/handle.ts';

export type DataverseOptions = TableSwitches & {
  /** A file, or `:memory:` for a private temporary file that goes with `close`. */
  readonly file: string;
  readonly now?: () => Date;
  /** Makes the host that runs an imported plug-in package; without it custom APIs answer 501. */
  readonly host?: HostFactory;
  /** At most so many transactions wait for their turn, and so long. */
  readonly waiting?: number;
  readonly waitMilliseconds?: number;
  /** An open transaction is rolled back after this time: the platform's two minutes. */
  readonly transactionMilliseconds?: number;
};

const DEFAULTS = { waiting: 64, waitMilliseconds: 30_000, transactionMilliseconds: 120_000 } as const;

type Place = { readonly file: string; readonly durable: boolean; readonly remove: () => void };

function placeOf(file: string): Place {
  if (file !== ':memory:') return { file, durable: true, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'portico-dataverse-'));
  return { file: join(folder, 'dataverse.sqlite'), durable: false, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const userOf = (caller: Caller): string => (caller.kind === 'system' ? SYSTEM_USER : caller.id.toLowerCase());

/**
 * Opens the local Dataverse, made ready with the platform's tables when the file is new.
 * @example const dataverse = createDataverse({ file: ':memory:', sales: true });
 */
export function createDataverse(options: DataverseOptions): Dataverse {
  const place = placeOf(options.file);
  const now = options.now ?? (() => new Date());
  const open = (): Connection => openConnection(place.file, { durable: place.durable });
  const idle: Connection[] = [];
  const context = (connection: Connection, caller: Caller): ServiceContext => ({ connection, caller, userId: userOf(caller), now });
  const shared = open();
  shared.db.transaction(() => bootstrap(context(shared, { kind: 'system' }), options)).immediate();
  const transactions = createTransactions({
    turns: createTurns({
      waiting: options.waiting ?? DEFAULTS.waiting,
      milliseconds: options.waitMilliseconds ?? DEFAULTS.waitMilliseconds,
    }),
    open: () => idle.pop() ?? open(),
    park: (connection) => {
      connection.forgetMetadataOnChange(shared.metadata().stamp);
      idle.push(connection);
    },
    context,
    forgetMetadata: () => shared.forgetMetadata(),
    milliseconds: options.transactionMilliseconds ?? DEFAULTS.transactionMilliseconds,
  });
  const transaction = transactionRunner(transactions);
  const system = (): ServiceContext => context(shared, { kind: 'system' });
  const hosts = createHostPool(options.host, system);
  const organization = organizationId(system());
  const environment = {
    transactions,
    hosts,
    organizationId: organization,
    context: (user: string) => context(shared, { kind: 'user', id: user }),
  };
  const dataverse: Dataverse = {
    organizationId: organization,
    systemUserId: SYSTEM_USER,
    administratorRoleId: ADMINISTRATOR_ROLE,
    read: (caller) => guardedReads(readService(context(shared, caller))),
    transaction,
    begin: transactions.begin,
    openTransaction: transactions.find,
    seed: (rows) => transaction({ kind: 'system' }, (service) => seedRows(shared.metadata(), service, rows)),
    executeApi: (call) => executeApi(environment, call),
    importSolution: (zip, given = {}) => importSolution(transactions, zip, given),
    handleWebApi: (request) => handleWebApi({ ...dataverse, isApi: (name) => isRegisteredApi(shared, name) }, request),
    metadata: () => shared.metadata(),
    close: async () => {
      transactions.closeAll();
      for (const connection of [shared, ...idle]) connection.close();
      place.remove();
      await hosts.close();
    },
  };
  return dataverse;
}

const guardedReads = (service: ReadService): ReadService => ({
  retrieve: (table, id, columns) => withoutSqlErrors(() => service.retrieve(table, id, columns)),
  retrieveMultiple: (fetch) => withoutSqlErrors(() => service.retrieveMultiple(fetch)),
  readFile: (table, id, column) => withoutSqlErrors(() => service.readFile(table, id, column)),
});

/** Runs work in a transaction: commit when it returns, rollback when it throws; a swallowed fault rolls back too (0x8009000C). */
const transactionRunner =
  (transactions: Transactions): Dataverse['transaction'] =>
  async (caller, work) => {
    const transaction = await transactions.begin();
    try {
      const result = await work(transaction.service(caller), transaction);
      transaction.commit();
      return result;
    } catch (error) {
      transaction.rollback();
      throw error;
    }
  };
