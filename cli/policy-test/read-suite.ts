import type { Policy } from '../../engine/index.ts';
import { readYamlText } from '../policy-file/index.ts';
import { readScene } from './read-scene.ts';
import { readTests } from './read-tests.ts';
import { createReading, type Plain, type Reading } from './reading.ts';
import type { Floors, SuiteFile } from './suite.ts';
import { readTime } from './test-frame.ts';

const KEYS = ['policy', 'now', 'data', 'defaults', 'people', 'records', 'grants', 'coverage', 'tests'];

/**
 * Reads a test file beside a policy. `file` is where it lies: its fixtures are found beside it. All mistakes are told at once.
 * @example readSuite(policy, 'samples/scm/orders.policy-test.yaml', text).kind // 'suite'
 */
export function readSuite(policy: Policy, file: string, text: string): SuiteFile {
  const yaml = readYamlText(text);
  if (yaml.kind === 'problems') return { kind: 'mistakes', mistakes: yaml.problems.map((each) => ({ ...each, suggestion: null })) };
  const reading = createReading(yaml.positionOf);
  const value: Plain = reading.object(yaml.value, [], KEYS) ?? {};
  const now = readTime(reading, value['now'], ['now']);
  if (value['now'] === undefined) reading.wrong([], 'says no `now`: tests run at a moment that stands still');
  const moment = now ?? '2000-01-01T00:00:00Z';
  const scene = readScene(reading, policy, file, value, moment);
  const checks = readTests(reading, policy, scene, moment, value['tests']);
  const floors = readFloors(reading, value['coverage']);
  const mistakes = reading.mistakes();
  return mistakes.length > 0 ? { kind: 'mistakes', mistakes } : { kind: 'suite', suite: { scene, checks, floors } };
}

/** The policy file that a test file is about, as it writes it; without a word that of its folder. */
export function policyOf(text: string): string {
  const yaml = readYamlText(text);
  const named = yaml.kind === 'yaml' ? (yaml.value as Plain)['policy'] : undefined;
  return typeof named === 'string' ? named : 'policy.yaml';
}

function readFloors(reading: Reading, value: unknown): Floors {
  const floors = value === undefined ? {} : (reading.object(value, ['coverage'], ['rules', 'leaves']) ?? {});
  const floor = (key: string): number => {
    const said = floors[key] ?? 0;
    if (typeof said === 'number' && said >= 0 && said <= 100) return said;
    reading.wrong(['coverage', key], 'is a share in percent, from 0 to 100');
    return 0;
  };
  return { rules: floor('rules'), leaves: floor('leaves') };
}
