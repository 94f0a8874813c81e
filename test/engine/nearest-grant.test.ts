import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import {
  type Access,
  type Cell,
  type Change,
  type Circumstances,
  type Condition,
  changed,
  createEngine,
  type DecisionRequest,
  nearestGrant,
  type Policy,
  type Principal,
  parsePolicy,
  type Row,
  type Rule,
} from '../../engine/index.ts';

const NOW = '2026-06-15T12:00:00Z';
const limits = { changes: 3, tries: 20_000 };

interface Fixture {
  readonly now: string;
  readonly policy: Policy;
  readonly data: { readonly rows: { readonly [table: string]: readonly Row[] } };
  readonly principals: { readonly [name: string]: Principal };
}
const scm = JSON.parse(readFileSync(new URL('../cases/fixtures/scm.json', import.meta.url), 'utf8')) as Fixture;
const asked = (person: string, request: DecisionRequest): Circumstances => ({
  policy: scm.policy,
  principal: scm.principals[person] ?? assert.fail(),
  request,
  source: { load: (table, id) => scm.data.rows[table]?.find((row) => row.id === id) ?? null, grants: () => [] },
});
const allows = (circumstances: Circumstances, now: string): boolean =>
  createEngine(circumstances.policy).decide(circumstances.principal, circumstances.request, circumstances.source, now).allowed;

test("C03: the nearest grant of Sam's order for Jane is the lookup to her or one of the roles, and each of them allows", () => {
  const given = asked('jane', { privilege: 'read', table: 'salesorder', id: 'o-sam' });
  const nearest = nearestGrant(given, scm.now, { limits });
  assert.equal(nearest.kind, 'found');
  if (nearest.kind !== 'found') return;
  assert.ok(
    nearest.sets.some(
      (set) => set.length === 1 && set[0]?.kind === 'set-lookup' && set[0].column === 'orderedby' && set[0].value === 'contact:jane',
    ),
    JSON.stringify(nearest.sets),
  );
  for (const set of nearest.sets) assert.ok(allows(changed(given, set), scm.now), JSON.stringify(set));
});

test('what is allowed needs nothing, and what no change gives says so', () => {
  assert.deepEqual(nearestGrant(asked('jane', { privilege: 'read', table: 'salesorder', id: 'o-jane' }), scm.now, { limits }), {
    kind: 'allowed',
  });
  assert.deepEqual(nearestGrant(asked('jane', { privilege: 'read', table: 'salesorder', id: 'o-none' }), scm.now, { limits }), {
    kind: 'none',
    complete: true,
  });
});

test('a column that the asker may not see is in no proposal', () => {
  const given = asked('jane', { privilege: 'read', table: 'salesorder', id: 'o-sam' });
  const nearest = nearestGrant(given, scm.now, { limits, mayShow: (_table, _id, column) => column !== 'orderedby' });
  assert.doesNotMatch(JSON.stringify(nearest), /orderedby/);
});

test('a search that meets its limit says that it is not complete', () => {
  const given = asked('may', { privilege: 'delete', table: 'salesorder', id: 'o-jane' });
  assert.deepEqual(nearestGrant(given, scm.now, { limits: { changes: 3, tries: 1 } }), { kind: 'none', complete: false });
});

/* ---- small random policies, and every set of changes of the same kinds tried one by one */

const ROLES = ['r', 's', 't'];
const TABLES = {
  contact: { kind: 'protected', columns: { limit: 'number', parentcustomerid: { lookup: ['account'] } } },
  account: { kind: 'protected', columns: { tier: 'choice' } },
  thing: {
    kind: 'protected',
    columns: { status: 'choice', amount: 'number', flag: 'boolean', owner: { lookup: ['contact'] }, account: { lookup: ['account'] } },
  },
  part: { kind: 'protected', columns: { status: 'choice', thing: { lookup: ['thing'] } } },
} as const;
const DOMAIN: { readonly [column: string]: readonly Cell[] } = {
  status: [null, 1, 2, 3],
  tier: [null, 1, 2],
  amount: [null, '0', '1', '2'],
  limit: [null, '0', '1', '2'],
  flag: [null, true, false],
  owner: [null, 'contact:ann'],
  account: [null, 'account:x'],
  parentcustomerid: [null, 'account:x', 'account:y'],
};

type Gen = fc.GeneratorValue;
const pick = <T>(g: Gen, list: readonly T[]): T => list[g(fc.nat, { max: list.length - 1 })] as T;
const chance = (g: Gen, percent: number): boolean => g(fc.nat, { max: 99 }) < percent;
const THING: readonly Condition[] = [
  ['status', '=', 1],
  ['status', 'in', [1, 2]],
  ['status', '≠', 3],
  ['status', 'is null'],
  ['amount', '>', '1'],
  ['amount', '≤', { principal: 'contact.limit' }],
  ['flag', '=', true],
  ['account.tier', '=', 1],
  ['owner.limit', '≥', '1'],
  ['owner', 'is not null'],
  [{ principal: 'account.tier' }, '=', 2],
];
const leaf = (g: Gen, table: string): Condition =>
  table === 'thing'
    ? pick(g, THING)
    : pick<Condition>(g, [
        ['status', '=', 1],
        ['thing.status', '=', 2],
        ['thing.flag', 'is null'],
      ]);
const condition = (g: Gen, table: string): Condition => {
  const kind = g(fc.nat, { max: 5 });
  if (kind === 0) return { all: [leaf(g, table), leaf(g, table)] };
  if (kind === 1) return { any: [leaf(g, table), leaf(g, table)] };
  return kind === 2 ? { not: leaf(g, table) } : leaf(g, table);
};

function makeRule(g: Gen, id: string): Rule {
  const effect = chance(g, 65) ? ('allow' as const) : ('deny' as const);
  const table = chance(g, 75) ? 'thing' : 'part';
  const access: Access =
    table === 'thing'
      ? pick<Access>(g, ['global', { contact: 'owner' }, { account: 'account' }])
      : effect === 'allow' && chance(g, 60)
        ? { parent: 'thing', rule: 'r0' }
        : 'global';
  return {
    id,
    effect,
    table,
    roles: chance(g, 15) ? ['*'] : ROLES.filter(() => chance(g, 40)),
    privileges: ['read', ...(chance(g, 60) ? (['write'] as const) : [])],
    access,
    ...(chance(g, 55) ? { when: condition(g, table) } : {}),
    ...(chance(g, 15) ? { endsWhen: leaf(g, table) } : {}),
    ...(chance(g, 15) ? { requires: [pick(g, ['comment', 'second-person'] as const)] } : {}),
    ...(effect === 'deny' && chance(g, 20) ? { whenUnknown: 'skip' as const } : {}),
  };
}

function makeCircumstances(g: Gen): Circumstances {
  const rules: Rule[] = [
    {
      id: 'r0',
      effect: 'allow',
      table: 'thing',
      roles: ROLES.filter(() => chance(g, 50)),
      privileges: ['read'],
      access: pick<Access>(g, ['global', { contact: 'owner' }]),
    },
    ...[1, 2, 3].slice(0, g(fc.nat, { max: 3 })).map((index) => makeRule(g, `r${index}`)),
  ];
  const parsed = parsePolicy({
    site: 'law',
    timezone: 'UTC',
    roles: Object.fromEntries(ROLES.map((role) => [role, { site: 'law' }])),
    tables: TABLES,
    rules,
  });
  assert.equal(parsed.kind, 'policy', JSON.stringify(parsed));
  const row = (id: string, columns: readonly string[], more: { readonly [column: string]: Cell } = {}): Row => ({
    id,
    ...Object.fromEntries(columns.map((column) => [column, pick(g, DOMAIN[column] ?? [])])),
    ...more,
  });
  const rows: { readonly [table: string]: readonly Row[] } = {
    contact: [row('ann', ['limit', 'parentcustomerid']), row('bob', ['limit', 'parentcustomerid'])],
    account: [row('x', ['tier']), row('y', ['tier'])],
    thing: [row('t', ['status', 'amount', 'flag', 'account'], { owner: pick(g, [null, 'contact:ann', 'contact:bob']) })],
    part: [row('p', ['status'], { thing: pick(g, ['thing:t', 'thing:t', null]) })],
  };
  const load = (table: string, id: string): Row | null => rows[table]?.find((each) => each.id === id) ?? null;
  const contact = load('contact', 'ann') ?? assert.fail();
  const parent = contact['parentcustomerid'];
  const account = typeof parent === 'string' ? load('account', parent.slice('account:'.length)) : null;
  const principal: Principal = { kind: 'contact', site: 'law', contact, account, roles: ROLES.filter(() => chance(g, 30)) };
  const [table, id] = chance(g, 75) ? ['thing', 't'] : ['part', 'p'];
  return {
    policy: parsed.kind === 'policy' ? parsed.policy : assert.fail(),
    principal,
    request: { privilege: chance(g, 50) ? 'read' : 'write', table, id },
    source: { load, grants: () => [] },
  };
}

/** Every change of the same kinds, whatever the rules look at. */
function universe({ policy, principal, source }: Circumstances): readonly Change[] {
  const set = (table: string, id: string): readonly Change[] => {
    const row = source.load(table, id) ?? assert.fail();
    return Object.keys(TABLES[table as keyof typeof TABLES].columns).flatMap((column) =>
      (DOMAIN[column] ?? [])
        // Lookups lead to the own account or nowhere; the own account itself moves only where a rule compares it, so not here.
        .filter((value) => value !== row[column] && !(value !== null && column === 'parentcustomerid'))
        .filter((value) => column !== 'account' || value === null || value === `account:${principal.account?.id}`)
        .map((value): Change => ({ kind: 'set-value', table, id, column, value })),
    );
  };
  return [
    ...ROLES.filter((role) => !principal.roles.includes(role)).map((role): Change => ({ kind: 'link-role', role })),
    ...(['comment', 'second-person'] as const).map((requirement): Change => ({ kind: 'meet', requirement })),
    ...policy.rules.filter(({ effect }) => effect === 'deny').map(({ id }): Change => ({ kind: 'lift-deny', rule: id })),
    ...set('thing', 't'),
    ...set('part', 'p').filter((change) => change.kind !== 'set-value' || change.column !== 'thing'),
    ...['ann', 'bob'].flatMap((id) =>
      set('contact', id).filter((change) => id === 'ann' || (change.kind === 'set-value' && change.column !== 'parentcustomerid')),
    ),
    ...['x', 'y'].flatMap((id) => set('account', id)),
  ];
}

test('every proposed set allows, and no smaller set of the same kinds does', { timeout: 300_000 }, () => {
  const sizes = new Map<number, number>();
  const check = (g: Gen): void => {
    const given = makeCircumstances(g);
    const nearest = nearestGrant(given, NOW, { limits });
    const told = JSON.stringify([given.policy.rules, given.principal, given.request, nearest]);
    assert.equal(nearest.kind === 'allowed', allows(given, NOW), told);
    if (nearest.kind === 'allowed') return;
    const sets = nearest.kind === 'found' ? nearest.sets : [];
    const size = sets[0]?.length ?? 3;
    sizes.set(size, (sizes.get(size) ?? 0) + 1);
    for (const set of sets) {
      assert.equal(set.length, size, told);
      assert.ok(allows(changed(given, set), NOW), told);
    }
    if (nearest.kind === 'none') assert.ok(nearest.complete, told);
    if (size === 1) return;
    const all = universe(given);
    for (const one of all) assert.ok(!allows(changed(given, [one]), NOW), `${JSON.stringify(one)} is smaller than ${told}`);
    if (size === 2) return;
    // Of the pairs a part that is drawn at random: all of them together would take hours.
    for (let index = 0; index < 400; index++) {
      const pair = [pick(g, all), pick(g, all)];
      assert.ok(!allows(changed(given, pair), NOW), `${JSON.stringify(pair)} is smaller than ${told}`);
    }
  };
  const details = fc.check(fc.property(fc.gen(), check), { seed: 20260615, numRuns: 600, endOnFailure: true });
  if (details.failed) throw details.errorInstance;
  for (const size of [1, 2, 3]) assert.ok((sizes.get(size) ?? 0) > 10, `sets of ${size}: ${sizes.get(size)}`);
});
