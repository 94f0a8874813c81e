import { dirname, join } from 'node:path';
import type { Cell, Grant, Policy, Principal, Row } from '../../engine/index.ts';
import { parseFilter, secondsOf } from '../../engine/index.ts';
import { noFixtures, personOf, readFixtures, rowOf, type Scene, sceneOf } from '../scene/index.ts';
import { readCells } from './read-cells.ts';
import { isPlain, type Path, type Plain, type Reading } from './reading.ts';

type Columns = { readonly [column: string]: Cell };
type Rows = { [table: string]: { [record: string]: Row } };

/** The people and records of a test file: those of its fixtures, then its own. */
export function readScene(reading: Reading, policy: Policy, file: string, value: Plain, now: string): Scene {
  const fixtures = readFixturesOf(reading, file, value['data'], now);
  const named = reading.named(value['defaults'], ['defaults'], 'values of columns');
  const own = Object.fromEntries(
    Object.entries(named).map(([table, columns]) => {
      const known = reading.known(table, ['defaults', table], 'table', Object.keys(policy.tables));
      const cells = known && isPlain(columns) ? readCells(reading, policy, table, columns, ['defaults', table]) : {};
      return [table, { ...fixtures.defaults[table], ...cells }];
    }),
  );
  const defaults = { ...fixtures.defaults, ...own };
  const scene = sceneOf(policy, { ...fixtures, defaults });
  const rows: Rows = Object.fromEntries(Object.entries(scene.rows).map(([table, records]) => [table, { ...records }]));
  readRecords(reading, policy, value['records'], rows, defaults);
  const people = readPeople(reading, policy, value['people'], scene, rows);
  const grants = readGrants(reading, policy, value['grants'], people);
  return { people, rows, grants };
}

function readFixturesOf(reading: Reading, file: string, data: unknown, now: string) {
  if (data === undefined) return noFixtures;
  if (typeof data !== 'string') {
    reading.wrong(['data'], 'names a file, e.g. `data.yaml`');
    return noFixtures;
  }
  const fixtures = readFixtures(join(dirname(file), data), now);
  if (fixtures === null) reading.wrong(['data'], `there is no file \`${data}\` beside this one`);
  return fixtures ?? noFixtures;
}

function readRecords(reading: Reading, policy: Policy, value: unknown, rows: Rows, defaults: { readonly [table: string]: Plain }): void {
  for (const [table, records] of Object.entries(reading.named(value, ['records'], 'tables'))) {
    const at = ['records', table];
    if (reading.known(table, at, 'table', Object.keys(policy.tables)) === undefined) continue;
    const held: { [record: string]: Row } = rows[table] ?? {};
    rows[table] = held;
    for (const [record, columns] of Object.entries(reading.named(records, at, 'records'))) {
      const path = [...at, record];
      if (!isPlain(columns)) {
        reading.wrong(path, 'must hold columns with their values');
        continue;
      }
      const { like, ...own } = columns;
      const base = like === undefined ? undefined : reading.known(like, [...path, 'like'], `record of \`${table}\``, Object.keys(held));
      const cells = readCells(reading, policy, table, own, path);
      held[record] = rowOf(record, { ...(base === undefined ? defaults[table] : held[base]), ...cells } as Columns);
    }
  }
}

const KINDS = ['contact', 'anonymous', 'staff', 'service'] as const;
const STATUSES = ['active', 'inactive', 'merged', 'logon-disabled'] as const;

function readPeople(reading: Reading, policy: Policy, value: unknown, scene: Scene, rows: Rows): Scene['people'] {
  const people: { [person: string]: Principal } = { ...scene.people };
  for (const [name, written] of Object.entries(reading.named(value, ['people'], 'people'))) {
    const path = ['people', name];
    const own = reading.object(written, path, ['like', 'kind', 'status', 'roles', 'account', 'columns', 'site']);
    if (own) people[name] = readPerson(reading, policy, { name, own, path }, people, rows);
  }
  return people;
}

function readPerson(
  reading: Reading,
  policy: Policy,
  { name, own, path }: { readonly name: string; readonly own: Plain; readonly path: Path },
  people: Scene['people'],
  rows: Rows,
): Principal {
  const word = <T extends string>(key: string, words: readonly T[]): T | undefined =>
    own[key] === undefined ? undefined : (reading.known(own[key], [...path, key], key, words) as T | undefined);
  const kind = word('kind', KINDS) ?? 'contact';
  const status = word('status', STATUSES);
  const site = typeof own['site'] === 'string' ? own['site'] : policy.site;
  const like = own['like'] === undefined ? undefined : people[word('like', Object.keys(people)) ?? ''];
  const roles = own['roles'] === undefined ? (like?.roles ?? []) : readRoles(reading, policy, own['roles'], [...path, 'roles']);
  const more = status === undefined ? {} : { status };
  if (kind !== 'contact') return { kind, site, contact: null, account: null, roles, ...more };
  const columns = own['columns'] === undefined ? {} : reading.named(own['columns'], [...path, 'columns'], 'values of columns');
  const account = readAccount(reading, own['account'], [...path, 'account'], rows);
  const changes = { ...account, ...readCells(reading, policy, 'contact', columns, [...path, 'columns']) };
  const contact = { ...(like?.contact ?? { id: name }), ...changes };
  // Who is like somebody is that person, in other circumstances; anybody else is one more contact.
  if (!like) rows['contact'] = { ...rows['contact'], [name]: contact };
  return { ...personOf(site, contact, roles, rows), ...more };
}

function readRoles(reading: Reading, { roles }: Policy, value: unknown, path: Path): readonly string[] {
  return reading.list(value, path, 'web roles').flatMap((role, index) => {
    const known = reading.known(role, [...path, index], 'web role', Object.keys(roles));
    return known === undefined ? [] : [known];
  });
}

/** `account: account-x` is the shorter form of the lookup to the account that a person belongs to. */
function readAccount(reading: Reading, value: unknown, path: Path, rows: Rows): { readonly parentcustomerid?: string | null } {
  if (value === undefined) return {};
  if (value === null) return { parentcustomerid: null };
  const account = reading.known(value, path, 'record of `account`', Object.keys(rows['account'] ?? {}));
  return account === undefined ? {} : { parentcustomerid: `account:${account}` };
}

const GRANT_KEYS = ['id', 'contact', 'account', 'bundle', 'row', 'from', 'until', 'endsWhen', 'ended', 'breakGlass'];

function readGrants(reading: Reading, policy: Policy, value: unknown, people: Scene['people']): readonly Grant[] {
  return reading.list(value, ['grants'], 'grants').flatMap((written, index) => {
    const path = ['grants', index];
    const grant = reading.object(written, path, GRANT_KEYS);
    if (!grant) return [];
    const bundle = reading.known(grant['bundle'], [...path, 'bundle'], 'bundle', Object.keys(policy.bundles ?? {}));
    const contact = reading.known(grant['contact'], [...path, 'contact'], 'person', Object.keys(people));
    if (typeof grant['id'] !== 'string') reading.wrong(path, 'a grant has an `id`');
    for (const edge of ['from', 'until'] as const)
      if (grant[edge] !== undefined && (typeof grant[edge] !== 'string' || secondsOf(grant[edge]) === null))
        reading.wrong([...path, edge], `\`${edge}\` is a time, e.g. \`2026-06-15T12:00:00Z\``);
    if (grant['endsWhen'] !== undefined) readEnd(reading, policy, grant, path);
    return bundle === undefined || contact === undefined ? [] : [grant as unknown as Grant];
  });
}

/** What ends a grant is a condition on the grant's own row. */
function readEnd(reading: Reading, policy: Policy, { row, endsWhen }: Plain, path: Path): void {
  if (typeof row !== 'string')
    reading.wrong([...path, 'endsWhen'], 'is read on the row of the grant: give it a `row`, e.g. `salesorder:order-1`');
  else {
    const parsed = parseFilter(policy, row.split(':')[0] ?? '', endsWhen);
    if (parsed.kind === 'problems') for (const { message } of parsed.problems) reading.wrong([...path, 'endsWhen'], message);
  }
}
