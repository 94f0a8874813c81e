import assert from 'node:assert/strict';
import type {
  Answer,
  ChartContent,
  CounterContent,
  DashboardExperience,
  ExperienceDefinition,
  ExperienceResult,
  TileContent,
  TileDefinition,
  TileExperience,
} from '../../contracts/index.ts';
import type { Cell, Condition, Policy, Principal, Row, RowSource } from '../../engine/index.ts';
import { createEngine } from '../../engine/index.ts';
import { policy as base, experience as baseExperience, ids } from './fixture.ts';
import { createWorld, NOW, type World } from './world.ts';

const all = { level: 'read' } as const;
const read = (...columns: readonly string[]) => Object.fromEntries(columns.map((column) => [column, all]));

/**
 * Orders: the representative sees amount, date and priority of new and pending ones only, and never the masked address in clear; whether
 * one is called for is hidden on ordered ones. The authorised are found by a text, so that no store may count for them.
 */
export const policy: Policy = {
  ...base,
  tables: {
    ...base.tables,
    account: { kind: 'protected', primaryName: 'name', columns: { name: 'text', accountnumber: 'text', accountcategorycode: 'choice' } },
    contact: {
      kind: 'protected',
      primaryName: 'fullname',
      columns: { fullname: 'text', jobtitle: 'text', parentcustomerid: { lookup: ['account', 'contact'] } },
    },
  },
  rules: [
    ...base.rules.filter(({ id }) => id !== 'rep'),
    {
      id: 'rep',
      effect: 'allow',
      table: 'salesorder',
      roles: ['Representative'],
      privileges: ['read'],
      access: { account: 'customerid' },
      columns: {
        ...read('name', 'ordernumber', 'customerid', 'statuscode', 'willcall'),
        billto_line1: { level: 'masked', mask: 'last4' },
      },
    },
    {
      id: 'rep-early',
      effect: 'allow',
      table: 'salesorder',
      roles: ['Representative'],
      privileges: ['read', 'create'],
      access: { account: 'customerid' },
      when: ['statuscode', 'in', [1, 2]],
      columns: read('totalamount', 'requestdeliveryby', 'prioritycode'),
    },
    {
      id: 'no-call',
      effect: 'deny',
      table: 'salesorder',
      roles: ['Representative'],
      privileges: ['read'],
      access: 'global',
      when: ['statuscode', '=', 2],
      columns: { willcall: { level: 'none' } },
    },
    {
      id: 'urge',
      effect: 'allow',
      table: 'salesorder',
      roles: ['Representative'],
      actions: ['urge'],
      access: { account: 'customerid' },
      requires: ['comment'],
    },
  ],
};

const said = { en: 'x' };
export const tile = (name: string, more: object): TileDefinition =>
  ({ name, titles: said, table: 'salesorder', ...more }) as unknown as TileDefinition;

export const experienceWith = (more: Partial<ExperienceDefinition>): ExperienceDefinition => ({ ...baseExperience, ...more });
/** One dashboard `home` with one tab for everybody. */
export const oneTab = (tiles: readonly TileDefinition[], more: Partial<ExperienceDefinition> = {}): ExperienceDefinition =>
  experienceWith({
    tiles,
    dashboards: [{ name: 'home', titles: said, tabs: [{ name: 'all', titles: said, tiles: tiles.map(({ name }) => name) }] }],
    ...more,
  });

const order = (index: number) => `0000000b-0000-4000-8000-${String(index).padStart(12, '0')}`;
/** A choice that looks like chance and is the same every time: no column follows from another. */
const pick = <Value>(from: readonly Value[], index: number, salt: number): Value =>
  from[((index * 2654435761 + salt * 40503) >>> 7) % from.length] as Value;

/** Orders in which every column has nulls, ties and, among times, the edges of months. */
export const orders = Array.from({ length: 90 }, (_, index) => ({
  salesorderid: order(index),
  name: `Order ${index}`,
  ordernumber: `B-${index}`,
  customerid: pick([`account:${ids.x}`, `account:${ids.x}`, `account:${ids.y}`, `contact:${ids.jane}`], index, 1),
  shipto_line1: pick(['Jane', 'jane ', 'Sam', 'May', null], index, 2),
  totalamount: pick(['0.10', '1000000000.25', '-3.5', '20', null, '7'], index, 3),
  requestdeliveryby: pick(['2025-11-30', '2025-12-01', '2026-03-31', null, '2026-04-01'], index, 4),
  willcall: pick([true, false, false], index, 5),
  prioritycode: 1,
  statuscode: pick([1, 2, 690970000, 1], index, 6),
  billto_line1: pick(['DE001234', 'AT99'], index, 7),
}));

export interface TilesWorld extends World {
  readonly load: (contact: string | null, request?: object) => Promise<ExperienceResult>;
  readonly dashboard: (contact: string | null, asked?: object) => Promise<Answer<DashboardExperience>>;
  /** The tiles of the dashboard `home`, by name. */
  readonly tiles: (contact: string, tab?: string) => Promise<{ readonly [name: string]: TileExperience }>;
}

export async function createTilesWorld(experience: ExperienceDefinition, of: Policy = policy): Promise<TilesWorld> {
  const world = await createWorld({ policy: of, experience });
  await world.seed({ salesorder: orders });
  const load: TilesWorld['load'] = async (contact, request = {}) =>
    resultOf(await world.call<ExperienceResult>('LoadExperience', { page: '/', ...request }, { contact }));
  const dashboard: TilesWorld['dashboard'] = async (contact, asked = {}) =>
    (await load(contact, { dashboard: { name: 'home', ...asked } })).dashboard ?? assert.fail('no dashboard');
  return {
    ...world,
    load,
    dashboard,
    tiles: async (contact, tab) =>
      Object.fromEntries(
        resultOf(await dashboard(contact, tab === undefined ? {} : { tab })).tiles.map((each) => [each.name, each] as const),
      ),
  };
}

export const resultOf = <Result>(answer: Answer<Result>): Result =>
  answer.ok ? answer.result : assert.fail(JSON.stringify(answer.refusal));
export const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'ok' : answer.refusal.code);
export const content = (of: TileExperience | undefined): TileContent => resultOf((of ?? assert.fail('no such tile')).answer);
export const counter = (of: TileExperience | undefined): CounterContent => {
  const found = content(of);
  return found.kind === 'counter' ? found : assert.fail(found.kind);
};
export const chart = (of: TileExperience | undefined): ChartContent => {
  const found = content(of);
  return found.kind === 'chart' ? found : assert.fail(found.kind);
};

/** A row as one person sees it: what is not clear to them is null. */
export type Seen = Row;

/** What each person may read, by the decision on each row alone. */
export function seenBy(world: World, principal: Principal, of: Policy = policy): readonly Seen[] {
  const system = world.dataverse.read({ kind: 'system' });
  const rowsOf = (table: string): readonly Row[] =>
    system
      .retrieveMultiple(`<fetch><entity name="${table}"><all-attributes/></entity></fetch>`)
      .rows.map(({ id, values }) => ({ ...(values as { [column: string]: Cell }), id }));
  const tables: { [table: string]: readonly Row[] } = {
    salesorder: rowsOf('salesorder'),
    account: rowsOf('account'),
    contact: rowsOf('contact'),
  };
  const source: RowSource = { load: (table, id) => (tables[table] ?? []).find((row) => row.id === id) ?? null, grants: () => [] };
  const engine = createEngine(of);
  return (tables.salesorder ?? [])
    .filter(({ id }) => engine.decide(principal, { privilege: 'read', table: 'salesorder', id }, source, NOW).allowed)
    .map((row) => {
      const access = engine.columns(principal, 'salesorder', row.id, source, NOW);
      const clear = Object.keys(row).map((column) => [column, column === 'id' || access[column]?.level === 'read' ? row[column] : null]);
      return Object.fromEntries(clear) as Seen;
    });
}

const principal = (id: string, fullname: string, account: string | null, role: string): Principal => ({
  kind: 'contact',
  site: ids.site,
  contact: { id, fullname, parentcustomerid: account === null ? null : `account:${account}` },
  account: account === null ? null : { id: account },
  roles: [],
  activeRoles: [role, 'Authenticated Users'],
});
export const people: readonly { readonly id: string; readonly principal: Principal }[] = [
  { id: ids.admin, principal: principal(ids.admin, 'Admin', null, 'Administrator') },
  { id: ids.rep, principal: principal(ids.rep, 'Rep', ids.x, 'Representative') },
  { id: ids.jane, principal: principal(ids.jane, 'Jane', ids.x, 'Authorised') },
  { id: ids.sam, principal: principal(ids.sam, 'Sam', ids.x, 'Authorised') },
];

type Truth = boolean | null;
const and = (truths: readonly Truth[]): Truth => (truths.includes(false) ? false : truths.includes(null) ? null : true);
const not = (truth: Truth): Truth => (truth === null ? null : !truth);

/** Whether a condition holds on a row, written once more for the tests: three values, and nulls are unknown. */
export function holds(condition: Condition, row: Seen): Truth {
  if ('all' in condition) return and(condition.all.map((each) => holds(each, row)));
  if ('any' in condition) return not(and(condition.any.map((each) => not(holds(each, row)))));
  if ('not' in condition) return not(holds(condition.not, row));
  const [left, operator, right] = condition as readonly [string, string, unknown];
  const value = row[left] ?? null;
  if (operator === 'is null') return value === null;
  if (operator === 'is not null') return value !== null;
  if (operator === 'in') return not(and((right as readonly unknown[]).map((each) => not(equal(value, each)))));
  if (operator === '=') return equal(value, right);
  if (operator === '≠') return not(equal(value, right));
  if (value === null) return null;
  const order =
    left === 'totalamount' ? Number(value) - Number(right) : String(value) < String(right) ? -1 : Number(String(value) > String(right));
  return operator === '<' ? order < 0 : operator === '≥' ? order >= 0 : assert.fail(operator);
}

const equal = (value: Cell, other: unknown): Truth => (value === null ? null : value === other);
