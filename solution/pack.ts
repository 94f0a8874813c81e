import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFilesIn } from './built-files.ts';
import { readSolutions } from './read-solutions.ts';
import type { SiteProblem } from './site/description.ts';
import { lacksOf, packSolution } from './solution-build.ts';

export interface PackOptions {
  /** The repository. */
  readonly root: string;
  /** Where the zips go; by default `dist` of the repository. */
  readonly out?: string;
  /** What the builds left behind; by default `dist/build` of the repository. */
  readonly built?: string;
}

export interface PackedSolution {
  readonly solution: string;
  readonly managed: boolean;
  readonly file: string;
  readonly bytes: number;
}

export type PackReport =
  | { readonly kind: 'packed'; readonly packages: readonly PackedSolution[]; readonly lacks: readonly string[] }
  | { readonly kind: 'problems'; readonly problems: readonly SiteProblem[] };

const kinds = [
  { kind: 'unmanaged', suffix: '' },
  { kind: 'managed', suffix: '_managed' },
] as const;

/** Leaves a file of the same content alone and swaps any other in one step: whoever reads meanwhile gets a whole zip. */
function writeWhole(file: string, content: Uint8Array): void {
  if (existsSync(file) && readFileSync(file).equals(content)) return;
  const beside = `${file}.${process.pid}.tmp`;
  writeFileSync(beside, content);
  renameSync(beside, file);
}

/**
 * Packs every solution of the repository, unmanaged and managed, offline. The same sources and builds give the same bytes.
 * A bad description is a refusal with every problem, and nothing is written; what has not been built is told in `lacks`.
 *
 * @example packAll({ root: '.' }) // dist/Portico.zip, dist/Portico_managed.zip, …
 */
export function packAll({ root, out = join(root, 'dist'), built = join(root, 'dist/build') }: PackOptions): PackReport {
  const read = readSolutions(root, builtFilesIn(built));
  if (read.kind === 'problems') return read;
  const zips = read.builds.flatMap((build) =>
    kinds.map(({ kind, suffix }) => ({
      solution: build.uniqueName,
      managed: kind === 'managed',
      file: join(out, `${build.uniqueName}${suffix}.zip`),
      content: packSolution(build, kind),
    })),
  );
  mkdirSync(out, { recursive: true });
  for (const { file, content } of zips) writeWhole(file, content);
  return {
    kind: 'packed',
    packages: zips.map(({ content, ...about }) => ({ ...about, bytes: content.length })),
    lacks: read.builds.flatMap((build) => lacksOf(build).map((sentence) => `${build.uniqueName}: ${sentence}`)),
  };
}
