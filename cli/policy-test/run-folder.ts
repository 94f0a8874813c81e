import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createEngine } from '../../engine/index.ts';
import { UsageError } from '../output.ts';
import { printProblems, readPolicyAt } from '../policy-file/index.ts';
import { type Coverage, createCoverage } from './coverage.ts';
import { policyOf, readSuite } from './read-suite.ts';
import { type Result, runSuite } from './run-suite.ts';
import type { Floors } from './suite.ts';

const ENDING = '.policy-test.yaml';

export interface FolderRun {
  readonly files: readonly { readonly file: string; readonly results: readonly Result[] }[];
  /** Mistakes of files as lines with their places; where there are any, nothing of such a file was run. */
  readonly mistakes: readonly string[];
  /** One a policy. */
  readonly coverage: readonly { readonly policy: string; readonly coverage: Coverage; readonly floors: Floors }[];
}

/** Runs every test file of a folder, or one file. `filter` keeps the checks whose test or title holds the text. */
export function runFolder(argument: string, filter: string | null): FolderRun {
  const files = testFilesAt(argument);
  const wanted = filter?.toLowerCase() ?? null;
  const ran: { file: string; results: readonly Result[] }[] = [];
  const mistakes: string[] = [];
  const coverage: { policy: string; coverage: Coverage; floors: Floors }[] = [];
  const byPolicy = new Map<string, { file: string; text: string }[]>();
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const policy = join(file, '..', policyOf(text));
    byPolicy.set(policy, [...(byPolicy.get(policy) ?? []), { file, text }]);
  }
  for (const [path, suites] of byPolicy) {
    if (!existsSync(path)) {
      mistakes.push(...suites.map(({ file }) => `${shown(file)}:1:1  there is no policy \`${shown(path)}\``));
      continue;
    }
    const { file: policyFile, read } = readPolicyAt(path);
    if (read.kind === 'problems') {
      mistakes.push(printProblems(policyFile, read).trimEnd());
      continue;
    }
    const engine = createEngine(read.policy);
    const recorder = createCoverage(read.policy);
    const floors = { rules: 0, leaves: 0 };
    const told = mistakes.length;
    for (const { file, text } of suites) {
      const suite = readSuite(read.policy, file, text);
      if (suite.kind === 'mistakes') {
        mistakes.push(
          ...suite.mistakes.map(({ line, column, message, suggestion }) => {
            const better = suggestion === null ? '' : ` (${suggestion})`;
            return `${shown(file)}:${line}:${column}  ${message}${better}`;
          }),
        );
        continue;
      }
      floors.rules = Math.max(floors.rules, suite.suite.floors.rules);
      floors.leaves = Math.max(floors.leaves, suite.suite.floors.leaves);
      const keep = (text: string): boolean => wanted === null || text.toLowerCase().includes(wanted);
      const results = runSuite(engine, suite.suite, recorder, ({ test, title }) => keep(test) || keep(title));
      ran.push({ file: shown(file), results });
    }
    // What a suite that was not run would have covered, nobody knows.
    if (mistakes.length === told) coverage.push({ policy: policyFile, coverage: recorder.result(), floors });
  }
  return { files: ran, mistakes, coverage };
}

const shown = (file: string): string => relative(process.cwd(), file) || file;

function testFilesAt(argument: string): readonly string[] {
  if (!existsSync(argument)) throw new UsageError(`there is no file or folder \`${argument}\``);
  if (!statSync(argument).isDirectory()) {
    if (!argument.endsWith(ENDING)) throw new UsageError(`\`${argument}\` is no test file; their names end with \`${ENDING}\``);
    return [argument];
  }
  return readdirSync(argument)
    .filter((name) => name.endsWith(ENDING))
    .sort()
    .map((name) => join(argument, name));
}
