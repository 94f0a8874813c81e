import { generateAll } from '../../solution/index.ts';
import { say } from '../output.ts';
import { root } from '../paths.ts';

/** `portico generate`: refreshes the files that are made from the contracts and says which changed. */
export async function generate(): Promise<number> {
  const changed = await generateAll({ root });
  for (const file of changed) say(`generated ${file}`);
  if (changed.length === 0) say('every generated file is up to date');
  return 0;
}
