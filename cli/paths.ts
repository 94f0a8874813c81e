import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listed, UsageError } from './output.ts';

/** The repository's root: built files lie in `dist/`, the workbench's database in `.portico/`. */
export const root = fileURLToPath(new URL('..', import.meta.url));
export const dist = join(root, 'dist');
export const build = join(dist, 'build');
export const localFolder = join(root, '.portico');

export const sampleNames = (): readonly string[] =>
  readdirSync(join(root, 'samples')).filter((name) => existsSync(join(root, 'samples', name, 'policy.yaml')));

/** The folder of a sample named on the command line, e.g. `samples/scm`; anything else is refused with the list of what exists. */
export function sampleFolder(argument: string | undefined): string {
  const known = sampleNames();
  const folder = argument === undefined ? '' : resolve(argument);
  const name = basename(folder);
  if (argument !== undefined && known.includes(name) && relative(join(root, 'samples'), folder) === name) return folder;
  throw new UsageError(
    `${argument === undefined ? 'name a sample' : `there is no sample \`${argument}\``}; there are ${listed(known.map((each) => `samples/${each}`))}`,
  );
}
