import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { diffLines, diffOf, moves } from '../diff/index.ts';
import { UsageError } from '../output.ts';
import { printProblems, readPolicyAt } from '../policy-file/index.ts';
import { momentOf } from '../questions/index.ts';
import { fixturesIn, type Scene, sceneOf } from '../scene/index.ts';
import { page } from '../trace/index.ts';

const KINDS = ['gain', 'loss', 'any'] as const;

/**
 * `portico diff <old> <new> [--data sample folder] [--fail-on gain|loss|any] [--now time] [--json]`: who gains and who loses what
 * between two policies (folders or files), on the people and records of `data.yaml` (of the new policy's folder where none is named,
 * else of the old one's) and by what their text says otherwise. Ends with 0; with `--fail-on` it ends with 1 where somebody gains, or
 * loses, or either: on the data, or by a change of the text of which that cannot be ruled out, for the data does not show every case.
 * Ends with 1 as well where one of the files is no policy, and with 2 where it was asked wrongly.
 */
export async function diff(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { data: { type: 'string' }, 'fail-on': { type: 'string' }, now: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [old, next] = positionals;
  if (old === undefined || next === undefined || positionals.length > 2)
    throw new UsageError('name two policies: the old one and the new one');
  const failOn = values['fail-on'] === undefined ? null : KINDS.find((each) => each === values['fail-on']);
  if (failOn === undefined) throw new UsageError(`\`--fail-on\` is one of ${KINDS.join(', ')}`);
  const folder = dataFolder(values.data, [next, old]);
  const [before, after] = [readPolicyAt(old, folder ?? undefined), readPolicyAt(next, folder ?? undefined)];
  for (const { file, read } of [before, after])
    if (read.kind === 'problems') {
      process.stdout.write(values.json ? `${JSON.stringify({ file, problems: read.problems }, null, 2)}\n` : printProblems(file, read));
      return 1;
    }
  if (before.read.kind !== 'policy' || after.read.kind !== 'policy') return 1;
  const now = momentOf(values.now);
  const scene = withStrangers(after.read.policy.site, folder === null ? null : sceneOf(after.read.policy, fixturesIn(folder, now)));
  const found = diffOf(before.read.policy, after.read.policy, scene, now);
  if (values.json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else process.stdout.write(page(diffLines(found)));
  return failOn !== null && moves(found, failOn) ? 1 : 0;
}

/** A named folder has to have data; a policy's own need not. */
function dataFolder(named: string | undefined, policies: readonly string[]): string | null {
  const has = (folder: string): boolean => existsSync(join(folder, 'data.yaml'));
  if (named !== undefined) {
    if (!has(named)) throw new UsageError(`the folder \`${named}\` has no \`data.yaml\``);
    return named;
  }
  const folders = policies.filter((each) => existsSync(each)).map((each) => (statSync(each).isDirectory() ? each : join(each, '..')));
  return folders.find(has) ?? null;
}

/** Beside the people of the data: somebody who has not signed in, and somebody of whom nothing is known but that. */
function withStrangers(site: string, scene: Scene | null): Scene {
  const strangers: Scene['people'] = {
    'a visitor': { kind: 'anonymous', site, contact: null, account: null, roles: [] },
    'a stranger': { kind: 'contact', site, contact: { id: 'a stranger' }, account: null, roles: [] },
  };
  return { people: { ...scene?.people, ...strangers }, rows: scene?.rows ?? {}, grants: scene?.grants ?? [] };
}
