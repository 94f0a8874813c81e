import type { Policy } from '../../engine/index.ts';
import type { Scene } from '../scene/index.ts';
import { type Effect, effectsOn } from './effects.ts';
import { factChanges } from './fact-changes.ts';
import { type Group, grouped } from './groups.ts';
import { bundleChanges, ruleChanges, type TextChange } from './rule-changes.ts';

/** What a change of a policy means. */
export interface Diff {
  /** On the people and records of the data. */
  readonly effects: readonly Effect[];
  readonly groups: readonly Group[];
  /** On symbolic grounds, also where no record of the data shows it. */
  readonly changes: readonly TextChange[];
}

/** Compares two policies: who gains and loses what on the scene, and what their text says otherwise. */
export function diffOf(before: Policy, after: Policy, scene: Scene, now: string): Diff {
  const effects = effectsOn(before, after, scene, now);
  const changes = [...ruleChanges(before.rules, after.rules), ...bundleChanges(before, after), ...factChanges(before, after)];
  return { effects, groups: grouped(effects, scene), changes };
}

/** Whether somebody gains or loses: on the data, or by a change of which that cannot be ruled out. */
export function moves({ effects, changes }: Diff, kind: 'gain' | 'loss' | 'any'): boolean {
  const asked = (direction: TextChange['direction']): boolean =>
    direction === 'either' || direction === kind || (kind === 'any' && direction !== 'none');
  return effects.some(({ direction }) => asked(direction)) || changes.some(({ direction }) => asked(direction));
}
