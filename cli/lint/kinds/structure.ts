import type { Rule } from '../../../engine/index.ts';
import { pathsTo } from '../../policy-file/index.ts';
import { comparisonsOf } from '../conditions.ts';
import { covers, type Kind, type Linted, rulesOf } from '../finding.ts';
import { brokenParent, lookupTargets, parentOf } from '../parents.ts';

const protectedTables = ({ policy }: Linted): readonly string[] =>
  Object.keys(policy.tables).filter((table) => policy.tables[table]?.kind === 'protected');
const allowsOn = (linted: Linted, table: string): readonly Rule[] =>
  rulesOf(linted)
    .map(({ rule }) => rule)
    .filter((rule) => rule.effect === 'allow' && rule.table === table);

/** Parts of a policy that do not fit together. */
export const structureKinds: readonly Kind[] = [
  {
    id: 'PL020',
    name: 'broken-parent',
    severity: 'error',
    why: 'A child rule whose parent is missing, inactive, a deny, in a circle or too far up gives nothing.',
    find: (linted) =>
      rulesOf(linted).flatMap(({ rule, path }) => {
        const broken = parentOf(rule) === null ? null : brokenParent(linted, rule);
        return broken === null ? [] : [{ path: `${path}.access`, message: `\`${rule.id}\` ${broken}, so it gives nothing` }];
      }),
  },
  {
    id: 'PL021',
    name: 'table-without-rule',
    severity: 'warning',
    why: 'A protected table without an allow is closed to everybody: perhaps that is meant, perhaps rules are missing.',
    find: (linted) =>
      protectedTables(linted)
        .filter((table) => allowsOn(linted, table).length === 0)
        .map((table) => ({ path: `tables.${table}`, message: `nobody may do anything with ${table}` })),
  },
  {
    id: 'PL022',
    name: 'role-without-rule',
    severity: 'note',
    why: 'A role that no rule names gives nothing.',
    find: ({ policy }) =>
      Object.keys(policy.roles)
        .filter((role) => (policy.roles[role]?.flags ?? []).length === 0 && !policy.rules.some(({ roles }) => (roles ?? []).includes(role)))
        .map((role) => ({ path: 'roles', message: `no rule names the role \`${role}\`` })),
  },
  {
    id: 'PL023',
    name: 'change-without-read',
    severity: 'error',
    why: 'Every request that names a row asks `read` first: without it the other privilege can never be used.',
    find: (linted) =>
      rulesOf(linted)
        .filter(
          ({ rule }) =>
            rule.effect === 'allow' &&
            ((rule.privileges ?? []).some((each) => each === 'write' || each === 'delete') || (rule.actions ?? []).length > 0) &&
            (rule.roles ?? []).some(
              (role) =>
                !allowsOn(linted, rule.table).some((each) => (each.privileges ?? []).includes('read') && covers(each.roles, [role])),
            ) &&
            !readableBySignedIn(linted, rule.table),
        )
        .map(({ rule, path }) => ({ path, message: `\`${rule.id}\` changes rows of ${rule.table} that its roles cannot read` })),
  },
  {
    id: 'PL024',
    name: 'append-side-missing',
    severity: 'warning',
    why: 'Setting a lookup asks `append` on the row and `appendto` on its target: with one side missing it is always refused.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => rule.effect === 'allow' && (rule.privileges ?? []).includes('append'))
        .flatMap(({ rule, path }) => {
          const targets = Object.keys(linted.policy.tables[rule.table]?.columns ?? {})
            .filter((column) => rule.columns === undefined || rule.columns[column]?.write === true)
            .flatMap((column) => lookupTargets(linted.policy, rule.table, column))
            .filter((table, index, all) => all.indexOf(table) === index && linted.policy.tables[table]?.kind === 'protected');
          return targets
            .filter(
              (table) =>
                !allowsOn(linted, table).some(
                  (each) => (each.privileges ?? []).includes('appendto') && (rule.roles ?? []).some((role) => covers(each.roles, [role])),
                ),
            )
            .map((table) => ({
              path: `${path}.privileges`,
              message: `\`${rule.id}\` appends to ${table}, where none of its roles has \`appendto\``,
            }));
        }),
  },
  {
    id: 'PL025',
    name: 'door-without-path',
    severity: 'error',
    why: 'A table from which nothing leads to a contact or an account can only be closed: its native permission would have to be Global.',
    find: (linted) =>
      protectedTables(linted)
        .filter((table) => Object.values(linted.policy.tables[table]?.doors ?? {}).includes('guarded'))
        .filter(
          (table) =>
            table !== 'contact' &&
            table !== 'account' &&
            ['contact', 'account'].every((to) => pathsTo(linted.policy.tables, table, to).length === 0),
        )
        .map((table) => ({
          path: `tables.${table}.doors`,
          message: `${table} has a guarded door, but no lookup of it leads to a contact or an account`,
        })),
  },
  {
    id: 'PL026',
    name: 'access-by-text',
    severity: 'warning',
    why: 'Texts are compared by a fold here and by a collation there: a choice or a lookup cannot be read two ways.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => rule.when !== undefined)
        .flatMap(({ rule, path }) =>
          comparisonsOf(rule.when as NonNullable<Rule['when']>)
            .filter(
              ([left, operator]) =>
                typeof left === 'string' && linted.policy.tables[rule.table]?.columns[left] === 'text' && !operator.startsWith('is '),
            )
            .slice(0, 1)
            .map(([left]) => ({ path: `${path}.when`, message: `\`${rule.id}\` decides by the text \`${String(left)}\`` })),
        ),
  },
  {
    id: 'PL027',
    name: 'unused-mask',
    severity: 'note',
    why: 'A mask that no rule uses hides nothing.',
    find: ({ policy }) =>
      Object.keys(policy.masks ?? {})
        .filter((mask) => !policy.rules.some(({ columns }) => Object.values(columns ?? {}).some((each) => each.mask === mask)))
        .map((mask) => ({ path: `masks.${mask}`, message: `no rule uses the mask \`${mask}\`` })),
  },
  {
    id: 'PL028',
    name: 'writes-security-column',
    severity: 'warning',
    why: 'No portal door may write a column of contact or account that decides on access: the permission can never be used, and a form would show a field that is always refused.',
    find: (linted) => {
      const used = linted.engine.columnsUsed();
      return rulesOf(linted)
        .filter(({ rule }) => rule.effect === 'allow' && (rule.table === 'contact' || rule.table === 'account'))
        .flatMap(({ rule, path }) =>
          Object.entries(rule.columns ?? {})
            .filter(
              ([column, { write }]) =>
                write === true && (used[rule.table as 'contact' | 'account'].includes(column) || column === 'parentcustomerid'),
            )
            .map(([column]) => ({
              path: `${path}.columns.${column}`,
              message: `\`${rule.id}\` lets \`${column}\` be written, by which rules decide`,
            })),
        );
    },
  },
  {
    id: 'PL029',
    name: 'lowers-what-nobody-has',
    severity: 'note',
    why: 'A deny on a column that no allow shows or writes takes nothing away.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => rule.effect === 'deny' && rule.columns !== undefined)
        .flatMap(({ rule, path }) =>
          Object.keys(rule.columns ?? {})
            .filter((column) => allowsOn(linted, rule.table).every(({ columns }) => columns !== undefined && columns[column] === undefined))
            .map((column) => ({
              path: `${path}.columns.${column}`,
              message: `no rule gives \`${column}\`, which \`${rule.id}\` takes away`,
            })),
        ),
  },
];

/** Whether a rule for everybody who has signed in reads the table: it reaches the holders of every role. */
const readableBySignedIn = (linted: Linted, table: string): boolean =>
  allowsOn(linted, table).some(
    (rule) =>
      (rule.privileges ?? []).includes('read') &&
      (rule.roles ?? []).some((role) => role === '*' || (linted.policy.roles[role]?.flags ?? []).includes('authenticated')),
  );
