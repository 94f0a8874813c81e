import type { ExperienceDefinition } from '../../../contracts/index.ts';
import { createEngine, type Engine, type Policy, type PrincipalColumns } from '../../../engine/index.ts';
import { filterRules } from './filter-questions.ts';
import type { Variants } from './variants.ts';

const distinct = (names: readonly string[]): readonly string[] => names.filter((name, index) => names.indexOf(name) === index);

/**
 * The columns of a person's own contact and account that rules, personas and the filters of grids and tiles look at: what is read when
 * somebody calls. Filters are no part of the policy that decides, because they guard nothing: the columns that they name stay writable.
 */
export function columnsOfPerson(engine: Engine, policy: Policy, experience: ExperienceDefinition, variants: Variants): PrincipalColumns {
  const rules = filterRules(experience);
  const [used, filters] = [engine.columnsUsed(), createEngine({ ...policy, rules, bundles: {} }).columnsUsed()];
  const own = (experience.personas ?? []).length === 0 ? [] : variants.personas().columnsNeeded('contact');
  return { contact: distinct(used.contact.concat(filters.contact, own)), account: distinct(used.account.concat(filters.account)) };
}
