import { explanationLines } from '../trace/index.ts';
import type { Coverage, LeafCoverage } from './coverage.ts';
import type { Result } from './run-suite.ts';
import type { Floors } from './suite.ts';

/** So many failures are shown with their traces; of the others only what differs. */
const MOST_TRACED = 10;

/** Every test with its number of checks; below them what failed and why. */
export function resultLines(file: string, results: readonly Result[]): readonly string[] {
  const tests = [...new Set(results.map(({ check }) => check.test))];
  const failed = results.filter(({ wrong }) => wrong.length > 0);
  const summary = tests.map((test) => {
    const own = results.filter(({ check }) => check.test === test);
    const wrong = own.filter((each) => each.wrong.length > 0).length;
    return wrong === 0 ? `  ✓ ${test} (${own.length})` : `  ✗ ${test} (${wrong} of ${own.length} failed)`;
  });
  return [file, ...summary, ...failed.flatMap((result, index) => failureLines(result, index < MOST_TRACED))];
}

function failureLines({ check, wrong, traces }: Result, traced: boolean): readonly string[] {
  const shown = traced
    ? traces.flatMap(({ asked, explanation }) => [`    ${asked}`, ...explanationLines(explanation).map((line) => `      ${line}`)])
    : ['    (its trace is in --json)'];
  return ['', `✗ ${check.test}`, `  ${check.title}`, ...wrong.map((sentence) => `    ${sentence}`), ...shown];
}

/** The shares, and a table of what the run never saw. */
export function coverageLines({ rules, share }: Coverage): readonly string[] {
  const missed = rules.flatMap(({ rule, applied, leaves }) => {
    const open = leaves.filter((leaf) => !leaf.wasTrue || !leaf.wasFalse);
    if (applied && open.length === 0) return [];
    return [`  ${rule}${applied ? '' : ': never applied'}`, ...open.map((leaf) => `      ${never(leaf).padEnd(22)} ${leaf.text}`)];
  });
  return [
    '',
    `coverage: ${share.rules} % of ${rules.length} rules applied, ${share.leaves} % of the outcomes of their comparisons came up`,
    ...missed,
  ];
}

const never = ({ wasTrue, wasFalse }: LeafCoverage): string =>
  !wasTrue && !wasFalse ? 'never true nor false' : wasTrue ? 'never false' : 'never true';

/** A sentence for each floor that was not reached. */
export function belowFloors({ share }: Coverage, floors: Floors): readonly string[] {
  const below = (what: string, got: number, floor: number): readonly string[] =>
    got < floor ? [`${what}: ${got} % covered, the floor is ${floor} %`] : [];
  return [...below('rules', share.rules, floors.rules), ...below('comparisons', share.leaves, floors.leaves)];
}
