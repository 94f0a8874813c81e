import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { solutions } from '../contracts/index.ts';
import type { BuiltFiles } from './built-files.ts';
import { porticoSolution, siteSolution } from './registry.ts';
import type { Site, SiteProblem } from './site/description.ts';
import { readSite } from './site/read-site.ts';
import type { SolutionBuild } from './solution-build.ts';
import { tableColumnsContribution } from './table-columns/contribution.ts';
import { readTableColumns } from './table-columns/read-columns.ts';

export type ReadSolutions =
  | { readonly kind: 'solutions'; readonly builds: readonly SolutionBuild[]; readonly sites: readonly Site[] }
  | { readonly kind: 'problems'; readonly problems: readonly SiteProblem[] };

const starterFile = 'web-templates/site.yaml';
const portalRoleOf = (folder: string): string => `Portico Sample ${folder.toUpperCase()} Portal`;

const sampleFolders = (root: string): readonly string[] =>
  existsSync(join(root, 'samples'))
    ? readdirSync(join(root, 'samples'))
        .filter((folder) => existsSync(join(root, 'samples', folder, 'site.yaml')))
        .sort()
    : [];

const pascal = (folder: string): string =>
  folder
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

type SolutionKey = keyof typeof solutions;
const isKey = (key: string): key is SolutionKey => Object.hasOwn(solutions, key);

/** The contract's key of the solution that a sample goes into. */
const solutionKey = (folder: string, site: Site): string => site.description.solution ?? `sample${pascal(folder)}`;

/**
 * Reads every solution that the repository at `root` describes: the one from the contract, the starter site, and each sample.
 * All problems of all descriptions are collected.
 */
export function readSolutions(root: string, built: BuiltFiles): ReadSolutions {
  const starter = readSite({ file: join(root, starterFile), shownAs: starterFile, built });
  if (starter.kind === 'problems') return starter;
  const problems: SiteProblem[] = [];
  const builds = [porticoSolution(built), siteSolution(solutions.starter, starter.site, `${solutions.starter.displayName} portal`)];
  const sites = [starter.site];
  for (const folder of sampleFolders(root)) {
    const shownAs = `samples/${folder}/site.yaml`;
    const read = readSite({ file: join(root, shownAs), shownAs, built, base: starter.site });
    if (read.kind === 'problems') {
      problems.push(...read.problems);
      continue;
    }
    const key = solutionKey(folder, read.site);
    if (!isKey(key)) {
      problems.push({ file: shownAs, path: 'solution', message: `the contract has no solution \`${key}\`` });
      continue;
    }
    const added = readTableColumns(join(root, 'samples', folder, 'columns.yaml'), `samples/${folder}/columns.yaml`, problems);
    const build = siteSolution(solutions[key], read.site, read.site.description.portalRole ?? portalRoleOf(folder));
    builds.push(
      added ? { ...build, publisher: added.publisher, contributions: [tableColumnsContribution(added), ...build.contributions] } : build,
    );
    sites.push(read.site);
  }
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'solutions', builds, sites };
}
