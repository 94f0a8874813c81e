import { generate as generateFiles } from '../../solution/index.ts';
import { say } from '../output.ts';
import { root } from '../paths.ts';

/** `portico generate`: refreshes the files that are made from the contracts and the site descriptions. */
export async function generate(): Promise<number> {
  const done = generateFiles(root);
  if (done.kind === 'generated') {
    say(`${done.files} generated files are up to date`);
    return 0;
  }
  for (const { file, path, message } of done.problems) say(`${file}: ${path} ${message}`);
  return 1;
}
