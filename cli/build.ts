import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packAll } from '../solution/index.ts';
import { say, step } from './output.ts';
import { dist, root } from './paths.ts';

/** What is built, in order; each script skips its work when its inputs have not changed. */
const builds = [
  { title: 'Backend bundle', script: 'plugins/api/build.mjs' },
  { title: 'Plug-in', script: 'plugins/build.mjs' },
  { title: 'Server logic', script: 'server-logic/build.mjs' },
  { title: 'Controls', script: 'pcf-components/build.mjs' },
] as const;

/** Builds everything and packs the zips into `dist/`; says what lacks (a zip without its plug-in assembly, for instance). */
export async function ensurePacked(): Promise<void> {
  for (const { title, script } of builds) await step(title, () => runScript(script));
  const report = await step('Solutions', () => packAll({ root, out: dist }));
  if (report.kind === 'problems')
    throw new Error(
      `the solutions cannot be packed:\n${report.problems.map(({ file, path, message }) => `  ${file}: ${path} ${message}`).join('\n')}`,
    );
  for (const lack of report.lacks) say(`  note: ${lack}`);
}

function runScript(script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, script)], { cwd: root, stdio: ['ignore', 2, 2] });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${script} failed; see above`))));
  });
}
