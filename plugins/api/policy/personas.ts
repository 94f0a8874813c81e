import type { PersonaDefinition } from '../../../contracts/index.ts';
import { createEngine, type Engine, type Policy, type Rule } from '../../../engine/index.ts';
import { isList, isObject } from '../json.ts';

/** The name under which the engine is asked whether somebody is of a persona. No request can name it: ` ` and `?` are in no name. */
export const personaQuestion = (persona: string): string => `of ${persona}?`;

/**
 * Adds a rule for each persona with a condition to a policy that is still as it was read. `parsePolicy` then judges the conditions,
 * a principal carries the columns that they look at, and no portal door writes them. The rules give nothing: nobody asks for
 * what they name but `personaEngine`.
 */
export function withPersonaQuestions(policy: unknown, personas: readonly PersonaDefinition[]): unknown {
  if (!isObject(policy) || !isList(policy.rules)) return policy;
  return { ...policy, rules: policy.rules.concat(personas.filter(({ when }) => when !== undefined).map(personaRule)) };
}

/**
 * The engine that decides on personas, over the person's own contact row: every contact reads it there, whatever the policy says.
 * It is asked for nothing else, so a persona opens no door.
 */
export function personaEngine(policy: Policy, personas: readonly PersonaDefinition[]): Engine {
  const contact = policy.tables.contact ?? { columns: {} };
  return createEngine({
    site: policy.site,
    timezone: policy.timezone,
    roles: policy.roles,
    tables: { ...policy.tables, contact: { ...contact, kind: 'protected' } },
    rules: [ownContact].concat(personas.map(personaRule)),
  });
}

const ownContact: Rule = { id: 'own contact', effect: 'allow', table: 'contact', roles: ['*'], privileges: ['read'], access: 'self' };

const personaRule = ({ name, roles, when }: PersonaDefinition): Rule => ({
  id: `persona ${name}`,
  effect: 'allow',
  table: 'contact',
  roles: roles ?? ['*'],
  actions: [personaQuestion(name)],
  access: 'self',
  ...(when === undefined ? {} : { when }),
});
