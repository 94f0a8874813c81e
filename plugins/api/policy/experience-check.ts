import type { ActionDefinition, ActionValue, ExperienceDefinition, StoreFacts } from '../../../contracts/index.ts';
import type { Policy, TableFacts } from '../../../engine/index.ts';
import { parsePolicy } from '../../../engine/index.ts';
import { writesOf } from '../actions/changes.ts';
import { own } from '../json.ts';
import { targetsOf } from '../rows/column-types.ts';
import { storeValue } from '../rows/store-value.ts';
import { withStateQuestions } from './action-states.ts';
import type { ExperienceProblem } from './definition-check.ts';
import { experienceIn } from './experience.ts';
import { pageProblems } from './page-check.ts';

export type { ExperienceProblem } from './definition-check.ts';

/**
 * What would go wrong when an experience is used with a policy and a store: told when the policy is
 * packed, so that nobody meets it at a button. `policy` has to be one that `parsePolicy` accepts.
 */
export function experienceProblems(policy: Policy, value: unknown, store: StoreFacts): readonly ExperienceProblem[] {
  const experience = experienceIn(value);
  if (experience === null) return [{ path: 'experience', message: 'a part has not the shape that the contracts give it' }];
  const actions = experience.actions ?? [];
  const stated = parsePolicy(withStateQuestions(policy, actions));
  const conditions =
    stated.kind === 'policy' ? [] : stated.problems.map(({ path, message }) => ({ path: `the states of actions, ${path}`, message }));
  return actions
    .reduce<readonly ExperienceProblem[]>(
      (all, each, index) => all.concat(actionProblems(policy, store, each, `actions[${index}]`)),
      conditions,
    )
    .concat(twice(actions), defaultProblems(policy, store, experience), pageProblems(policy, experience, store));
}

const twice = (actions: readonly ActionDefinition[]): readonly ExperienceProblem[] =>
  actions
    .filter((each, index) => actions.some((other, at) => at < index && other.name === each.name && other.table === each.table))
    .map(({ name, table }) => ({ path: 'actions', message: `\`${name}\` stands twice for \`${table}\`` }));

function actionProblems(policy: Policy, store: StoreFacts, action: ActionDefinition, path: string): readonly ExperienceProblem[] {
  const facts = own(policy.tables, action.table);
  if (facts === undefined) return [{ path: `${path}.table`, message: `the policy has no table \`${action.table}\`` }];
  const problems: ExperienceProblem[] = [];
  const add = (at: string, message: string): void => {
    problems.push({ path: `${path}.${at}`, message });
  };
  const inputs = action.inputs.map(({ name }) => name);
  const checkValue = (value: ActionValue, at: string): void => {
    if ('input' in value && inputs.indexOf(value.input) < 0) add(at, `the action has no input \`${value.input}\``);
  };
  if (inputs.some((name, index) => name === 'comment' || inputs.indexOf(name) !== index))
    add('inputs', 'a name stands twice, or is `comment`');
  if (facts.stage === undefined && (action.from !== undefined || action.to !== undefined)) add('from', `\`${action.table}\` has no stage`);
  if (
    !policy.rules.some((rule) => rule.effect === 'allow' && rule.table === action.table && (rule.actions ?? []).indexOf(action.name) >= 0)
  )
    add('name', 'no rule allows it to anybody');
  if (action.secondPerson !== undefined && !leadsToContact(facts, action.secondPerson)) add('secondPerson', 'is no lookup to a contact');
  if (action.effects.filter(({ kind }) => kind === 'outbox').length > 1)
    add('effects', 'one event an action: the outbox holds exactly one');
  if (action.effects.filter(({ kind }) => kind === 'owner').length > 1) add('effects', 'a record has one owner');
  action.effects.forEach((effect, index) => {
    const at = `effects[${index}]`;
    if (effect.kind === 'note') checkValue(effect.text, at);
    if (effect.kind === 'notification' && !leadsToContact(facts, effect.to)) add(at, `\`${effect.to}\` is no lookup to a contact`);
    if (effect.kind === 'set') checkValue(effect.value, at);
    if (effect.kind === 'task')
      (effect.lookups ?? []).forEach(({ from, to }) => {
        const task = own(policy.tables, 'task');
        const taken = task === undefined ? [] : targetsOf(task, to);
        if (own(own(store, 'task') ?? {}, to) === undefined || !targetsOf(facts, from).some((target) => taken.indexOf(target) >= 0))
          add(at, `\`${from}\` never leads where the task’s \`${to}\` may`);
      });
  });
  writesOf(action, facts.stage).forEach(({ column, value }) => {
    const message = writeProblem(facts, store, action.table, column, value);
    if (message !== null) add('effects', message);
  });
  return problems;
}

const leadsToContact = (facts: TableFacts, column: string): boolean => targetsOf(facts, column).indexOf('contact') >= 0;

/** Literals are tried on the column; of a person or a time only the kind can be. */
function writeProblem(
  facts: TableFacts,
  store: StoreFacts,
  table: string,
  column: string,
  value: ActionValue | { readonly account: true },
): string | null {
  const kind = own(own(store, table) ?? {}, column);
  if (own(facts.columns, column) === undefined) return `the policy does not name the column \`${column}\``;
  if (kind === undefined || kind.kind === 'fixed') return `\`${column}\` cannot be written`;
  if ('literal' in value) return storeValue(kind, facts, column, value.literal) === null ? `the value does not fit \`${column}\`` : null;
  if ('person' in value) return leadsToContact(facts, column) ? null : `\`${column}\` does not lead to a contact`;
  if ('account' in value) return targetsOf(facts, column).indexOf('account') >= 0 ? null : `\`${column}\` does not lead to an account`;
  return 'now' in value && kind.kind !== 'datetime' ? `\`${column}\` holds no time` : null;
}

const defaultProblems = (policy: Policy, store: StoreFacts, { defaults }: ExperienceDefinition): readonly ExperienceProblem[] =>
  (defaults ?? []).reduce<readonly ExperienceProblem[]>((all, { table, column, value }, index) => {
    const facts = own(policy.tables, table);
    const message = facts === undefined ? `the policy has no table \`${table}\`` : writeProblem(facts, store, table, column, value);
    return message === null ? all : all.concat([{ path: `defaults[${index}]`, message }]);
  }, []);
