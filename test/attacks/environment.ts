import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type HostKind, hostFactory } from '../../cli/environment/host.ts';
import { type Environment, prepareEnvironment } from '../../cli/environment/prepare.ts';
import { root } from '../../cli/paths.ts';
import { readSample } from '../../cli/sample/read.ts';
import { auditEntryTable, auditOutcomes, columnOf, identityModes, optionName, optionValue, siteTable } from '../../contracts/index.ts';
import type { Dataverse, Row } from '../../portal/dataverse/index.ts';
import { type IdentityEvidence, type RunningSite, startPortal } from '../../portal/index.ts';
import { newVisitor, type Visitor } from '../doors/visitor.ts';

const day = 24 * 60 * 60 * 1000;

/** The sample's portal, with what an attack test needs beside it: a clock, the audit, and a fingerprint of everything else. */
export interface Attacked extends Environment {
  readonly portal: RunningSite;
  readonly host: HostKind;
  /** Moves the site's clock. */
  readonly advance: (milliseconds: number) => void;
  readonly visitor: (person?: string) => Promise<Visitor>;
  /** The audit entries since the last call, oldest first. */
  readonly newEntries: () => readonly Entry[];
  /** Fingerprint of every table but the audit: equal before and after means that nothing was written. */
  readonly fingerprint: () => string;
  readonly setMode: (mode: 'strict' | 'trusted-server-logic') => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Entry {
  readonly reference: string;
  readonly outcome: string | null;
  readonly code: string;
  readonly contact: string | null;
  readonly contactId: string | null;
  readonly table: string | null;
  readonly record: string | null;
  readonly details: string | null;
}

export const sessionMilliseconds = day;

export async function openAttacked(host: HostKind, { evidence }: { readonly evidence?: IdentityEvidence } = {}): Promise<Attacked> {
  const environment = await prepareEnvironment(
    { file: ':memory:', sales: true, service: false, host: hostFactory(host) },
    readSample(join(root, 'samples/scm')),
  );
  const { dataverse, site } = environment;
  let now = Date.now();
  const portal = await startPortal({
    dataverse,
    siteId: site,
    port: 0,
    clock: () => new Date(now),
    sessionMilliseconds,
    ...(evidence ? { identityEvidence: evidence } : {}),
  });
  const seen = new Set<string>();
  return {
    ...environment,
    portal,
    host,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    visitor: async (person) => {
      const visitor = newVisitor(portal.url);
      if (person !== undefined) await visitor.signIn(person);
      return visitor;
    },
    newEntries: () => {
      const fresh = rowsOf(dataverse, auditEntryTable.name).filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      return fresh.map(entryOf);
    },
    fingerprint: () => fingerprintOf(dataverse),
    setMode: async (mode) => {
      const [row] = rowsOf(dataverse, siteTable.name);
      await dataverse.transaction({ kind: 'system' }, (service) =>
        service.update(siteTable.name, row?.id ?? '', {
          [columnOf(siteTable, 'IdentityMode')]: ['choice', optionValue(identityModes, mode)],
        }),
      );
    },
    close: async () => {
      await portal.close();
      await dataverse.close();
    },
  };
}

const rowsOf = (dataverse: Dataverse, table: string): readonly Row[] =>
  dataverse.read({ kind: 'system' }).retrieveMultiple(`<fetch count="5000"><entity name="${table}"><all-attributes /></entity></fetch>`)
    .rows;

function entryOf({ values }: Row): Entry {
  const text = (schema: string): string | null => {
    const value = values[columnOf(auditEntryTable, schema)];
    return value === undefined ? null : String(value);
  };
  return {
    reference: String(values[auditEntryTable.primaryName]),
    outcome: optionName(auditOutcomes, Number(values[columnOf(auditEntryTable, 'Outcome')])) ?? null,
    code: text('Code') ?? '',
    contact: text('ContactName'),
    contactId: text('Contact')?.split(':')[1] ?? null,
    table: text('TableName'),
    record: text('RecordId'),
    details: text('Details'),
  };
}

function fingerprintOf(dataverse: Dataverse): string {
  const hash = createHash('sha256');
  const tables = dataverse.metadata().tables.map(({ name }) => name);
  for (const name of tables.filter((each) => each !== auditEntryTable.name).sort())
    hash.update(
      JSON.stringify([
        name,
        rowsOf(dataverse, name)
          .map((row) => JSON.stringify([row.id, row.values, row.version]))
          .sort(),
      ]),
    );
  return hash.digest('hex');
}
