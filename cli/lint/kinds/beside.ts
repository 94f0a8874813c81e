import type { Rule } from '../../../engine/index.ts';
import { type Kind, type Linted, rulesOf } from '../finding.ts';

const doorOf = ({ policy }: Linted, table: string, door: string): string => policy.tables[table]?.doors?.[door] ?? 'closed';
const settingsOf = ({ site }: Linted, name: string): readonly string[] =>
  (site?.settings ?? []).filter((each) => each.name.toLowerCase() === name.toLowerCase()).map(({ value }) => value);
const isProtected = ({ policy }: Linted, table: string): boolean => policy.tables[table]?.kind === 'protected';
const writers = (linted: Linted, table: string, column: string): readonly Rule[] =>
  rulesOf(linted)
    .map(({ rule }) => rule)
    .filter(
      (rule) =>
        rule.effect === 'allow' &&
        rule.table === table &&
        (rule.privileges ?? []).includes('write') &&
        (rule.columns === undefined || rule.columns[column]?.write === true),
    );
const isTaken = (linted: Linted, table: string, column: string, roles: readonly string[]): boolean =>
  rulesOf(linted).some(
    ({ rule }) =>
      rule.effect === 'deny' &&
      rule.table === table &&
      rule.columns?.[column]?.write === false &&
      rule.when === undefined &&
      roles.every((role) => (rule.roles ?? []).includes(role) || (rule.roles ?? []).includes('*')),
  );

/** What a policy meets beside itself: the site’s own permissions and settings, and what its pages offer. */
export const besideKinds: readonly Kind[] = [
  {
    id: 'PL030',
    name: 'native-global-read',
    severity: 'error',
    why: 'The platform caches Global reads for all visitors together, so nothing behind it is personal any more.',
    find: (linted) =>
      (linted.site?.tablePermissions ?? [])
        .filter(
          ({ table, scope, privileges }) =>
            isProtected(linted, table) && scope.toLowerCase() === 'global' && privileges.some((each) => each.toLowerCase() === 'read'),
        )
        .map(({ name, table }) => ({
          path: `tables.${table}`,
          message: `the site’s table permission \`${name}\` lets the protected table ${table} be read globally`,
        })),
  },
  {
    id: 'PL031',
    name: 'native-permission-on-closed-table',
    severity: 'error',
    why: 'A closed door has no native permission: what is there opens it beside the rules.',
    find: (linted) =>
      (linted.site?.tablePermissions ?? [])
        .filter(
          ({ table }) => isProtected(linted, table) && ['list', 'form', 'webapi'].every((door) => doorOf(linted, table, door) === 'closed'),
        )
        .map(({ name, table }) => ({
          path: `tables.${table}.doors`,
          message: `all doors of ${table} are closed, but the site has the table permission \`${name}\``,
        })),
  },
  {
    id: 'PL032',
    name: 'web-api-of-closed-table',
    severity: 'error',
    why: 'The setting opens the site’s web interface for a table whose door there is closed.',
    find: (linted) =>
      Object.keys(linted.policy.tables)
        .filter(
          (table) =>
            isProtected(linted, table) &&
            doorOf(linted, table, 'webapi') === 'closed' &&
            settingsOf(linted, `Webapi/${table}/enabled`).some((value) => value.toLowerCase() === 'true'),
        )
        .map((table) => ({ path: `tables.${table}.doors`, message: `\`Webapi/${table}/enabled\` is on, and the door is closed` })),
  },
  {
    id: 'PL033',
    name: 'web-api-all-fields',
    severity: 'error',
    why: 'With `*` every column of the table is served, those added later included.',
    find: (linted) =>
      Object.keys(linted.policy.tables)
        .filter((table) => settingsOf(linted, `Webapi/${table}/fields`).some((value) => value.trim() === '*'))
        .map((table) => ({ path: `tables.${table}`, message: `\`Webapi/${table}/fields\` is \`*\`` })),
  },
  {
    id: 'PL034',
    name: 'open-registration',
    severity: 'warning',
    why: 'Anybody can register and then holds the role that everybody who has signed in holds.',
    find: (linted) => {
      const isOpen = settingsOf(linted, 'Authentication/Registration/OpenRegistrationEnabled').some(
        (value) => value.toLowerCase() === 'true',
      );
      if (!isOpen) return [];
      return rulesOf(linted)
        .filter(
          ({ rule }) =>
            rule.effect === 'allow' &&
            (rule.roles ?? []).some((role) => (linted.policy.roles[role]?.flags ?? []).includes('authenticated')),
        )
        .map(({ rule, path }) => ({ path: `${path}.roles`, message: `registration is open: \`${rule.id}\` reaches whoever registers` }));
    },
  },
  {
    id: 'PL035',
    name: 'action-bypassed-by-save',
    severity: 'error',
    why: 'Whoever may write the columns that an action sets need not press its button: requirements, states and events are gone round.',
    find: (linted) =>
      (linted.experience?.actions ?? []).flatMap((action) => {
        const stage = linted.policy.tables[action.table]?.stage;
        const set = [
          ...action.effects.flatMap((effect) => (effect.kind === 'set' ? [effect.column] : [])),
          ...(action.to !== undefined && stage !== undefined ? [stage] : []),
        ];
        return set.flatMap((column) =>
          writers(linted, action.table, column)
            .filter(({ roles }) => !isTaken(linted, action.table, column, roles ?? []))
            .map((rule) => ({
              path: pathOf(linted, rule),
              message: `\`${rule.id}\` lets \`${column}\` be saved, which the action \`${action.name}\` sets`,
            })),
        );
      }),
  },
  {
    id: 'PL036',
    name: 'action-unknown',
    severity: 'warning',
    why: 'A rule that gives an action which no page defines gives nothing.',
    find: (linted) =>
      linted.experience === null
        ? []
        : rulesOf(linted).flatMap(({ rule, path }) =>
            (rule.actions ?? [])
              .filter(
                (name) =>
                  name !== 'explain' &&
                  !(linted.experience?.actions ?? []).some((action) => action.name === name && action.table === rule.table),
              )
              .map((name) => ({
                path: `${path}.actions`,
                message: `\`${rule.id}\` gives the action \`${name}\`, which is not defined for ${rule.table}`,
              })),
          ),
  },
  {
    id: 'PL037',
    name: 'unreachable-persona',
    severity: 'warning',
    why: 'Nobody can ever be of the persona, so the tabs for it are never shown.',
    find: (linted) =>
      (linted.experience?.personas ?? [])
        .filter(
          ({ roles }) =>
            roles !== undefined &&
            !roles.some((role) => linted.policy.roles[role] !== undefined && linted.policy.roles[role]?.inactive !== true),
        )
        .map(({ name, roles }) => ({
          path: 'roles',
          message: `nobody is of the persona \`${name}\`: the site has none of the roles ${(roles ?? []).join(', ')}`,
        })),
  },
];

const pathOf = ({ policy }: Linted, rule: Rule): string => `rules[${policy.rules.indexOf(rule)}]`;
