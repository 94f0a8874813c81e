import fc from 'fast-check';
import type {
  Access,
  Condition,
  DecisionRequest,
  Grant,
  Policy,
  Principal,
  Row,
  Rule,
  RuleColumn,
  TableFacts,
} from '../../engine/index.ts';
import type { Data } from '../conformance/index.ts';

/** A small random policy with people and rows: few tables and few values, so that rules meet. */
export interface World {
  readonly policy: Policy;
  readonly principal: Principal;
  readonly data: Data;
}
export const NOW = '2026-06-15T12:00:00Z';

const TIMES = ['2026-06-15T11:00:00Z', '2026-06-15T13:59:59+02:00', '2026-06-15T12:00:00Z', '2026-06-15T12:00:01Z', '2026-06-15T13:00:00Z'];
const ROLES = ['r', 's', 't'];
export const TABLES: { readonly [table: string]: TableFacts } = {
  account: { kind: 'protected', site: 'website', columns: { name: 'text', tier: 'choice', website: 'text' } },
  contact: { kind: 'protected', columns: { nick: 'text', limit: 'number', since: 'datetime', parentcustomerid: { lookup: ['account'] } } },
  thing: {
    kind: 'protected',
    stage: 'status',
    columns: {
      name: 'text',
      other: 'text',
      amount: 'number',
      secret: 'number',
      status: 'choice',
      flag: 'boolean',
      due: 'datetime',
      done: 'datetime',
      owner: { lookup: ['contact'] },
      account: { lookup: ['account'] },
      customer: { lookup: ['account', 'contact'] },
    },
  },
  part: {
    kind: 'protected',
    primaryKey: 'thepart',
    site: 'website',
    columns: { label: 'text', secret: 'number', thing: { lookup: ['thing'] }, website: 'text' },
  },
};
const IDS: { readonly [table: string]: readonly string[] } = {
  account: ['x', 'y'],
  contact: ['ann', 'bob', 'cid'],
  thing: ['t1', 't2', 't3'],
  part: ['p1', 'p2'],
};

type Gen = fc.GeneratorValue;
const pick = <T>(g: Gen, list: readonly T[]): T => list[g(fc.nat, { max: list.length - 1 })] as T;
const chance = (g: Gen, percent: number): boolean => g(fc.nat, { max: 99 }) < percent;
const some = <T>(g: Gen, list: readonly T[]): readonly T[] => list.filter(() => chance(g, 50));

/** Texts as a store has them (never empty): marks, wildcards, blanks, letters that a collation takes for others. */
const TEXTS = [null, 'a', 'Á', 'ab', '%', 'b ', ' ', 'o', 'Ø', 'й', 'и', '[a]', 'ba'];

function cell(g: Gen, table: string, column: string): string | number | boolean | null {
  const type = TABLES[table]?.columns[column];
  if (column === 'website') return pick(g, ['law', 'law', 'law', 'other', null]);
  if (typeof type === 'object') {
    const target = pick(g, type.lookup);
    return chance(g, 20) ? null : `${target}:${pick(g, [...(IDS[target] ?? []), 'gone'])}`;
  }
  if (type === 'number') return pick(g, [null, '0', '1', '1.50', '2', '-1', '9007199254740993']);
  if (type === 'choice') return pick(g, [null, 1, 2, 3]);
  if (type === 'boolean') return pick(g, [null, true, false]);
  return type === 'datetime' ? pick(g, [null, ...TIMES]) : pick(g, TEXTS);
}

function makeRows(g: Gen): { [table: string]: Row[] } {
  const rows: { [table: string]: Row[] } = {};
  for (const [table, facts] of Object.entries(TABLES)) {
    rows[table] = (IDS[table] ?? []).map((id) => ({
      id,
      ...Object.fromEntries(Object.keys(facts.columns).map((column) => [column, cell(g, table, column)])),
    }));
  }
  return rows;
}

const LEAVES: { readonly [table: string]: readonly Condition[] } = {
  part: [
    ['label', '=', 'a'],
    ['label', 'is null'],
    ['thing.status', '=', 1],
    ['thing.amount', '>', '1'],
    ['thing.name', 'begins-with', { principal: 'contact.nick' }],
    ['thing.account.tier', 'in', [1, null]],
    ['thing.owner', '=', { principal: 'contact.id' }],
  ],
  thing: [
    ['name', '=', 'a'],
    ['name', '=', 'Ø'],
    ['name', 'in', ['a', 'o', 'ab']],
    ['name', '≠', 'ab'],
    ['name', 'contains', '[a'],
    ['name', 'ends-with', 'B'],
    ['name', '=', { column: 'other' }],
    ['name', 'begins-with', { principal: 'contact.nick' }],
    ['amount', '≤', { principal: 'contact.limit' }],
    ['amount', '>', '1.5'],
    ['amount', '≠', 1],
    ['amount', '<', { column: 'secret' }],
    ['owner.limit', '≥', { column: 'amount' }],
    ['status', 'in', [1, 2]],
    ['status', 'in', [3, null]],
    ['status', 'is null'],
    [{ stage: true }, '≠', 3],
    ['flag', '=', true],
    ['due', '<', { now: true }],
    [{ now: true }, '≤', { column: 'due' }],
    ['due', '=', '2026-06-15T14:00:00+02:00'],
    ['due', '<', { column: 'done' }],
    ['due', '≠', { column: 'done' }],
    ['owner.since', '≤', { column: 'due' }],
    ['owner.since', '=', { column: 'customer:contact.since' }],
    ['owner.nick', '=', 'a'],
    ['owner.nick', 'is not null'],
    ['account.tier', '=', { principal: 'account.tier' }],
    ['account', '=', { column: 'customer' }],
    ['customer:account.tier', '=', 1],
    ['customer:account.name', 'is null'],
    ['customer:contact.limit', '>', '0'],
    [{ principal: 'contact.nick' }, 'is null'],
    [{ principal: 'contact.parentcustomerid.tier' }, '=', 1],
  ],
  contact: [
    ['id', '=', { principal: 'contact.id' }],
    ['nick', 'is not null'],
  ],
  account: [
    ['id', '=', { principal: 'account.id' }],
    ['name', 'is not null'],
  ],
};
const leaf = (g: Gen, table: string): Condition => pick(g, LEAVES[table] ?? []);

/** A condition of at most a few parts. */
export function makeCondition(g: Gen, table: string, depth = 2): Condition {
  if (depth === 0 || chance(g, 45)) return leaf(g, table);
  const both = (): Condition[] => [makeCondition(g, table, depth - 1), makeCondition(g, table, depth - 1)];
  const kind = g(fc.nat, { max: 2 });
  return kind === 0 ? { all: both() } : kind === 1 ? { any: both() } : { not: makeCondition(g, table, depth - 1) };
}

function makeAccess(g: Gen, table: string, effect: Rule['effect']): Access {
  const choices: { readonly [table: string]: readonly (() => Access)[] } = {
    thing: [
      () => 'global',
      () => ({ contact: 'owner' }),
      () => ({ account: 'account' }),
      () => ({ account: 'customer' }),
      () => ({ custom: makeCondition(g, 'thing', 1) }),
    ],
    part: [
      () => 'global',
      () => ({ account: 'thing.account' }),
      ...(effect === 'allow'
        ? [(): Access => ({ parent: 'thing', rule: 'base' }), (): Access => ({ parent: 'thing', rule: pick(g, ['r1', 'b1']) })]
        : []),
    ],
    contact: [() => 'global', () => 'self'],
    account: [() => 'global', () => ({ account: 'id' })],
  };
  return pick(g, choices[table] ?? [])();
}

const PRIVILEGES = ['read', 'create', 'write', 'delete', 'append', 'appendto'] as const;
const maybe = <K extends string, T>(g: Gen, percent: number, key: K, make: () => T): { readonly [P in K]?: T } =>
  (chance(g, percent) ? { [key]: make() } : {}) as { readonly [P in K]?: T };

/** One rule; effect and table may be given. */
export function makeRule(
  g: Gen,
  id: string,
  given: { readonly effect?: Rule['effect']; readonly table?: string; readonly bundle?: boolean } = {},
): Rule {
  const effect = given.effect ?? (chance(g, 70) ? 'allow' : 'deny');
  const table = given.table ?? pick(g, ['thing', 'thing', 'thing', 'part', 'part', 'contact', 'account']);
  const entries: readonly RuleColumn[] =
    effect === 'allow'
      ? [
          { level: 'read' },
          { level: 'read', write: true },
          { level: 'masked', mask: 'full' },
          { level: 'masked', mask: 'last1', write: true },
          { write: true },
        ]
      : [{ level: 'none' }, { level: 'masked', mask: 'full' }, { level: 'masked', mask: 'last1' }, { write: false }];
  const declared = TABLES[table]?.columns ?? {};
  /** The last characters are for text and numbers. */
  const entryFor = (column: string): RuleColumn => {
    const entry = pick(g, entries);
    const plain = declared[column] === 'text' || declared[column] === 'number';
    return entry.mask === 'last1' && !plain ? { ...entry, mask: 'full' } : entry;
  };
  const columns = (): { [column: string]: RuleColumn } =>
    Object.fromEntries(some(g, Object.keys(declared)).map((column) => [column, entryFor(column)]));
  return {
    id,
    effect,
    table,
    roles: given.bundle || chance(g, 10) ? [] : chance(g, 30) ? ['*'] : some(g, ROLES),
    privileges: ['read', ...some(g, PRIVILEGES.slice(1))],
    access: makeAccess(g, table, effect),
    ...maybe(g, 50, 'when', () => makeCondition(g, table)),
    ...maybe(g, 20, 'endsWhen', () => leaf(g, table)),
    ...maybe(g, 15, 'from', () => pick(g, TIMES)),
    ...maybe(g, 15, 'until', () => pick(g, TIMES)),
    ...maybe(g, 35, 'columns', columns),
    ...maybe(g, 15, 'requires', () => [pick(g, ['comment', 'second-person', 'fresh-sign-in'] as const)]),
    ...(effect === 'deny' ? { ...maybe(g, 25, 'whenUnknown', () => 'skip' as const), ...maybe(g, 40, 'overridable', () => true) } : {}),
    ...maybe(g, 20, 'audit', () => pick(g, ['decision', 'every-read'] as const)),
    ...maybe(g, 30, 'reason', () => `because of ${id}`),
  };
}

function makePrincipal(g: Gen, rows: { readonly [table: string]: readonly Row[] }): Principal {
  if (chance(g, 10)) return { kind: 'anonymous', site: 'law', contact: null, account: null, roles: [] };
  const person = pick(g, ['ann', 'bob']);
  const contact = rows.contact?.find(({ id }) => id === person) as Row;
  const lookup = typeof contact.parentcustomerid === 'string' ? contact.parentcustomerid.split(':')[1] : undefined;
  const account = rows.account?.find(({ id }) => id === lookup) ?? null;
  return { kind: 'contact', site: 'law', contact, account, roles: some(g, ROLES) };
}

/** A whole world: a base allow, random rules, a bundle, and sometimes a grant of it. */
export function makeWorld(g: Gen): World {
  const rows = makeRows(g);
  const base: Rule = {
    id: 'base',
    effect: 'allow',
    table: 'thing',
    roles: ['r'],
    privileges: PRIVILEGES,
    access: pick<Access>(g, ['global', { account: 'account' }]),
  };
  const rules: Rule[] = [base];
  const count = 2 + g(fc.nat, { max: 5 });
  for (let index = 0; index < count; index += 1) rules.push(makeRule(g, `r${index}`));
  for (const table of ['contact', 'account']) {
    if (chance(g, 70))
      rules.push({ id: `open-${table}`, effect: 'allow', table, roles: ['*'], privileges: ['read', 'appendto'], access: 'global' });
  }
  const policy: Policy = {
    site: 'law',
    timezone: 'UTC',
    masks: { full: { rank: 0, text: '***' }, last1: { rank: 1, last: 1 } },
    roles: Object.fromEntries(ROLES.map((role) => [role, { site: 'law' }])),
    tables: TABLES,
    rules,
    bundles: { help: [0, 1].map((index) => makeRule(g, `b${index}`, { effect: 'allow', bundle: true })) },
  };
  const principal = makePrincipal(g, rows);
  const grant = (): Grant => ({
    id: 'g',
    contact: pick(g, ['ann', 'bob']),
    account: pick(g, [null, 'x', principal.account?.id ?? null]),
    bundle: 'help',
    ...maybe(g, 30, 'until', () => pick(g, TIMES)),
    ...maybe(g, 30, 'breakGlass', () => true),
    ...(chance(g, 30) ? { row: 'thing:t1', ...maybe(g, 50, 'endsWhen', () => leaf(g, 'thing')) } : {}),
  });
  return { policy, principal, data: { rows, grants: chance(g, 40) ? [grant()] : [] } };
}

/** Requests on every row of two tables. */
export function makeRequests(g: Gen, { data }: World): readonly DecisionRequest[] {
  const changes = (table: string) =>
    Object.fromEntries(
      some(g, Object.keys(TABLES[table]?.columns ?? {}))
        .slice(0, 2)
        .map((column) => [column, cell(g, table, column)]),
    );
  return ['thing', 'part'].flatMap((table): DecisionRequest[] => [
    { privilege: 'create', table, set: changes(table) },
    ...(data.rows[table] ?? []).flatMap(({ id }): DecisionRequest[] => [
      { privilege: 'read', table, id, ...maybe(g, 20, 'met', () => ['comment' as const]) },
      { privilege: 'delete', table, id },
      { privilege: 'write', table, id, set: changes(table) },
    ]),
  ]);
}
