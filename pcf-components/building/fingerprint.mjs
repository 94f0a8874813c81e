import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const notRead = /^(?:css|strings|generated|out|test|node_modules)$|\.spec\.\w+$/;

/** Files below a folder that decide about the build, sorted by path. */
export const sourcesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notRead.test(entry.name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? sourcesIn(join(folder, entry.name)) : [join(folder, entry.name)]));

/**
 * One hash over what the build reads: our sources, the contracts, and the versions of the tools.
 * @param {string} root
 * @param {readonly string[]} folders
 * @param {readonly string[]} packages
 */
export const fingerprint = (root, folders, packages) => {
  const hash = createHash('sha256');
  for (const file of folders.flatMap((folder) => sourcesIn(join(root, folder)))) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  for (const name of packages) {
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
    hash.update(`${name}@${version}\0`);
  }
  return hash.digest('hex');
};
