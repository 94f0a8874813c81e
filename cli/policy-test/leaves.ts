import type { Access, Condition, ExplainedPart, Rule } from '../../engine/index.ts';
import { accessText, conditionText, isComparison } from '../trace/index.ts';

/** One comparison of a rule, by the way to it: `when.0.1`. */
export interface Leaf {
  readonly place: string;
  readonly text: string;
}

/** The comparisons of a rule, in the order in which it says them. `in` is one of them, whatever its list holds. */
export const leavesOf = ({ access, when, endsWhen }: Rule): readonly Leaf[] => [
  ...leavesOfAccess(access),
  ...(when === undefined ? [] : leavesIn(when, 'when')),
  ...(endsWhen === undefined ? [] : leavesIn(endsWhen, 'endsWhen')),
];

function leavesOfAccess(access: Access): readonly Leaf[] {
  if (access === 'global') return [];
  if (typeof access === 'object' && 'custom' in access) return leavesIn(access.custom, 'access');
  return [{ place: 'access', text: accessText(access) }];
}

function leavesIn(condition: Condition, place: string): readonly Leaf[] {
  if (isComparison(condition)) return [{ place, text: conditionText(condition) }];
  return itemsOf(condition).flatMap((item, index) => leavesIn(item, `${place}.${index}`));
}

const itemsOf = (condition: Condition): readonly Condition[] => {
  if (isComparison(condition)) return [];
  if ('not' in condition) return [condition.not];
  return 'all' in condition ? condition.all : condition.any;
};

export type Seen = (place: string, truth: ExplainedPart['truth']) => void;

/** Tells what each comparison of a rule came to, from the trace of one evaluation; the trace has the form of the condition. */
export function seeParts(rule: Rule, section: 'access' | 'when' | 'endsWhen', parts: readonly ExplainedPart[], seen: Seen): void {
  const part = parts[0];
  if (part === undefined) return;
  const condition = conditionIn(rule, section);
  if (condition === undefined) seen(section, part.truth);
  else seeCondition(condition, part, section, seen);
}

/** Undefined where the section is one comparison that is no condition of its own: an access by contact, account or parent. */
function conditionIn({ access, when, endsWhen }: Rule, section: 'access' | 'when' | 'endsWhen'): Condition | undefined {
  if (section !== 'access') return section === 'when' ? when : endsWhen;
  return typeof access === 'object' && 'custom' in access ? access.custom : undefined;
}

function seeCondition(condition: Condition, part: ExplainedPart, place: string, seen: Seen): void {
  if (isComparison(condition)) seen(place, part.truth);
  else
    itemsOf(condition).forEach((item, index) => {
      const below = part.parts[index];
      if (below !== undefined) seeCondition(item, below, `${place}.${index}`, seen);
    });
}
