import type { ExperienceDefinition } from '../../contracts/index.ts';
import type { Condition, Policy, Rule } from '../../engine/index.ts';
import type { LintedSite } from './finding.ts';

export const NOW = '2026-06-15T12:00:00Z';
type Draft = Partial<Rule> & { readonly id: string };
/** A policy with one thing wrong, and what lint has to say of it. */
export interface SeededFault {
  readonly id: string;
  readonly rules: readonly Draft[];
  readonly policy?: Partial<Policy>;
  readonly site?: Partial<LintedSite>;
  readonly experience?: Partial<ExperienceDefinition>;
  /** What the message or the example has to say. */
  readonly says: RegExp;
  readonly example?: RegExp;
}

export const TABLES: Policy['tables'] = {
  account: { kind: 'protected', columns: { name: 'text', tier: 'choice' } },
  contact: { kind: 'protected', columns: { emailaddress1: 'text', nick: 'text', parentcustomerid: { lookup: ['account'] } } },
  order: {
    kind: 'protected',
    stage: 'state',
    columns: {
      name: 'text',
      note: 'text',
      amount: 'number',
      state: 'choice',
      owner: { lookup: ['contact'] },
      customer: { lookup: ['account'] },
    },
  },
  line: { kind: 'protected', columns: { order: { lookup: ['order'] }, text: 'text' } },
  note: { kind: 'protected', columns: { text: 'text' } },
};

/** A policy with nothing to say against it. */
export const SOUND: readonly Rule[] = [
  {
    id: 'account',
    effect: 'allow',
    table: 'account',
    roles: ['buyer'],
    privileges: ['read', 'appendto'],
    access: { account: 'id' },
    columns: { name: { level: 'read' }, tier: { level: 'read' } },
  },
  {
    id: 'self',
    effect: 'allow',
    table: 'contact',
    roles: ['buyer'],
    privileges: ['read', 'appendto'],
    access: 'self',
    columns: { nick: { level: 'read' }, emailaddress1: { level: 'read' } },
  },
  {
    id: 'own',
    effect: 'allow',
    table: 'order',
    roles: ['buyer'],
    privileges: ['read', 'append'],
    access: { contact: 'owner' },
    columns: { name: { level: 'read' }, note: { level: 'masked', mask: 'full' } },
  },
  {
    id: 'change',
    effect: 'allow',
    table: 'order',
    roles: ['buyer'],
    privileges: ['write'],
    access: { contact: 'owner' },
    when: ['state', '=', 1],
    columns: { name: { write: true } },
  },
  {
    id: 'lines',
    effect: 'allow',
    table: 'line',
    privileges: ['read'],
    access: { parent: 'order', rule: 'own' },
    columns: { text: { level: 'read' } },
  },
  {
    id: 'notes',
    effect: 'allow',
    table: 'note',
    roles: ['buyer'],
    privileges: ['read'],
    access: { custom: ['text', 'is not null'] },
    columns: { text: { level: 'read' } },
  },
];
export const BASE: Policy = {
  site: 's',
  timezone: 'UTC',
  masks: { full: { rank: 0, text: '***' } },
  roles: { buyer: { site: 's' }, member: { site: 's', flags: ['authenticated'] }, visitor: { site: 's', flags: ['anonymous'] } },
  tables: TABLES,
  rules: SOUND,
};
export const EXPERIENCE: ExperienceDefinition = { languages: ['en'], menu: [], grids: [] };

const rule = (draft: Draft): Rule => ({
  effect: 'allow',
  table: 'order',
  roles: ['buyer'],
  privileges: ['read'],
  access: { contact: 'owner' },
  columns: { name: { level: 'read' } },
  ...draft,
});
const bare = (draft: Draft): Rule => {
  const { columns: _none, ...rest } = rule(draft);
  return rest;
};
const when = (condition: Condition) => ({ when: condition });
const action = (more: object) => ({
  name: 'approve',
  titles: {},
  table: 'order',
  inputs: [],
  comment: 'none',
  tone: 'primary',
  several: false,
  order: 1,
  effects: [],
  ...more,
});

export const seededFaults: readonly SeededFault[] = [
  { id: 'PL001', rules: [rule({ id: 'x', roles: [] })], says: /`x` has no role/ },
  {
    id: 'PL002',
    rules: [rule({ id: 'x', table: 'contact', access: 'global', columns: { emailaddress1: { level: 'read' } } })],
    says: /lets `buyer` read emailaddress1 of every contact/,
    example: /stranger with the role `buyer`/,
  },
  {
    id: 'PL003',
    rules: [rule({ id: 'x', roles: ['visitor'], table: 'note', privileges: ['create'], access: 'global', columns: {} })],
    says: /visitors who are not signed in create note/,
    example: /not signed in/,
  },
  {
    id: 'PL003',
    rules: [rule({ id: 'x', roles: ['*'], table: 'note', privileges: ['read', 'write'], access: 'global', columns: {} })],
    says: /write note/,
  },
  {
    id: 'PL004',
    rules: [rule({ id: 'x', roles: ['member'], access: 'global' })],
    says: /everybody who has signed in all rows of order/,
    example: /anybody who has signed in/,
  },
  { id: 'PL005', rules: [rule({ id: 'x', roles: ['*'] })], says: /visitors included/ },
  { id: 'PL006', rules: [bare({ id: 'x' })], says: /all columns of order/ },
  { id: 'PL007', rules: [bare({ id: 'x', privileges: ['write'] })], says: /every column of order be written/ },
  {
    id: 'PL010',
    rules: [
      rule({
        id: 'x',
        ...when({
          all: [
            ['state', '=', 1],
            ['state', 'in', [2, 3]],
          ],
        }),
      }),
    ],
    says: /holds on no row/,
  },
  {
    id: 'PL011',
    rules: [
      rule({
        id: 'x',
        ...when({
          any: [
            ['name', 'is null'],
            ['name', 'is not null'],
          ],
        }),
      }),
    ],
    says: /holds on every row/,
  },
  {
    id: 'PL012',
    rules: [{ id: 'x', effect: 'deny', table: 'order', roles: ['*'], privileges: ['read', 'append'], access: 'global', reason: 'r' }],
    says: /`own` gives nothing: `x` denies it all/,
  },
  {
    id: 'PL013',
    rules: [rule({ id: 'x', from: '2026-06-15T13:00:00Z', until: '2026-06-15T14:00:00+02:00' })],
    says: /ends before it begins/,
  },
  { id: 'PL014', rules: [rule({ id: 'x', until: NOW })], says: /ended on/ },
  { id: 'PL015', rules: [{ ...(SOUND[2] as Rule), id: 'x' }], says: /`x` says what `own` says/ },
  { id: 'PL016', rules: [bare({ id: 'x', access: 'global', privileges: ['read', 'append'] })], says: /`x` gives all that `own` gives/ },
  { id: 'PL017', rules: [rule({ id: 'x', requires: ['comment'] })], says: /`own` allows the same without/ },
  {
    id: 'PL018',
    rules: [
      {
        id: 'x',
        effect: 'deny',
        table: 'order',
        roles: ['buyer'],
        privileges: ['read'],
        access: 'global',
        reason: 'r',
        ...when(['state', '=', 9]),
        whenUnknown: 'skip',
      },
    ],
    says: /does not deny where/,
  },
  {
    id: 'PL019',
    rules: [
      { id: 'x', effect: 'deny', table: 'order', roles: ['buyer'], privileges: ['read'], access: 'global', ...when(['state', '=', 9]) },
    ],
    says: /refuses without a reason/,
  },
  {
    id: 'PL020',
    rules: [rule({ id: 'x', table: 'line', access: { parent: 'order', rule: 'gone' }, columns: { text: { level: 'read' } } })],
    says: /`gone`, which does not exist/,
  },
  {
    id: 'PL021',
    rules: [],
    policy: { tables: { ...TABLES, empty: { kind: 'protected', columns: {} } } },
    says: /nobody may do anything with empty/,
  },
  { id: 'PL022', rules: [], policy: { roles: { ...BASE.roles, unused: { site: 's' } } }, says: /no rule names the role `unused`/ },
  {
    id: 'PL023',
    rules: [rule({ id: 'x', table: 'note', roles: ['clerk'], privileges: ['delete'], access: 'global', columns: {} })],
    policy: { roles: { ...BASE.roles, clerk: { site: 's' } } },
    says: /changes rows of note that its roles cannot read/,
  },
  {
    id: 'PL024',
    rules: [rule({ id: 'x', roles: ['clerk'], privileges: ['read', 'append'], columns: { customer: { write: true } } })],
    policy: { roles: { ...BASE.roles, clerk: { site: 's' } } },
    says: /appends to account/,
  },
  {
    id: 'PL025',
    rules: [],
    policy: { tables: { ...TABLES, note: { kind: 'protected', columns: { text: 'text' }, doors: { list: 'guarded' } } } },
    says: /note has a guarded door/,
  },
  { id: 'PL026', rules: [rule({ id: 'x', ...when(['name', '=', 'secret']) })], says: /decides by the text `name`/ },
  {
    id: 'PL027',
    rules: [],
    policy: { masks: { full: { rank: 0, text: '***' }, last: { rank: 1, last: 2 } } },
    says: /no rule uses the mask `last`/,
  },
  {
    id: 'PL028',
    rules: [
      rule({ id: 'x', table: 'account', access: { account: 'id' }, privileges: ['write'], columns: { tier: { write: true } } }),
      rule({ id: 'y', ...when([{ principal: 'account.tier' }, '=', 1]) }),
    ],
    says: /lets `tier` be written/,
  },
  {
    id: 'PL029',
    rules: [
      {
        id: 'x',
        effect: 'deny',
        table: 'order',
        roles: ['buyer'],
        privileges: ['read'],
        access: 'global',
        columns: { amount: { level: 'none' } },
      },
    ],
    says: /no rule gives `amount`/,
  },
  {
    id: 'PL030',
    rules: [],
    site: { tablePermissions: [{ name: 'All orders', table: 'order', scope: 'Global', privileges: ['Read'] }] },
    says: /`All orders` lets the protected table order be read globally/,
  },
  {
    id: 'PL031',
    rules: [],
    site: { tablePermissions: [{ name: 'Mine', table: 'order', scope: 'Contact', privileges: ['Read'] }] },
    says: /all doors of order are closed/,
  },
  { id: 'PL032', rules: [], site: { settings: [{ name: 'Webapi/order/enabled', value: 'true' }] }, says: /is on, and the door is closed/ },
  { id: 'PL033', rules: [], site: { settings: [{ name: 'webapi/order/Fields', value: '*' }] }, says: /is `\*`/ },
  {
    id: 'PL034',
    rules: [rule({ id: 'x', roles: ['member'] })],
    site: { settings: [{ name: 'Authentication/Registration/OpenRegistrationEnabled', value: 'True' }] },
    says: /`x` reaches whoever registers/,
  },
  {
    id: 'PL035',
    rules: [rule({ id: 'x', privileges: ['write'], columns: { state: { write: true } } })],
    experience: { actions: [action({ to: 2 })] as never },
    says: /lets `state` be saved, which the action `approve` sets/,
  },
  {
    id: 'PL036',
    rules: [rule({ id: 'x', actions: ['aprove'] })],
    experience: { actions: [action({})] as never },
    says: /gives the action `aprove`/,
  },
  {
    id: 'PL037',
    rules: [],
    experience: { personas: [{ name: 'vip', titles: {}, roles: ['VIP'] }] },
    says: /nobody is of the persona `vip`/,
  },
];
