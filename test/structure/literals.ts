import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { publisher } from '../../contracts/index.ts';

/** Names of ours begin with this; it is put together here so that this file holds none. */
export const prefix = `${publisher.prefix}_`;

/** Where names are declared, where they are generated, and what nobody writes or reads as code. */
const skippedFolders = new Set(['contracts', 'docs', 'generated', 'Generated', 'node_modules', 'dist', 'out', 'bin', 'obj', 'coverage']);
const proseFiles = new Set(['.md', '.txt']);
const readFiles = new Set([
  '.ts',
  '.tsx',
  '.mts',
  '.js',
  '.mjs',
  '.cjs',
  '.cs',
  '.csproj',
  '.props',
  '.json',
  '.yaml',
  '.yml',
  '.liquid',
  '.css',
  '.html',
  '.xml',
  '.resx',
  '.sh',
]);

/** Every file of the repository in which a name must come from the contract, relative to its root. */
export function filesToRead(root: string, folder = ''): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') && entry.name !== '.ci') return [];
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : filesToRead(root, path);
    const extension = extname(entry.name);
    return readFiles.has(extension) && !proseFiles.has(extension) && entry.name !== 'package-lock.json' ? [path] : [];
  });
}

/** A sentence per line of a text that spells one of our names by hand. */
export const literalsIn = (file: string, text: string): readonly string[] =>
  text.split('\n').flatMap((line, index) => {
    const at = line.indexOf(prefix);
    if (at < 0) return [];
    const name = /^[A-Za-z0-9_.]+/.exec(line.slice(at))?.[0] ?? prefix;
    return [`${file}:${index + 1} spells \`${name}\`; take it from contracts/, where every name exists once`];
  });

export const literalsInFile = (root: string, file: string): readonly string[] => literalsIn(file, readFileSync(join(root, file), 'utf8'));
