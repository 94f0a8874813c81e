import type { ExperienceDefinition } from '../../../contracts/index.ts';
import { createEngine, type Engine, type Policy, type Rule } from '../../../engine/index.ts';
import { isList, isObject } from '../json.ts';

/** The rules that ask the conditions of grids and tiles, each on its table. Nobody asks them: they say what the conditions look at. */
const filterRules = ({ grids, tiles }: ExperienceDefinition): readonly Rule[] =>
  grids
    .map(({ name, table, filter }) => ({ name, table, filter, what: 'grid' }))
    .concat(
      (tiles ?? []).map((tile) =>
        tile.kind === 'links'
          ? { name: tile.name, table: '', filter: undefined, what: 'tile' }
          : { name: tile.name, table: tile.table, filter: tile.filter, what: 'tile' },
      ),
    )
    .reduce<readonly Rule[]>(
      (all, { name, table, filter, what }) =>
        filter === undefined
          ? all
          : all.concat([
              {
                id: `filter of ${what} ${name}`,
                effect: 'allow',
                table,
                roles: ['*'],
                actions: [`in ${name}?`],
                access: 'global',
                when: filter,
              },
            ]),
      [],
    );

/** The policy as it was read, with the conditions of grids and tiles: what `parsePolicy` judges. */
export function withFilterQuestions(policy: unknown, experience: ExperienceDefinition): unknown {
  if (!isObject(policy) || !isList(policy.rules)) return policy;
  return { ...policy, rules: policy.rules.concat(filterRules(experience)) };
}

/**
 * An engine that knows the conditions of grids and tiles and nothing else: asked for the columns that they look at. They are no part of
 * the policy that decides, because a filter guards nothing: the columns that it names stay writable.
 */
export const filterEngine = (policy: Policy, experience: ExperienceDefinition): Engine =>
  createEngine({ ...policy, rules: filterRules(experience), bundles: {} });
