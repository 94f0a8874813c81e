import type { ActionDefinition } from '../../../contracts/index.ts';
import { isList, isObject } from '../json.ts';

/** The name under which the engine is asked whether a record is in a state for an action. No request can name it: `?` is in no name. */
export const stateQuestion = (action: string): string => `${action}?`;

/** Whether an action says anything about the state of a record. */
export const hasState = ({ from, when }: ActionDefinition): boolean => from !== undefined || when !== undefined;

/**
 * Adds a rule for each action's state, so that `from` and `when` are read, loaded and evaluated by the one engine, null and
 * unknown included: unknown is not the state. The rules give nothing, because nobody asks for what they name but our own handlers.
 * The policy is still as it was read; `parsePolicy` judges it with the additions.
 */
export function withStateQuestions(policy: unknown, actions: readonly ActionDefinition[]): unknown {
  if (!isObject(policy) || !isList(policy.rules)) return policy;
  return { ...policy, rules: policy.rules.concat(actions.filter(hasState).map(stateRule)) };
}

function stateRule({ name, table, from, when }: ActionDefinition): object {
  const stage = from === undefined ? [] : [[{ stage: true }, 'in', from]];
  return {
    id: `state of ${table}.${name}`,
    effect: 'allow',
    table,
    roles: ['*'],
    actions: [stateQuestion(name)],
    access: 'global',
    when: { all: stage.concat(when === undefined ? [] : [when as never]) },
  };
}
