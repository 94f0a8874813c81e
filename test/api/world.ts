import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeFacts } from '../../cli/policy/store-facts.ts';
import {
  type Answer,
  apis,
  auditEntryTable,
  type CallContext,
  columnOf,
  type ExperienceDefinition,
  identityModes,
  optionValue,
  policyVersionTable,
  siteTable,
} from '../../contracts/index.ts';
import type { Policy } from '../../engine/index.ts';
import { createRunner, type HostFunction, type Runner } from '../../plugins/api/index.ts';
import { createDataverse, type Dataverse, type Row, type SeedRows } from '../../portal/dataverse/index.ts';
import { bootstrap } from '../../portal/dataverse/metadata/bootstrap.ts';
import type { Column, Table } from '../../portal/dataverse/metadata/model.ts';
import { registerPrivileges, registerTable } from '../../portal/dataverse/metadata/register.ts';
import { openConnection } from '../../portal/dataverse/storage/database.ts';
import { ids, rows, experience as standardExperience, policy as standardPolicy } from './fixture.ts';
import { porticoTables } from './portico-tables.ts';
import { type Asked, serviceHost } from './service-host.ts';

export const NOW = '2026-06-15T12:00:00Z';
const NO_CONTACT = '00000000-0000-0000-0000-000000000000';
const siteColumn = (schema: string) => columnOf(siteTable, schema);
const versionColumn = (schema: string) => columnOf(policyVersionTable, schema);

export interface Call {
  /** Who is signed in, as the platform says; null: a visitor. */
  readonly contact?: string | null;
  readonly context?: Partial<CallContext>;
}

export interface World {
  readonly dataverse: Dataverse;
  /** Calls an API as the portal user, in a transaction of its own. */
  readonly call: <Result>(api: keyof typeof apis, request: unknown, as?: Call) => Promise<Answer<Result>>;
  /** The audit entries, oldest first, by the columns' schema names in lower case without prefix. */
  readonly audit: () => readonly { readonly [column: string]: unknown }[];
  readonly asked: Asked[];
  /** Publishes another policy; `broken` leaves the hash of the one before. */
  readonly publish: (change: { policy?: unknown; pack?: string; hash?: string }) => Promise<void>;
  readonly setMode: (mode: 'strict' | 'trusted-server-logic') => Promise<void>;
  readonly seed: (more: SeedRows) => Promise<void>;
  readonly close: () => void;
}

export interface WorldOptions {
  readonly runner?: (host: HostFunction) => Runner;
  readonly mode?: 'strict' | 'trusted-server-logic';
  readonly policy?: Policy;
  readonly experience?: ExperienceDefinition;
  /** Columns that a customer has added to orders. */
  readonly orderColumns?: readonly Column[];
  /** Alternate keys of orders. */
  readonly orderKeys?: Table['keys'];
}

/** A local Dataverse with our tables, one registered site, the persons and rows of the fixture, and a published policy. */
export async function createWorld({
  runner = createRunner,
  mode = 'strict',
  policy = standardPolicy,
  experience = standardExperience,
  orderColumns = [],
  orderKeys = [],
}: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-api-'));
  const file = join(folder, 'dataverse.sqlite');
  installTables(file, orderColumns, orderKeys);
  const dataverse = createDataverse({ file, sales: true });
  const asked: Asked[] = [];
  await dataverse.seed(rows(dataverse));
  // One runner for all calls, as a pooled engine is: the host of the call that runs stands behind it.
  const current: { host: HostFunction | null } = { host: null };
  const shared = runner((operation, argument) => {
    if (!current.host) throw new Error('no call is running');
    return current.host(operation, argument);
  });

  const world: World = {
    dataverse,
    asked,
    seed: (more) => dataverse.seed(more),
    call: async (api, request, as = {}) => {
      const context = contextOf(dataverse, as);
      const text = await dataverse.transaction({ kind: 'user', id: context.userId }, (_service, transaction) => {
        current.host = serviceHost(transaction, context.userId, NOW, asked);
        const body = typeof request === 'string' ? request : JSON.stringify(request);
        return shared.run(JSON.stringify({ message: apis[api].uniqueName, request: body, context }));
      });
      return JSON.parse(text);
    },
    audit: () => auditOf(dataverse),
    setMode: (to) =>
      dataverse.transaction({ kind: 'system' }, (service) =>
        service.update(siteTable.name, ids.registration, {
          [siteColumn('IdentityMode')]: ['choice', optionValue(identityModes, to)],
        }),
      ),
    publish: ({ policy: changed = policy, pack, hash }) =>
      dataverse.transaction({ kind: 'system' }, (service) => {
        const store = storeFacts(dataverse.metadata(), policy.tables);
        const text = pack ?? JSON.stringify({ format: 1, policy: changed, experience, store });
        const version = service.create(policyVersionTable.name, {
          [policyVersionTable.primaryName]: ['text', 'version'],
          [versionColumn('Number')]: ['integer', 1],
          [versionColumn('SiteId')]: ['text', ids.site],
          [versionColumn('Hash')]: ['text', hash ?? createHash('sha256').update(text).digest('hex')],
          [versionColumn('ContinuationKey')]: ['text', 'ab'.repeat(32)],
        });
        const bytes = new TextEncoder().encode(text);
        service.writeFile(policyVersionTable.name, version, versionColumn('Pack'), {
          name: 'pack.json',
          mimeType: 'application/json',
          bytes,
        });
        service.update(siteTable.name, ids.registration, {
          [siteColumn('ActiveVersion')]: ['lookup', policyVersionTable.name, version],
        });
      }),
    close: () => {
      dataverse.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await dataverse.transaction({ kind: 'system' }, (service) => {
    service.create(siteTable.name, {
      [siteTable.primaryKey]: ['guid', ids.registration],
      [siteTable.primaryName]: ['text', 'Site'],
      [siteColumn('SiteId')]: ['text', ids.site],
      [siteColumn('PortalUser')]: ['lookup', 'systemuser', ids.portalUser],
      [siteColumn('IdentityMode')]: ['choice', optionValue(identityModes, mode)],
    });
  });
  await world.publish({});
  return world;
}

function installTables(file: string, orderColumns: readonly Column[], orderKeys: Table['keys']): void {
  const connection = openConnection(file, { durable: false });
  const context = { connection, caller: { kind: 'system' as const }, userId: NO_CONTACT, now: () => new Date() };
  connection.db
    .transaction(() => {
      bootstrap(context, { sales: true });
      const order = connection.metadata().table('salesorder');
      if (order) registerTable(context, { ...order, columns: [...order.columns, ...orderColumns], keys: [...order.keys, ...orderKeys] });
      for (const each of porticoTables) registerTable(context, each);
      for (const each of porticoTables) registerPrivileges(context, each);
    })
    .immediate();
  connection.close();
}

function contextOf({ organizationId }: Dataverse, { contact = null, context = {} }: Call): CallContext {
  return {
    organizationId,
    userId: ids.portalUser,
    initiatingUserId: ids.portalUser,
    initiatingUserApplicationId: ids.application,
    isApplicationUser: true,
    isPortalsClientCall: true,
    portalsContactId: contact ?? NO_CONTACT,
    correlationId: 'c0000000-0000-4000-8000-000000000001',
    requestId: null,
    depth: 1,
    stage: 30,
    isInTransaction: true,
    ...context,
  };
}

function auditOf(dataverse: Dataverse): readonly { readonly [column: string]: unknown }[] {
  const fetch = `<fetch><entity name="${auditEntryTable.name}"><all-attributes/></entity></fetch>`;
  const { rows: found } = dataverse.read({ kind: 'system' }).retrieveMultiple(fetch);
  const short = (name: string) => name.slice(name.indexOf('_') + 1);
  const named = (row: Row) => Object.fromEntries(Object.entries(row.values).map(([name, value]) => [short(name), value]));
  return [...found].sort((a, b) => Number(a.version ?? 0) - Number(b.version ?? 0)).map(named);
}
