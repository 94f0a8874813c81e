import type { ExperienceDefinition } from '../../../contracts/index.ts';
import type { Condition, Rule } from '../../../engine/index.ts';
import { isList, isObject } from '../json.ts';

/** A rule that asks a condition on a table. Nobody asks it: it says what the condition looks at. */
export const questionRule = (id: string, table: string, when: Condition): Rule => ({
  id,
  effect: 'allow',
  table,
  roles: ['*'],
  actions: [`${id}?`],
  access: 'global',
  when,
});

/** The conditions of grids and tiles, each on its table. */
export function filterRules({ grids, tiles }: ExperienceDefinition): readonly Rule[] {
  const rules: Rule[] = [];
  grids.forEach(({ name, table, filter }) => {
    if (filter !== undefined) rules.push(questionRule(`filter of grid ${name}`, table, filter));
  });
  (tiles ?? []).forEach((tile) => {
    if (tile.kind !== 'links' && tile.filter !== undefined)
      rules.push(questionRule(`filter of tile ${tile.name}`, tile.table, tile.filter));
  });
  return rules;
}

/** The policy as it was read, with the conditions of grids and tiles: what `parsePolicy` judges. */
export function withFilterQuestions(policy: unknown, experience: ExperienceDefinition): unknown {
  if (!isObject(policy) || !isList(policy.rules)) return policy;
  return { ...policy, rules: policy.rules.concat(filterRules(experience)) };
}
