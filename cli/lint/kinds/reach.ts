import type { Rule } from '../../../engine/index.ts';
import { allowedExample } from '../example.ts';
import { covers, type Kind, type Linted, rulesOf } from '../finding.ts';
import { isUnconditional } from '../unconditional.ts';

const PERSONAL = ['emailaddress', 'telephone', 'mobilephone', 'birthdate', 'governmentid', 'address1_line', 'taxid', 'iban', 'bankaccount'];
const WRITES = ['create', 'write', 'delete', 'append'] as const;

const reads = ({ effect, privileges }: Rule): boolean => effect === 'allow' && (privileges ?? []).includes('read');
const isOpen = (rule: Rule): boolean => rule.access === 'global' && isUnconditional(rule);
const flagged = ({ policy }: Linted, { roles }: Rule, flag: 'authenticated' | 'anonymous'): readonly string[] =>
  (roles ?? []).filter((role) => (policy.roles[role]?.flags ?? []).includes(flag));
const personalColumns = ({ policy }: Linted, table: string): readonly string[] =>
  Object.keys(policy.tables[table]?.columns ?? {}).filter((column) => PERSONAL.some((each) => column.toLowerCase().includes(each)));

/** Rules that reach further than most people would want. */
export const reachKinds: readonly Kind[] = [
  {
    id: 'PL001',
    name: 'rule-without-role',
    severity: 'warning',
    why: 'A rule without a role applies to nobody; on import it looks like a permission and gives none.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => (rule.roles ?? []).length === 0 && !(typeof rule.access === 'object' && 'parent' in rule.access))
        .map(({ rule, path }) => ({ path, message: `\`${rule.id}\` has no role, so it applies to nobody` })),
  },
  {
    id: 'PL002',
    name: 'global-read-of-personal-data',
    severity: 'warning',
    why: 'Global access without a condition shows every person’s data to everybody with the role.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => reads(rule) && isOpen(rule) && personalColumns(linted, rule.table).some((column) => gives(rule, column)))
        .map(({ rule, path }) => ({
          path: `${path}.access`,
          message: `\`${rule.id}\` lets ${told(rule)} read ${personalColumns(linted, rule.table)
            .filter((column) => gives(rule, column))
            .join(', ')} of every ${rule.table}`,
          ...example(linted, rule, 'read'),
        })),
  },
  {
    id: 'PL003',
    name: 'anonymous-write',
    severity: 'error',
    why: 'Visitors who are not signed in can change data, and nobody can be held to it.',
    find: (linted) =>
      rulesOf(linted)
        .filter(
          ({ rule }) => rule.effect === 'allow' && ((rule.roles ?? []).includes('*') || flagged(linted, rule, 'anonymous').length > 0),
        )
        .flatMap(({ rule, path }) =>
          WRITES.filter((privilege) => (rule.privileges ?? []).includes(privilege)).map((privilege) => ({
            path: `${path}.privileges`,
            message: `\`${rule.id}\` lets visitors who are not signed in ${privilege} ${rule.table}`,
            ...example(linted, rule, privilege),
          })),
        ),
  },
  {
    id: 'PL004',
    name: 'open-to-all-signed-in',
    severity: 'warning',
    why: 'With registration open, “signed in” means anybody on the internet: what that role gives, the world has.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => rule.effect === 'allow' && isOpen(rule) && flagged(linted, rule, 'authenticated').length > 0)
        .map(({ rule, path }) => ({
          path: `${path}.roles`,
          message: `\`${rule.id}\` gives everybody who has signed in all rows of ${rule.table}`,
          ...example(linted, rule, (rule.privileges ?? ['read'])[0] ?? 'read'),
        })),
  },
  {
    id: 'PL005',
    name: 'everybody',
    severity: 'note',
    why: '`*` means visitors too, who have not signed in.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => rule.effect === 'allow' && (rule.roles ?? []).includes('*'))
        .map(({ rule, path }) => ({ path: `${path}.roles`, message: `\`${rule.id}\` is for everybody, visitors included` })),
  },
  {
    id: 'PL006',
    name: 'all-columns-read',
    severity: 'note',
    why: 'Without `columns` a rule gives every column that the table had when the policy was built, sensitive ones included.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => reads(rule) && rule.columns === undefined && !coveredByColumns(linted, rule))
        .map(({ rule, path }) => ({ path, message: `\`${rule.id}\` gives all columns of ${rule.table}: name those that are meant` })),
  },
  {
    id: 'PL007',
    name: 'all-columns-written',
    severity: 'warning',
    why: 'Without `columns` a rule that writes lets every column be written, state and ownership included.',
    find: (linted) =>
      rulesOf(linted)
        .filter(
          ({ rule }) =>
            rule.effect === 'allow' &&
            (rule.privileges ?? []).some((each) => each === 'write' || each === 'create') &&
            rule.columns === undefined,
        )
        .map(({ rule, path }) => ({
          path,
          message: `\`${rule.id}\` lets every column of ${rule.table} be written: name those that are meant`,
        })),
  },
];

const gives = ({ columns }: Rule, column: string): boolean => columns === undefined || columns[column]?.level === 'read';
const told = ({ roles }: Rule): string =>
  (roles ?? []).includes('*') ? 'everybody' : (roles ?? []).map((role) => `\`${role}\``).join(', ');
const example = (linted: Linted, { roles, table }: Rule, privilege: NonNullable<Rule['privileges']>[number]) => {
  const counterexample = allowedExample(linted, roles ?? [], { privilege, table });
  return counterexample === undefined ? {} : { counterexample };
};

/** Whether a deny lowers columns for the same people, so that somebody has thought of them. */
const coveredByColumns = ({ policy }: Linted, rule: Rule): boolean =>
  policy.rules.some(
    (each) => each.effect === 'deny' && each.columns !== undefined && each.table === rule.table && covers(each.roles, rule.roles),
  );
