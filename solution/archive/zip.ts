import { zipSync } from 'fflate';

/** A file in a package: its path with `/`, and its bytes. */
export interface PackedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The packing library writes local time, so the date is made from local parts; noon keeps clear of daylight-saving gaps. */
const fixedTime = (): Date => new Date(2000, 0, 1, 12, 0, 0);

const byPath = (left: PackedFile, right: PackedFile): number => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0);

/**
 * A zip whose bytes depend on nothing but its files: entries sorted by path, one fixed time, one compression level.
 *
 * @throws when two files have one path (also when they differ in case alone), or a path is absolute, leaves the archive or holds `\`.
 */
export function zipFiles(files: readonly PackedFile[]): Uint8Array {
  const entries: { [path: string]: Uint8Array } = Object.create(null);
  const seen = new Set<string>();
  for (const { path, bytes } of [...files].sort(byPath)) {
    if (path === '' || path.includes('\\') || path.split('/').some((part) => part === '' || part === '.' || part === '..'))
      throw new Error(`\`${path}\` cannot be a path in a package`);
    if (seen.has(path.toLowerCase())) throw new Error(`two files of a package have the path \`${path}\``);
    seen.add(path.toLowerCase());
    entries[path] = bytes;
  }
  return zipSync({ ...entries }, { level: 9, mtime: fixedTime() });
}
