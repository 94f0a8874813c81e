import { ensurePacked } from '../build.ts';

/** `portico pack`: builds everything and writes the zips, managed and unmanaged, into `dist/`. */
export async function pack(): Promise<number> {
  await ensurePacked();
  return 0;
}
