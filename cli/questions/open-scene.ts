import { type Policy, secondsOf } from '../../engine/index.ts';
import { listed, UsageError } from '../output.ts';
import { printProblems, readPolicyAt } from '../policy-file/index.ts';
import { fixturesIn, type Scene, sceneOf } from '../scene/index.ts';

export interface OpenScene {
  readonly policy: Policy;
  readonly scene: Scene;
}

/** The policy of a folder with the people and records of its `data.yaml`; a policy with problems is told with all of them. */
export function openScene(argument: string | undefined, now: string): OpenScene {
  const { file, folder, read } = readPolicyAt(argument);
  if (read.kind === 'problems') throw new UsageError(printProblems(file, read).trimEnd());
  const { policy } = read;
  const scene = sceneOf(policy, fixturesIn(folder, now));
  if (Object.keys(scene.people).length === 0)
    throw new UsageError(`there are no people to ask about: \`${folder}\` has no \`data.yaml\` with contacts`);
  return { policy, scene };
}

/** A value that was given on the command line, checked against what exists. */
export function knownName(name: string, value: string | undefined, names: readonly string[]): string {
  if (value !== undefined && names.includes(value)) return value;
  throw new UsageError(
    `${value === undefined ? `--${name} is missing` : `there is no ${name} \`${value}\``}; there ${names.length === 1 ? 'is' : 'are'} ${listed(names)}`,
  );
}

/** The moment that is asked about: the one given, else now. */
export function momentOf(given: string | undefined): string {
  if (given === undefined) return `${new Date().toISOString().slice(0, 19)}Z`;
  if (secondsOf(given) === null) throw new UsageError('`--now` is a time in whole seconds, e.g. `2026-06-15T12:00:00Z`');
  return given;
}
