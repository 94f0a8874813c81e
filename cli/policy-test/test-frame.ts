import type { Policy, Requirement } from '../../engine/index.ts';
import { secondsOf } from '../../engine/index.ts';
import type { Scene } from '../scene/index.ts';
import type { Path, Reading } from './reading.ts';

/** What every part of one test stands on. */
export interface TestFrame {
  readonly reading: Reading;
  readonly policy: Policy;
  readonly scene: Scene;
  readonly name: string;
  readonly path: Path;
  readonly table: string;
  readonly people: readonly string[];
  readonly records: readonly string[];
  readonly now: string;
  readonly met: readonly Requirement[];
}

export const privileges = ['read', 'create', 'write', 'delete', 'append', 'appendto'] as const;
export const requirements = ['comment', 'fresh-sign-in', 'second-person'] as const;
/** Undefined where nothing is given. */
export function readTime(reading: Reading, value: unknown, path: Path): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && secondsOf(value) !== null) return value;
  return reading.wrong(path, 'is a time in whole seconds, e.g. `2026-06-15T12:00:00Z`');
}

export const readMet = (reading: Reading, value: unknown, path: Path): readonly Requirement[] =>
  value === undefined ? [] : (reading.several(value, path, 'requirement', requirements) as readonly Requirement[]);

/** The actions that a rule of the table is about. */
export const actionsOn = ({ policy, table }: Pick<TestFrame, 'policy' | 'table'>): readonly string[] => [
  ...new Set(
    [...policy.rules, ...Object.values(policy.bundles ?? {}).flat()]
      .filter((rule) => rule.table === table)
      .flatMap(({ actions }) => actions ?? []),
  ),
];
