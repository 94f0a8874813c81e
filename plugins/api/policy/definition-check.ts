import type { Need, StoreFacts } from '../../../contracts/index.ts';
import { type ColumnType, type Condition, type Policy, parsePolicy, type TableFacts } from '../../../engine/index.ts';
import { isPrivilege } from '../apis/possible.ts';
import { own } from '../json.ts';
import { questionRule } from './filter-questions.ts';

/** What is wrong with an experience, and where. */
export interface ExperienceProblem {
  readonly path: string;
  readonly message: string;
}

/** What the definitions of an experience are checked against, and where problems go. */
export interface Check {
  readonly policy: Policy;
  readonly store: StoreFacts;
  readonly personas: readonly string[];
  readonly add: (path: string, message: string) => void;
}

export type Type = 'text' | 'number' | 'choice' | 'boolean' | 'datetime' | 'lookup';
const typeName = (type: ColumnType): Type => (typeof type === 'string' ? type : 'lookup');

/** The facts of a table; a problem and null where the policy has none. */
export function tableOf({ policy, add }: Check, table: string, path: string): TableFacts | null {
  const facts = own(policy.tables, table);
  if (facts !== undefined) return facts;
  add(path, `the policy has no table \`${table}\``);
  return null;
}

/** A column has to be one of the policy's, of one of the types. */
export function checkColumn({ add }: Check, facts: TableFacts, column: string, path: string, types: readonly Type[], why: string): void {
  const type = own(facts.columns, column);
  if (type === undefined) add(path, `the policy does not name the column \`${column}\``);
  else if (types.indexOf(typeName(type)) < 0) add(path, `\`${column}\` is a ${typeName(type)}: ${why}`);
}

const ANY: readonly Type[] = ['text', 'number', 'choice', 'boolean', 'datetime', 'lookup'];
export const checkAnyColumn = (check: Check, facts: TableFacts, column: string, path: string): void =>
  checkColumn(check, facts, column, path, ANY, '');

/** A condition is judged as a rule of the policy would be. */
export function checkCondition({ policy, add }: Check, table: string, condition: Condition, path: string): void {
  const parsed = parsePolicy({ ...policy, rules: [questionRule('condition', table, condition)], bundles: {} });
  if (parsed.kind === 'policy') return;
  const at = 'rules[0].when';
  parsed.problems.forEach((problem) => {
    add(problem.path.indexOf(at) === 0 ? path + problem.path.slice(at.length) : path, problem.message);
  });
}

export function checkWhole({ add }: Check, value: number, min: number, max: number, path: string): void {
  if (Math.floor(value) !== value || value < min || value > max) add(path, `must be a whole number from ${min} to ${max}`);
}

/** Pages are addresses on the site itself. */
export function checkPage({ add }: Check, address: string | undefined, path: string): void {
  if (address === undefined) return;
  if (address.charAt(0) !== '/' || address.charAt(1) === '/' || address.indexOf('\\') >= 0)
    add(path, 'must be an address on this site, such as `/orders`');
}

/** No two of a kind have a name in common. */
export function checkNames({ add }: Check, names: readonly string[], path: string, what: string): void {
  names
    .filter((name, index) => names.indexOf(name) < index && names.indexOf(name) === names.lastIndexOf(name, index - 1))
    .forEach((name) => {
      add(path, `two ${what} are named \`${name}\``);
    });
}

export function checkPersonas({ personas, add }: Check, named: readonly string[] | undefined, path: string): void {
  if (named !== undefined && named.length === 0) add(path, 'names nobody; leave it out where it is for everybody');
  (named ?? []).forEach((name) => {
    if (personas.indexOf(name) < 0) add(path, `no persona is named \`${name}\``);
  });
}

/** A need that can never be met is a mistake. */
export function checkNeed(check: Check, need: Need | undefined, path: string): void {
  if (need === undefined || 'signedIn' in need) return;
  if ('personas' in need) checkPersonas(check, need.personas, path);
  else if (tableOf(check, need.table, path) === null) return;
  else if ('action' in need) checkAction(check, need, path);
  else if (!isPrivilege(need.privilege)) check.add(path, `\`${need.privilege}\` is no privilege; an action is named by \`action\``);
}

function checkAction({ policy, add }: Check, { table, action }: Extract<Need, { readonly action: string }>, path: string): void {
  const allows = policy.rules.filter((rule) => rule.effect === 'allow' && rule.table === table);
  if (!allows.some(({ actions }) => (actions ?? []).indexOf(action) >= 0))
    add(path, `no rule allows the action \`${action}\` on \`${table}\` to anybody`);
}
