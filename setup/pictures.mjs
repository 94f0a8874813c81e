// `npm run pictures`: packs, lets the journey take the README's pictures, and copies them into `docs/pictures/`.
import { cpSync } from 'node:fs';
import { ensurePackages, root, run, say } from './packages.mjs';
import { ensurePrograms } from './programs.mjs';

ensurePackages();
ensurePrograms();
const taken =
  run(process.execPath, ['setup/portico.mjs', 'pack']) &&
  run(process.execPath, ['--import', 'tsx', '--test', 'test/journeys/picture.test.ts']);
if (!taken) {
  say('No picture was taken; see above.');
  process.exit(1);
}
cpSync(`${root}dist/test/pictures`, `${root}docs/pictures`, { recursive: true });
