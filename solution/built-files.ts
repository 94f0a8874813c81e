import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the builds left behind, under paths relative to the build folder. */
export interface BuiltFiles {
  /** The bytes, or null where the build has not been run. */
  read(path: string): Uint8Array | null;
  /** Paths below a folder, relative to it and sorted; null where the folder is missing. */
  list(folder: string): readonly string[] | null;
}

/** Reads a build folder, e.g. `dist/build`. */
export function builtFilesIn(folder: string): BuiltFiles {
  const isFile = (path: string) => existsSync(path) && statSync(path).isFile();
  return {
    read: (path) => (isFile(join(folder, path)) ? new Uint8Array(readFileSync(join(folder, path))) : null),
    list: (of) => {
      const start = join(folder, of);
      if (!existsSync(start) || !statSync(start).isDirectory()) return null;
      return (readdirSync(start, { recursive: true }) as string[])
        .map((path) => path.replaceAll('\\', '/'))
        .filter((path) => isFile(join(start, path)))
        .sort();
    },
  };
}

/** Stands in where only what we write matters: everything is there, and empty. */
export const assumedBuilt: BuiltFiles = { read: () => new Uint8Array(), list: () => [] };
