import { parsePolicy } from '../../../../engine/index.ts';
import { has, isObject, type JsonObject, type PolicyFacts, type Problem } from './facts.ts';

/** What the parser says about one rule among the facts of its site; `others` are about the facts. */
export interface Parsed {
  readonly problems: readonly Problem[];
  readonly others: readonly Problem[];
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);

/** Role names that a rule uses: where the site's own cannot be read, they are taken as they are. */
const rolesNamedIn = (rule: unknown): readonly string[] =>
  isObject(rule) ? texts(rule.roles).filter((name) => name !== '*' && name !== '' && name !== '__proto__') : [];

/** Mask names that a rule uses, as masks that fit every column. */
function masksNamedIn(rule: unknown): JsonObject {
  const columns = isObject(rule) && isObject(rule.columns) ? Object.values(rule.columns) : [];
  const named = columns.flatMap((each) => (isObject(each) && typeof each.mask === 'string' && each.mask !== '' ? [each.mask] : []));
  return Object.fromEntries([...new Set(named)].map((name, rank) => [name, { rank, text: '*' }]));
}

/** The parser wants a policy: the facts of the site with this rule alone. */
function policyWith({ site, tables, roles, masks }: PolicyFacts, rule: unknown): JsonObject {
  const names = roles ?? rolesNamedIn(rule);
  return {
    site,
    timezone: 'UTC',
    masks: masks ?? masksNamedIn(rule),
    roles: Object.fromEntries(names.map((name) => [name, { site }])),
    tables,
    rules: [rule],
  };
}

const ofRule = 'rules[0]';

/** Asks the parser that publishing uses. Paths are inside the rule: `when.all[1]`; the rule as a whole is `rule`. */
export function parseRule(facts: PolicyFacts, rule: unknown): Parsed {
  const parsing = parsePolicy(policyWith(facts, rule));
  const all = parsing.kind === 'problems' ? parsing.problems : [];
  const inside = (path: string): string => path.slice(ofRule.length).replace(/^\./, '') || 'rule';
  return {
    problems: all.filter(({ path }) => path.startsWith(ofRule)).map(({ path, message }) => ({ path: inside(path), message })),
    others: all.filter(({ path }) => !path.startsWith(ofRule)),
  };
}

/** A condition on the rows of a table, anywhere in a definition: the parser sees it as the access of a rule. */
export function conditionProblems(facts: PolicyFacts, table: string, condition: unknown, at: string): readonly Problem[] {
  const rule = { id: 'condition', effect: 'allow', table, privileges: ['read'], access: { custom: condition } };
  const inAccess = 'access.custom';
  return parseRule(facts, rule).problems.map(({ path, message }) => ({
    path: path.startsWith(inAccess) ? `${at}${path.slice(inAccess.length)}` : at,
    message,
  }));
}

/** The columns that the policy names of a table; null where it does not have the table. */
export function columnsOfTable({ tables }: PolicyFacts, table: string): readonly string[] | null {
  const facts = has(tables, table) ? tables[table] : undefined;
  if (!isObject(facts)) return null;
  return isObject(facts.columns) ? Object.keys(facts.columns) : [];
}

/** What the parser says about one protected table: beside the others of its site, without any rule. */
export function tableProblems(facts: PolicyFacts, name: string, definition: unknown): readonly Problem[] {
  const tables = { ...facts.tables, [name]: definition };
  const parsing = parsePolicy({ ...policyWith({ ...facts, tables }, null), rules: [] });
  const own = `tables.${name}`;
  return (parsing.kind === 'problems' ? parsing.problems : [])
    .filter(({ path }) => path === own || path.startsWith(`${own}.`) || path === 'tables')
    .map(({ path, message }) => ({ path: path.slice(own.length + 1) || 'table', message }));
}
