import type { Explanation, Grant, Policy, Rule } from '../../engine/index.ts';
import { type Leaf, leavesOf, seeParts } from './leaves.ts';

/** What a run saw of one rule. `rule` is `bundle/rule` for a rule of a bundle. */
export interface RuleCoverage {
  readonly rule: string;
  readonly applied: boolean;
  readonly leaves: readonly LeafCoverage[];
}

export interface LeafCoverage extends Leaf {
  readonly wasTrue: boolean;
  readonly wasFalse: boolean;
  /** A value was null, so that nobody can know; that is neither true nor false. */
  readonly wasUnknown: boolean;
}

export interface Coverage {
  readonly rules: readonly RuleCoverage[];
  /** Shares in percent, rounded down; 100 where there is nothing to cover. */
  readonly share: { readonly rules: number; readonly leaves: number };
}

export interface CoverageRecorder {
  /** `grants` are those of the scene in which the decision was made. */
  see(explanation: Explanation, grants: readonly Grant[]): void;
  result(): Coverage;
}

/** Collects what the rules of a policy came to over all decisions of a run. Native permissions and inactive rules are not counted. */
export function createCoverage({ rules, bundles = {} }: Policy): CoverageRecorder {
  const counted = new Map<string, Rule>();
  for (const rule of rules) if (rule.native !== true && rule.inactive !== true && !counted.has(rule.id)) counted.set(rule.id, rule);
  for (const [bundle, held] of Object.entries(bundles)) for (const rule of held) counted.set(`${bundle}/${rule.id}`, rule);
  const applied = new Set<string>();
  const outcomes = new Set<string>();
  /** A rule of a grant is called `grant/rule` in a trace. */
  const nameOf = (traced: string, grants: readonly Grant[]): string => {
    const slash = traced.indexOf('/');
    const bundle = slash < 0 ? undefined : grants.find(({ id }) => id === traced.slice(0, slash))?.bundle;
    return bundle === undefined ? traced : `${bundle}/${traced.slice(slash + 1)}`;
  };
  return {
    see({ questions }, grants) {
      for (const question of questions)
        for (const traced of question.rules) {
          const name = nameOf(traced.rule, grants);
          const rule = counted.get(name);
          if (rule === undefined) continue;
          if (traced.outcome === 'applies') applied.add(name);
          for (const section of ['access', 'when', 'endsWhen'] as const)
            seeParts(rule, section, traced[section], (place, truth) => outcomes.add(`${name} ${place} ${truth}`));
        }
    },
    result() {
      const covered = [...counted].map(([name, rule]): RuleCoverage => {
        const was = (place: string, truth: string): boolean => outcomes.has(`${name} ${place} ${truth}`);
        const leaves = leavesOf(rule).map((leaf) => ({
          ...leaf,
          wasTrue: was(leaf.place, 'true'),
          wasFalse: was(leaf.place, 'false'),
          wasUnknown: was(leaf.place, 'unknown'),
        }));
        return { rule: name, applied: applied.has(name), leaves };
      });
      const leaves = covered.flatMap((each) => each.leaves);
      const seen = leaves.filter(({ wasTrue }) => wasTrue).length + leaves.filter(({ wasFalse }) => wasFalse).length;
      const share = {
        rules: percent(covered.filter((each) => each.applied).length, covered.length),
        leaves: percent(seen, 2 * leaves.length),
      };
      return { rules: covered, share };
    },
  };
}

const percent = (part: number, whole: number): number => (whole === 0 ? 100 : Math.floor((100 * part) / whole));
