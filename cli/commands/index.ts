import { bench } from './bench.ts';
import { compare } from './compare.ts';
import { diff } from './diff.ts';
import { explain } from './explain.ts';
import { generate } from './generate.ts';
import { lint } from './lint.ts';
import { matrix } from './matrix.ts';
import { pack } from './pack.ts';
import { preflight } from './preflight.ts';
import { start } from './start.ts';
import { test } from './test.ts';
import { whoCan } from './who-can.ts';

/** One command of the command line; `run` answers the exit code. */
export interface Command {
  readonly name: string;
  readonly run: (args: readonly string[]) => Promise<number>;
}

export const commands: readonly Command[] = [
  { name: 'start', run: start },
  { name: 'pack', run: pack },
  { name: 'generate', run: generate },
  { name: 'matrix', run: matrix },
  { name: 'explain', run: explain },
  { name: 'lint', run: lint },
  { name: 'test', run: test },
  { name: 'diff', run: diff },
  { name: 'who-can', run: whoCan },
  { name: 'compare', run: compare },
  { name: 'bench', run: bench },
  { name: 'preflight', run: preflight },
  // Loaded when asked for: it reads sources with the TypeScript compiler.
  { name: 'requirements', run: async (args) => (await import('./requirements.ts')).requirements(args) },
];
