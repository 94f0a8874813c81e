import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packAll } from '../solution/index.ts';
import { say, step } from './output.ts';
import { dist, root } from './paths.ts';

const pluginBuild = 'plugins/build.mjs';

/** What is built, in order; each script skips its work when its inputs have not changed. */
const builds = [
  { title: 'Backend bundle', script: 'plugins/api/build.mjs' },
  { title: 'Plug-in', script: pluginBuild },
  { title: 'Server logic', script: 'server-logic/build.mjs' },
  { title: 'Controls', script: 'pcf-components/build.mjs' },
  { title: 'Form script', script: 'solution/app/build.mjs' },
] as const;

export interface PackingOptions {
  /** Goes on without the plug-in’s assembly when it cannot be built: the local portal then runs the script of the zip. */
  readonly assemblyOptional?: boolean;
}

/** Builds everything and packs the zips into `dist/`; says what lacks (a zip without its plug-in assembly, for instance). */
export async function ensurePacked({ assemblyOptional = false }: PackingOptions = {}): Promise<void> {
  for (const { title, script } of builds) {
    try {
      await step(title, () => runScript(script));
    } catch (error) {
      if (!assemblyOptional || script !== pluginBuild) throw error;
      say('  note: the plug-in could not be built (see above); going on with the script that the zip carries');
    }
  }
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
