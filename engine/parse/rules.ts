import { own } from '../own.ts';
import { checkCondition } from './conditions.ts';
import type { Known } from './context.ts';
import { endOfPath } from './context.ts';
import type { Json } from './values.ts';
import { eachEntry, flagAt, listAt, nameAt, objectAt, oneOf, textAt, timeAt } from './values.ts';

const KEYS =
  'id effect table roles privileges actions access when endsWhen from until whenUnknown columns requires audit reason inactive native overridable';
const PRIVILEGES = ['read', 'create', 'write', 'delete', 'append', 'appendto'] as const;
const REQUIREMENTS = ['comment', 'fresh-sign-in', 'second-person'] as const;
const AUDITS = ['none', 'decision', 'every-read'] as const;

/** Checks one rule. In a bundle it has no roles. */
export function checkRule(known: Known, value: unknown, path: string, inBundle: boolean): undefined {
  const { problems } = known;
  const rule = objectAt(value, path, KEYS.split(' '), problems);
  if (!rule) return;
  const id = nameAt(rule.id, `${path}.id`, problems);
  if (id !== null && id.indexOf('/') >= 0) problems.add(`${path}.id`, 'cannot hold `/`, which separates a grant from its rule');
  const effect = oneOf(rule.effect, `${path}.effect`, ['allow', 'deny'], problems);
  const table = nameAt(rule.table, `${path}.table`, problems);
  if (table !== null && own(known.tables, table) === undefined)
    return problems.add(`${path}.table`, `the policy has no table \`${table}\``, { kind: 'table', name: table });
  checkRoles(known, rule, path, inBundle);
  checkAsked(known, rule, path);
  if (table !== null) {
    checkAccess(known, table, effect, rule.access, `${path}.access`);
    if (rule.when !== undefined) checkCondition(known, table, rule.when, `${path}.when`);
    if (rule.endsWhen !== undefined) checkCondition(known, table, rule.endsWhen, `${path}.endsWhen`);
    if (rule.columns !== undefined) checkColumns(known, table, effect, rule.columns, `${path}.columns`);
  }
  timeAt(rule.from, `${path}.from`, problems);
  timeAt(rule.until, `${path}.until`, problems);
  if (rule.whenUnknown !== undefined) {
    oneOf(rule.whenUnknown, `${path}.whenUnknown`, ['skip'], problems);
    if (effect === 'allow') problems.add(`${path}.whenUnknown`, 'is for denies; an allow never applies on what is unknown');
  }
  if (rule.requires !== undefined) {
    const requires = listAt(rule.requires, `${path}.requires`, problems, REQUIREMENTS.length);
    if (requires.length === 0) problems.add(`${path}.requires`, `must name at least one of ${REQUIREMENTS.join(', ')}`);
    requires.forEach((each, index) => {
      oneOf(each, `${path}.requires[${index}]`, REQUIREMENTS, problems);
    });
  }
  if (rule.audit !== undefined) oneOf(rule.audit, `${path}.audit`, AUDITS, problems);
  if (rule.reason !== undefined) textAt(rule.reason, `${path}.reason`, problems);
  flagAt(rule.inactive, `${path}.inactive`, problems);
  flagAt(rule.native, `${path}.native`, problems);
  flagAt(rule.overridable, `${path}.overridable`, problems);
}

function checkRoles({ roles, problems }: Known, rule: Json, path: string, inBundle: boolean): undefined {
  const named = listAt(rule.roles, `${path}.roles`, problems);
  if (inBundle && named.length > 0) problems.add(`${path}.roles`, 'a rule of a bundle has no roles: its grant binds it to a person');
  named.forEach((role, index) => {
    const name = nameAt(role, `${path}.roles[${index}]`, problems);
    if (name !== null && name !== '*' && roles.indexOf(name) < 0)
      problems.add(`${path}.roles[${index}]`, `the policy has no role \`${name}\``, { kind: 'role', name });
  });
}

function checkAsked({ problems }: Known, rule: Json, path: string): undefined {
  const privileges = listAt(rule.privileges, `${path}.privileges`, problems);
  const actions = listAt(rule.actions, `${path}.actions`, problems);
  privileges.forEach((each, index) => {
    oneOf(each, `${path}.privileges[${index}]`, PRIVILEGES, problems);
  });
  actions.forEach((each, index) => {
    const name = nameAt(each, `${path}.actions[${index}]`, problems);
    if (name !== null && PRIVILEGES.indexOf(name as 'read') >= 0)
      problems.add(`${path}.actions[${index}]`, `\`${name}\` is a privilege, not an action`);
  });
  if (privileges.length + actions.length === 0) problems.add(path, 'names neither a privilege nor an action, so it can never apply');
}

function checkAccess(known: Known, table: string, effect: string | null, value: unknown, path: string): undefined {
  const { problems } = known;
  if (value === 'global' || value === 'self') {
    if (value === 'self' && table !== 'contact') problems.add(path, '`self` is for the table `contact`');
    return;
  }
  const access = objectAt(value, path, ['contact', 'account', 'parent', 'rule', 'custom'], problems);
  if (!access) return;
  const kinds = Object.keys(access).filter((key) => key !== 'rule');
  if (kinds.length !== 1)
    return problems.add(path, 'must be one of `global`, `self`, `contact`, `account`, `parent` with `rule`, `custom`');
  const kind = kinds[0] as string;
  if (access.rule !== undefined && kind !== 'parent') problems.add(path, '`rule` belongs to `parent`');
  if (kind === 'custom') return checkCondition(known, table, access.custom, `${path}.custom`);
  const lookup = nameAt(access[kind], `${path}.${kind}`, problems);
  if (lookup === null) return;
  const end = endOfPath(known, table, lookup, `${path}.${kind}`);
  if (kind === 'parent') {
    nameAt(access.rule, `${path}.rule`, problems);
    if (effect === 'deny') problems.add(path, 'a deny has no access `parent`');
    if (lookup.indexOf('.') >= 0) problems.add(`${path}.parent`, 'must be a lookup of the table itself');
    else if (end && end.targets.length === 0) problems.add(`${path}.parent`, `\`${lookup}\` is not a lookup`);
  } else if (end && end.targets.indexOf(kind) < 0) {
    problems.add(`${path}.${kind}`, `\`${lookup}\` does not lead to \`${kind}\``, {
      kind: 'path',
      table,
      to: kind === 'contact' ? 'contact' : 'account',
    });
  }
}

function checkColumns(known: Known, table: string, effect: string | null, value: unknown, path: string): undefined {
  const { problems } = known;
  eachEntry(value, path, problems, (column, entry, at) => {
    const type = own(own(known.tables, table)?.columns, column);
    if (type === undefined)
      return problems.add(at, `the table \`${table}\` has no column \`${column}\``, { kind: 'column', table, name: column });
    const given = objectAt(entry, at, ['level', 'mask', 'write'], problems);
    if (!given) return;
    const level = given.level === undefined ? undefined : oneOf(given.level, `${at}.level`, ['none', 'masked', 'read'], problems);
    const mask = typeof given.mask === 'string' ? own(known.masks, given.mask) : undefined;
    if (level === 'masked' && mask === undefined)
      problems.add(`${at}.mask`, 'must name a mask of the policy', { kind: 'mask', name: String(given.mask ?? '') });
    // The last characters of a choice or a boolean are all of it, and those of a lookup tell its row from others.
    if (mask === 'last' && type !== 'text' && type !== 'number')
      problems.add(`${at}.mask`, 'shows the last characters, which is for text and numbers; use a mask with a text');
    if (level !== 'masked' && given.mask !== undefined) problems.add(`${at}.mask`, 'belongs to the level `masked`');
    flagAt(given.write, `${at}.write`, problems);
    if (effect === 'deny' && given.write === true) problems.add(`${at}.write`, 'a deny takes write away: it can only be false');
  });
}
