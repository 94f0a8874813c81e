import SQLite from 'better-sqlite3';
import { findTable, present, rowExists, type ServiceContext } from '../service/context.ts';
import { deleteRow } from '../service/delete.ts';
import { fold } from '../storage/fold.ts';
import { derivedGuid } from '../storage/guid.ts';
import type { OpenTransaction, Transactions } from '../transactions/transactions.ts';
import type { ImportOptions, ImportResult } from '../types.ts';
import { applyApis, applyPackages } from './apply-extensions.ts';
import { applyRoles } from './apply-roles.ts';
import { applyTables } from './apply-tables.ts';
import { newProblems, type Problems } from './archive.ts';
import { checkEnvironment, checkReferences, type Installed } from './check-environment.ts';
import { readSolution } from './read-solution.ts';
import type { RowPart, SolutionParts } from './solution-parts.ts';
import { rowWriter, type Writer } from './write-row.ts';

/**
 * Imports a solution zip in one transaction: everything that is wrong is told, and nothing is half-imported. The same solution in the
 * same or a higher version is updated in place; what the new version no longer holds stays, as with the platform's import by update.
 */
export async function importSolution(transactions: Transactions, zip: Uint8Array, options: ImportOptions): Promise<ImportResult> {
  const reading = readSolution(zip);
  if (reading.kind === 'refused') return reading;
  const transaction = await transactions.begin();
  const problems = newProblems();
  try {
    const result = apply(transaction, reading.parts, options, problems);
    if (problems.list().length > 0) return { kind: 'refused', problems: problems.list() };
    transaction.commit();
    return result;
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError)) throw error;
    problems.add(`the local database cannot take what the zip holds: ${error.message}`);
    return { kind: 'refused', problems: problems.list() };
  } finally {
    transaction.rollback();
  }
}

function apply(transaction: OpenTransaction, parts: SolutionParts, options: ImportOptions, problems: Problems): ImportResult {
  const context = transaction.context({ kind: 'system' });
  const { manifest } = parts;
  const solutionId = derivedGuid('solution', manifest.uniqueName.toLowerCase());
  const installed = checkEnvironment(context, parts, problems);
  const writer = rowWriter(context, solutionId, problems);
  if (problems.list().length === 0) applyTables(transaction, parts, problems);
  if (problems.list().length === 0) {
    writeSolution(context, parts, solutionId, writer);
    applyRoles(context, parts.roles, writer, problems);
    applyPackages(parts.packages, writer);
    applyApis(context, parts.apis, writer, problems);
    applyRows(context, parts.rows, writer, problems);
    checkReferences(context, parts.references, problems);
    applyVariableValues(context, options.environmentVariables ?? {}, writer, problems);
  }
  return imported(manifest, installed, writer);
}

const imported = (manifest: SolutionParts['manifest'], installed: Installed | null, writer: Writer): ImportResult => ({
  kind: 'imported',
  solution: manifest.uniqueName,
  version: manifest.version,
  managed: manifest.managed,
  replaced: installed?.version ?? null,
  rows: writer.written(),
});

function writeSolution(context: ServiceContext, { manifest }: SolutionParts, id: string, writer: Writer): void {
  const { publisher } = manifest;
  const publisherId = derivedGuid('publisher', publisher.uniqueName.toLowerCase());
  const publisherValues = {
    uniquename: publisher.uniqueName,
    friendlyname: publisher.friendlyName,
    customizationprefix: publisher.prefix,
    customizationoptionvalueprefix: publisher.optionValuePrefix,
  };
  writer.write({
    table: 'publisher',
    id: publisherId,
    values: publisherValues,
    files: {},
    what: `the publisher \`${publisher.uniqueName}\``,
  });
  const values = {
    uniquename: manifest.uniqueName,
    friendlyname: manifest.friendlyName,
    version: manifest.version,
    ismanaged: manifest.managed,
    publisherid: `publisher:${publisherId}`,
    installedon: present(context),
  };
  writer.write({ table: 'solution', id, values, files: {}, what: `the solution \`${manifest.uniqueName}\`` });
}

/** Writes the other rows; a component of a site that is nowhere is named as such. Files that a control no longer has are removed. */
function applyRows(context: ServiceContext, rows: readonly RowPart[], writer: Writer, problems: Problems): void {
  const sites = findTable(context, 'powerpagesite');
  for (const row of rows) {
    const site = typeof row.values.powerpagesiteid === 'string' ? row.values.powerpagesiteid.slice('powerpagesite:'.length) : null;
    if (site !== null && !rowExists(context, sites, site)) {
      problems.add(
        `${row.what} belongs to the site ${site}, which is neither in the zip nor in the environment: import the solution that brings the site first`,
      );
    } else writer.write(row);
  }
  removeStaleControlFiles(context, rows);
}

function removeStaleControlFiles(context: ServiceContext, rows: readonly RowPart[]): void {
  const kept = new Set(rows.filter((row) => row.table === 'customcontrolresource').map((row) => row.id));
  for (const control of rows.filter((row) => row.table === 'customcontrol')) {
    const files = context.connection.all('SELECT customcontrolresourceid AS id FROM t_customcontrolresource WHERE customcontrolid = ?', [
      control.id,
    ]);
    for (const file of files) if (!kept.has(String(file.id))) deleteRow(context, 'customcontrolresource', String(file.id));
  }
}

function applyVariableValues(context: ServiceContext, values: Readonly<Record<string, string>>, writer: Writer, problems: Problems): void {
  for (const [schemaname, value] of Object.entries(values)) {
    const row = context.connection.get(
      'SELECT environmentvariabledefinitionid AS id FROM t_environmentvariabledefinition WHERE "schemaname~f" = ?',
      [fold(schemaname)],
    );
    const what = `the value of the environment variable \`${schemaname}\``;
    if (!row) {
      problems.add(`${what} is given, but there is no such variable`);
      continue;
    }
    const definition = `environmentvariabledefinition:${String(row.id)}`;
    const id = derivedGuid('environmentvariablevalue', schemaname.toLowerCase());
    writer.write({
      table: 'environmentvariablevalue',
      id,
      values: { schemaname, value, environmentvariabledefinitionid: definition },
      files: {},
      what,
    });
  }
}
