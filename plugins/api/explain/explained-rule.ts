import type { ExplainedLeaf, ExplainedRule, ExplainResult } from '../../../contracts/index.ts';
import type { ExplainedPart, ExplainedRule as TracedRule, Truth } from '../../../engine/index.ts';

type Told = ExplainedLeaf['truth'];
type Part = ExplainResult['rules'][number]['parts'][number];

/** One rule of a trace in the shape of the contracts: role, window, access, when, endsWhen, the later ones skipped after a failed first. */
export function explainedRule({ rule, effect, outcome, access, when, endsWhen }: TracedRule): ExplainedRule {
  const looked = outcome === 'applies' || outcome === 'does-not-apply';
  const part = (name: string, truth: Told, parts: readonly ExplainedPart[] = []): Part => ({ part: name, truth, leaves: leavesOf(parts) });
  const tested = (name: string, parts: readonly ExplainedPart[], absent: Told): Part =>
    part(name, looked ? together(parts, absent) : 'skipped', parts);
  const hidden = [access, when, endsWhen].some((each) => each.some(({ truth }) => truth === 'hidden'));
  return {
    rule,
    effect,
    // Whether it applies follows from its parts, so it would tell what a hidden one came to.
    applies: hidden ? null : outcome === 'applies',
    parts: [
      part('role', outcome === 'role-not-held' ? 'false' : 'true'),
      part('window', outcome === 'role-not-held' ? 'skipped' : outcome === 'outside-window' ? 'false' : 'true'),
      tested('access', access, 'true'),
      tested('when', when, 'true'),
      tested('endsWhen', endsWhen, 'false'),
    ],
  };
}

const told = (truth: Truth | 'skipped' | 'hidden'): Told => String(truth) as Told;

/** All parts together, by strong Kleene logic; `absent` where the rule says nothing. A hidden part hides what they come to. */
function together(parts: readonly ExplainedPart[], absent: Told): Told {
  if (parts.length === 0) return absent;
  const truths = parts.map(({ truth }) => told(truth));
  return (['hidden', 'false', 'unknown', 'skipped'] as const).filter((each) => truths.indexOf(each) >= 0)[0] ?? 'true';
}

function leavesOf(parts: readonly ExplainedPart[]): readonly ExplainedLeaf[] {
  return parts.reduce<readonly ExplainedLeaf[]>(
    (leaves, part) => leaves.concat(part.parts.length > 0 ? leavesOf(part.parts) : [leafOf(part)]),
    [],
  );
}

function leafOf({ text, truth, values }: ExplainedPart): ExplainedLeaf {
  const shown = (index: number): string | null => (values[index] === undefined || values[index] === null ? null : String(values[index]));
  return values.length === 0 ? { text, truth: told(truth) } : { text, truth: told(truth), left: shown(0), right: shown(1) };
}
