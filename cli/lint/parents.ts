import type { Policy, Rule } from '../../engine/index.ts';
import type { Linted } from './finding.ts';

/** The lookup and the rule that an access goes through; null for every other access. */
export const parentOf = (rule: Rule): { readonly lookup: string; readonly id: string } | null =>
  typeof rule.access === 'object' && 'parent' in rule.access ? { lookup: rule.access.parent, id: rule.access.rule } : null;

/** The tables that a lookup leads to. */
export const lookupTargets = ({ tables }: Policy, table: string, column: string): readonly string[] => {
  const type = tables[table]?.columns[column];
  return typeof type === 'object' ? type.lookup : [];
};

/** Why a child rule gives nothing; null where its parents are sound. */
export function brokenParent({ policy }: Linted, child: Rule): string | null {
  const passed = [child.id];
  let at = child;
  for (let step = 0; ; step++) {
    const above = parentOf(at);
    if (above === null) return null;
    if (step >= 4) return 'has more than four parents above it';
    const parent = policy.rules.find(({ id }) => id === above.id);
    if (parent === undefined || parent.inactive === true)
      return `names the parent rule \`${above.id}\`, which ${parent ? 'is inactive' : 'does not exist'}`;
    if (parent.effect === 'deny') return `names the deny \`${parent.id}\` as its parent`;
    const targets = lookupTargets(policy, at.table, above.lookup);
    if (targets.length !== 1) return `goes through \`${above.lookup}\`, which leads to several tables`;
    if (targets[0] !== parent.table)
      return `goes through \`${above.lookup}\` to ${targets[0]}, but \`${parent.id}\` is about ${parent.table}`;
    if (passed.includes(parent.id)) return `is its own parent, over ${passed.join(' → ')}`;
    passed.push(parent.id);
    at = parent;
  }
}
