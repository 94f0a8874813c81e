import { watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { say, UsageError } from '../output.ts';
import { root, sampleNames } from '../paths.ts';
import { belowFloors, coverageLines, type FolderRun, junitOf, resultLines, runFolder } from '../policy-test/index.ts';
import { page } from '../trace/index.ts';

interface Asked {
  readonly folders: readonly string[];
  readonly filter: string | null;
  readonly json: boolean;
  readonly junit: string | null;
  readonly floor: number;
}

/**
 * `portico test [folder or file …] [--filter text] [--json] [--junit file] [--watch] [--coverage-floor 80]`: runs the tests beside a
 * policy (`*.policy-test.yaml`; of all samples where no folder is named) and says which rules and comparisons they never saw.
 * The floor is a percentage that both shares must reach, beside the floors that the files state; with `--filter` none is asked.
 * Ends with 0 when everything passed; with 1 where a test failed, where there was none, where a file has mistakes (told with their
 * places), or where a floor was not reached; with 2 where it was asked wrongly. `--watch` runs again at each change until it is ended.
 */
export async function test(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      filter: { type: 'string' },
      json: { type: 'boolean' },
      junit: { type: 'string' },
      watch: { type: 'boolean' },
      'coverage-floor': { type: 'string', default: '0' },
    },
  });
  const floor = Number(values['coverage-floor']);
  if (!(floor >= 0 && floor <= 100) || values['coverage-floor'].trim() === '')
    throw new UsageError('`--coverage-floor` is a percentage from 0 to 100');
  const asked: Asked = {
    folders: positionals.length > 0 ? positionals : sampleNames().map((name) => join(root, 'samples', name)),
    filter: values.filter ?? null,
    json: values.json === true,
    junit: values.junit ?? null,
    floor,
  };
  const code = runOnce(asked);
  return values.watch ? watched(asked) : code;
}

function runOnce({ folders, filter, json, junit, floor }: Asked): number {
  const runs = folders.map((folder) => runFolder(folder, filter));
  const run: FolderRun = {
    files: runs.flatMap(({ files }) => files),
    mistakes: runs.flatMap(({ mistakes }) => mistakes),
    coverage: runs.flatMap(({ coverage }) => coverage),
  };
  const results = run.files.flatMap((each) => each.results);
  const below = filter === null ? run.coverage.flatMap((each) => belowFloor(each, floor)) : [];
  const failed = results.filter(({ wrong }) => wrong.length > 0).length;
  const empty = results.length === 0 && run.mistakes.length === 0;
  if (junit !== null) writeFileSync(junit, junitOf(run.files));
  if (json) process.stdout.write(`${JSON.stringify(jsonOf(run, below), null, 2)}\n`);
  else {
    const coverage = filter === null ? run.coverage.flatMap((each) => [...coverageLines(each.coverage), `  (${each.policy})`]) : [];
    const nothing = filter === null ? 'there is no test: an empty suite proves nothing' : `no test holds the text \`${filter}\``;
    process.stdout.write(
      page([
        ...run.files.flatMap(({ file, results: own }) => resultLines(file, own)),
        ...coverage,
        '',
        ...run.mistakes,
        ...below,
        empty ? nothing : `${results.length - failed} checks passed, ${failed} failed`,
      ]),
    );
  }
  return failed > 0 || empty || run.mistakes.length > 0 || below.length > 0 ? 1 : 0;
}

function belowFloor({ policy, coverage, floors }: FolderRun['coverage'][number], floor: number): readonly string[] {
  const asked = { rules: Math.max(floors.rules, floor), leaves: Math.max(floors.leaves, floor) };
  return belowFloors(coverage, asked).map((sentence) => `${policy}: ${sentence}`);
}

const jsonOf = ({ files, mistakes, coverage }: FolderRun, below: readonly string[]) => ({
  files: files.map(({ file, results }) => ({
    file,
    checks: results.map(({ check: { test: name, title }, wrong, traces }) => ({
      test: name,
      check: title,
      passed: wrong.length === 0,
      wrong,
      traces,
    })),
  })),
  mistakes,
  belowFloor: below,
  coverage: coverage.map(({ policy, coverage: { share, rules }, floors }) => ({ policy, share, floors, rules })),
});

/** Runs again when a file of a folder changes; ended by the person at the keyboard. */
function watched(asked: Asked): Promise<number> {
  say('watching; end with Ctrl+C');
  let waiting: NodeJS.Timeout | null = null;
  const again = (): void => {
    if (waiting !== null) clearTimeout(waiting);
    // Editors write a file in several steps: one run for all of them.
    waiting = setTimeout(() => {
      try {
        runOnce(asked);
      } catch (error) {
        say((error as Error).message);
      }
    }, 100);
  };
  for (const folder of asked.folders) watch(folder.endsWith('.yaml') ? dirname(folder) : folder, again);
  return new Promise(() => undefined);
}
