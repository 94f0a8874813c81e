import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { EQUIVALENT } from './equivalent.ts';
import type { Mutation } from './mutations.ts';
import { buildSuite } from './suite.ts';
import { verdictOf } from './verdict.ts';

/**
 * `npm run mutate [-- --sample 300] [-- --only engine/plan]`: changes the engine in one place after the other and runs its tests.
 * Prints who survived; exits with 1 where fewer than 95 of 100 are noticed.
 */
const FLOOR = 0.95;
const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const TESTS = [
  'test/conformance/conformance.test.ts',
  'engine/fold/fold.test.ts',
  'engine/parse/policy.test.ts',
  'engine/plan/plan.test.ts',
  'engine/explain/explain.test.ts',
  'engine/fetchxml/fetchxml.test.ts',
  'test/engine/lookup-literals.test.ts',
  'test/engine/unfitting-values.test.ts',
  'test/engine/bound-person.test.ts',
  'test/laws/laws.test.ts',
];

const { values } = parseArgs({ options: { sample: { type: 'string' }, only: { type: 'string' } } });
const isMutated = (file: string): boolean =>
  file.startsWith(values.only ?? 'engine/') && file.startsWith('engine/') && !file.endsWith('.test.ts') && !file.includes('/generated/');
const suite = await buildSuite(root, isMutated, TESTS);
// Packages are found from the project, so the script stands in it.
const path = join(root, 'dist', 'mutation', 'suite.mjs');
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, suite.script);
const script = pathToFileURL(path).href;

const started = Date.now();
const healthy = await verdictOf(script, 0, 600_000);
if (healthy.kind === 'killed') throw new Error(`the tests fail without any change: ${healthy.by}`);
const limit = Math.max(20_000, (Date.now() - started) * 4);

const isEquivalent = ({ file, before, after }: Mutation): boolean =>
  EQUIVALENT.some((each) => each.file === file && each.before === before && each.after === after);
const counted = suite.mutations.filter((each) => !isEquivalent(each));
const chosen = sampled(counted, values.sample === undefined ? counted.length : Number(values.sample));
process.stdout.write(
  `${suite.mutations.length} mutations, ${chosen.length} tried; the tests take ${((Date.now() - started) / 1000).toFixed(0)} s\n`,
);

const survivors: Mutation[] = [];
const scores = new Map<string, { tried: number; killed: number }>();
let next = 0;
const work = async (): Promise<void> => {
  for (let mutation = chosen[next++]; mutation !== undefined; mutation = chosen[next++]) {
    const verdict = await verdictOf(script, mutation.number, limit);
    const score = scores.get(mutation.file) ?? { tried: 0, killed: 0 };
    scores.set(mutation.file, { tried: score.tried + 1, killed: score.killed + (verdict.kind === 'killed' ? 1 : 0) });
    if (verdict.kind === 'survived') {
      survivors.push(mutation);
      process.stdout.write(
        `survived  ${mutation.file}:${mutation.line}\n  - ${inOneLine(mutation.before)}\n  + ${inOneLine(mutation.after)}\n`,
      );
    }
    if (next % 50 === 0) process.stdout.write(`  … ${next} of ${chosen.length}, ${survivors.length} survived\n`);
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, work));

for (const [file, { tried, killed }] of [...scores].sort(([left], [right]) => (left < right ? -1 : 1)))
  process.stdout.write(`${`${killed}/${tried}`.padStart(9)}  ${file}\n`);
const share = chosen.length === 0 ? 1 : 1 - survivors.length / chosen.length;
process.stdout.write(`${(share * 100).toFixed(1)} % of ${chosen.length} noticed; the floor is ${FLOOR * 100} %\n`);
process.exitCode = share < FLOOR ? 1 : 0;

/** Evenly spread, the same ones each time. */
function sampled(list: readonly Mutation[], count: number): readonly Mutation[] {
  const step = Math.max(1, list.length / Math.max(1, count));
  return list.filter((_each, index) => Math.floor(index / step) !== Math.floor((index - 1) / step)).slice(0, count);
}

function inOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 157)}…` : line;
}
