import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, dist } from '../paths.ts';

export interface Size {
  readonly name: string;
  readonly kilobytes: number;
  readonly gzipped: number | null;
}

const kilobytes = (bytes: number): number => Math.round(bytes / 102.4) / 10;
const gzipped = (file: string): number => kilobytes(gzipSync(readFileSync(file), { level: 9 }).length);

/** Sizes of what browsers load (gzipped), of the backend bundle, and of the zips. */
export function sizes(): readonly Size[] {
  const scripts = [
    ...readdirSync(join(build, 'controls'), { withFileTypes: true })
      .filter((each) => each.isDirectory())
      .map(({ name }) => ({ name: `${name} (control)`, file: join(build, 'controls', name, 'bundle.js') })),
    { name: 'Script mount', file: join(build, 'portico-controls.js') },
    { name: 'Backend bundle', file: join(build, 'portico-api.js') },
  ].map(({ name, file }) => ({ name, kilobytes: kilobytes(statSync(file).size), gzipped: gzipped(file) }));
  const zips = readdirSync(dist)
    .filter((name) => name.endsWith('.zip'))
    .sort()
    .map((name) => ({ name, kilobytes: kilobytes(statSync(join(dist, name)).size), gzipped: null }));
  return [...scripts, ...zips];
}
