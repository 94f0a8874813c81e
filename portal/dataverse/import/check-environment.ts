import { findTable, rowExists, type ServiceContext } from '../service/context.ts';
import { fold } from '../storage/fold.ts';
import type { Problems } from './archive.ts';
import { compareVersions } from './read-manifest.ts';
import type { Manifest, Reference, Requirement, SolutionParts } from './solution-parts.ts';

/** The solution as it is installed already, or null. */
export type Installed = { readonly id: string; readonly version: string; readonly managed: boolean };

export function installedSolution({ connection }: ServiceContext, uniqueName: string): Installed | null {
  const row = connection.get('SELECT solutionid, version, ismanaged FROM t_solution WHERE "uniquename~f" = ?', [fold(uniqueName)]);
  return row ? { id: String(row.solutionid), version: String(row.version), managed: row.ismanaged === 1 } : null;
}

/** Checks the zip against what is installed: its own version, and what it needs from other solutions. */
export function checkEnvironment(context: ServiceContext, parts: SolutionParts, problems: Problems): Installed | null {
  const { manifest } = parts;
  const installed = installedSolution(context, manifest.uniqueName);
  if (installed) checkUpdate(installed, manifest, problems);
  for (const requirement of manifest.required) checkRequirement(context, requirement, problems);
  for (const root of manifest.roots) {
    const name = (root.schemaName ?? '').toLowerCase();
    const isKnown = parts.tables.some(({ table }) => table.name === name) || context.connection.metadata().table(name) !== null;
    if (root.type === 1 && !isKnown) problems.add(`the root component \`${name}\` (a table) is neither in the zip nor in the environment`);
  }
  return installed;
}

function checkUpdate(installed: Installed, manifest: Manifest, problems: Problems): void {
  if (compareVersions(manifest.version, installed.version) < 0) {
    problems.add(`version ${manifest.version} of \`${manifest.uniqueName}\` is lower than the installed ${installed.version}`);
  }
  if (installed.managed !== manifest.managed) {
    const [is, was] = [manifest.managed ? 'managed' : 'unmanaged', installed.managed ? 'managed' : 'unmanaged'];
    problems.add(`the zip is ${is}, but \`${manifest.uniqueName}\` is installed as ${was}`);
  }
}

const OF_THE_PLATFORM = /^(System|Active|Default|Basic)\b/i;

/** Tables, controls and environment variables are looked up themselves; anything else by the solution that brings it. */
function checkRequirement(context: ServiceContext, requirement: Requirement, problems: Problems): void {
  const { connection } = context;
  const name = requirement.schemaName ?? '';
  const label = requirement.displayName ?? (name === '' ? (requirement.id ?? '') : name);
  const from = requirement.solution === null ? '' : ` from the solution \`${requirement.solution}\``;
  const missing = (what: string) => problems.add(`${what} \`${label}\`${from} is missing in the environment`);
  switch (requirement.type.toLowerCase()) {
    case '1':
      if (connection.metadata().table(name.toLowerCase()) === null) missing('the table');
      return;
    case '66':
      if (!connection.get('SELECT 1 AS found FROM t_customcontrol WHERE "name~f" = ?', [fold(name)])) missing('the control');
      return;
    case '380':
    case 'environmentvariabledefinition':
      if (!connection.get('SELECT 1 AS found FROM t_environmentvariabledefinition WHERE "schemaname~f" = ?', [fold(name)]))
        missing('the environment variable');
      return;
    default:
      checkSolution(context, requirement, () => missing(`the component of type ${requirement.type}`));
  }
}

function checkSolution(context: ServiceContext, { solution }: Requirement, missing: () => void): void {
  if (solution === null || OF_THE_PLATFORM.test(solution)) return;
  const [, name = solution, version] = /^(.+?) \(([\d.]+)\)$/.exec(solution) ?? [];
  const installed = installedSolution(context, name);
  if (!installed || (version !== undefined && compareVersions(installed.version, version) < 0)) missing();
}

const REFERENCED = { savedquery: 'view', systemform: 'form', sitemap: 'site map', role: 'security role' } as const;

/** What apps and site maps lead to must be there once the zip is in, wherever it came from. */
export function checkReferences(context: ServiceContext, references: readonly Reference[], problems: Problems): void {
  for (const { what, kind, name } of references) {
    if (kind === 'table') {
      if (context.connection.metadata().table(name) === null)
        problems.add(`${what} leads to the table \`${name}\`, which is neither in the zip nor in the environment`);
    } else if (!rowExists(context, findTable(context, kind), name)) {
      problems.add(`${what} holds the ${REFERENCED[kind]} \`${name}\`, which is neither in the zip nor in the environment`);
    }
  }
}
