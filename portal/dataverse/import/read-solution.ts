import { type Archive, checkLayout, newProblems, openArchive, type Problems } from './archive.ts';
import { readApps, readForms, readViews } from './read-app.ts';
import { checkNodes, readControls, readRoles, readWebResources } from './read-customizations.ts';
import { readApis, readPackages } from './read-extensions.ts';
import { readManifest } from './read-manifest.ts';
import { readSite, readVariables } from './read-site.ts';
import { readRelationships, readTables } from './read-tables.ts';
import type { Manifest, SolutionParts } from './solution-parts.ts';

export type SolutionReading =
  | { readonly kind: 'solution'; readonly parts: SolutionParts }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Reads and checks a solution zip without an environment. Nothing of it is trusted; all problems are told at once. */
export function readSolution(zip: Uint8Array): SolutionReading {
  const problems = newProblems();
  const archive = openArchive(zip, problems);
  const parts = archive ? readParts(archive, problems) : null;
  return parts && problems.list().length === 0 ? { kind: 'solution', parts } : { kind: 'refused', problems: problems.list() };
}

function readParts(archive: Archive, problems: Problems): SolutionParts | null {
  checkLayout(archive, problems);
  const manifest = readManifest(archive, problems);
  const customizations = archive.xml('customizations.xml', 'ImportExportXml');
  if (!manifest || !customizations) return null;
  checkNodes(customizations, problems);
  const relationships = readRelationships(customizations, problems);
  const controls = readControls(archive, customizations, problems);
  const scripts = readWebResources(archive, customizations, problems);
  const apps = readApps(customizations, problems);
  const screens = [
    ...readForms(customizations, { libraries: scripts.map((row) => String(row.values.name)), problems }),
    ...readViews(customizations, problems),
  ];
  const parts: SolutionParts = {
    manifest,
    tables: readTables(customizations, relationships, manifest.uniqueName, problems),
    relationships,
    roles: readRoles(customizations, problems),
    packages: readPackages(archive, problems),
    apis: readApis(archive, problems),
    rows: [...readVariables(archive, problems), ...controls, ...scripts, ...screens, ...apps.rows, ...readSite(archive, problems)],
    references: apps.references,
  };
  checkRoots(manifest, parts, problems);
  return parts;
}

/** Every root component of a kind that we read must be in the zip; tables may also be the environment's own. */
function checkRoots(manifest: Manifest, parts: SolutionParts, problems: Problems): void {
  const rowKeys = (table: string, column = 'name') =>
    parts.rows.filter((row) => row.table === table).map((row) => String(row.values[column]).toLowerCase());
  const present: Readonly<Record<number, readonly (string | undefined)[]>> = {
    20: parts.roles.map((role) => `{${role.id}}`),
    61: rowKeys('webresource'),
    62: rowKeys('sitemap', 'sitemapnameunique'),
    66: rowKeys('customcontrol'),
    80: rowKeys('appmodule', 'uniquename'),
  };
  for (const root of manifest.roots) {
    const name = (root.schemaName ?? root.id ?? '').toLowerCase();
    const known = present[root.type];
    if (known && !known.includes(name)) problems.add(`the root component \`${name}\` (type ${root.type}) is not in the zip`);
  }
}
