import type { Policy } from '../../engine/index.ts';
import type { Scene } from '../scene/index.ts';
import { readColumns } from './read-columns.ts';
import { readDecisions } from './read-decisions.ts';
import { isPlain, type Path, type Plain, type Reading } from './reading.ts';
import type { Check } from './suite.ts';
import { actionsOn, privileges, readMet, readTime, type TestFrame } from './test-frame.ts';

const KEYS = ['name', 'table', 'people', 'records', 'now', 'met', 'allow', 'lists', 'decisions', 'columns'];

/** The checks of a test file, in the order of the file. */
export function readTests(reading: Reading, policy: Policy, scene: Scene, now: string, value: unknown): readonly Check[] {
  const tests = reading.list(value, ['tests'], 'tests').map((written, index) => {
    const path = ['tests', index];
    const test = reading.object(written, path, KEYS);
    return test ? readTest(reading, policy, scene, { now, test, path }) : [];
  });
  return tests.flat();
}

function readTest(
  reading: Reading,
  policy: Policy,
  scene: Scene,
  { now, test, path }: { readonly now: string; readonly test: Plain; readonly path: Path },
): readonly Check[] {
  const name = test['name'];
  if (typeof name !== 'string' || name === '') reading.wrong(path, 'a test has a `name`');
  const table = reading.known(test['table'], test['table'] === undefined ? path : [...path, 'table'], 'table', Object.keys(policy.tables));
  if (table === undefined) return [];
  const all = { people: Object.keys(scene.people), records: Object.keys(scene.rows[table] ?? {}) };
  const chosen = (key: 'people' | 'records', what: string): readonly string[] =>
    test[key] === undefined ? all[key] : reading.several(test[key], [...path, key], what, all[key]);
  const frame: TestFrame = {
    reading,
    policy,
    scene,
    name: String(name),
    path,
    table,
    people: chosen('people', 'person'),
    records: chosen('records', `record of \`${table}\``),
    now: readTime(reading, test['now'], [...path, 'now']) ?? now,
    met: readMet(reading, test['met'], [...path, 'met']),
  };
  const checks = [
    ...(test['allow'] === undefined ? [] : readAllow(frame, test['allow'])),
    ...(test['lists'] === undefined ? [] : readLists(frame, test['lists'])),
    ...readDecisions(frame, test['decisions']),
    ...readColumns(frame, test['columns']),
  ];
  if (checks.length === 0) reading.wrong(path, 'the test asks nothing: give it `allow`, `lists`, `decisions` or `columns`');
  return checks;
}

/** Who may do what with which records: who or what is not listed is denied. */
function readAllow(frame: TestFrame, value: unknown): readonly Check[] {
  const { reading, table, people, records, now, met } = frame;
  const at = [...frame.path, 'allow'];
  if (!isPlain(value)) {
    reading.wrong(at, 'must hold privileges or actions, e.g. `read: { jane: [order-1] }`');
    return [];
  }
  return Object.entries(value).flatMap(([asked, byPerson]): readonly Check[] => {
    const path = [...at, asked];
    if (asked === 'create') {
      reading.wrong(path, 'what may be created is asked under `decisions`, with the values in `set`');
      return [];
    }
    const known = reading.known(asked, path, 'privilege or action', [...privileges, ...actionsOn(frame)]);
    if (known === undefined) return [];
    const expected = readRecordsByPerson(frame, byPerson, path);
    const way = (privileges as readonly string[]).includes(known) ? { privilege: known as 'read' } : { action: known };
    return people.flatMap((person) =>
      records.map(
        (record): Check => ({
          kind: 'decision',
          test: frame.name,
          title: `${person} · ${known} · ${table} ${record}`,
          person,
          now,
          request: { ...way, table, id: record, met },
          expect: { allowed: expected[person]?.includes(record) === true },
        }),
      ),
    );
  });
}

/** The records that each person reads; who is not listed reads none. */
function readLists(frame: TestFrame, value: unknown): readonly Check[] {
  const { table, people, records, now, met } = frame;
  const expected = readRecordsByPerson(frame, value, [...frame.path, 'lists']);
  return people.map((person) => ({
    kind: 'list',
    test: frame.name,
    title: `${person} · list of ${table}`,
    person,
    now,
    table,
    met,
    records,
    expect: expected[person] ?? [],
  }));
}

function readRecordsByPerson(frame: TestFrame, value: unknown, path: Path): { readonly [person: string]: readonly string[] } {
  const { reading, table, people, records } = frame;
  const entries = Object.entries(reading.named(value, path, 'lists of records')).flatMap(([person, listed]) => {
    const at = [...path, person];
    const known = reading.known(person, at, 'person', people);
    return known === undefined ? [] : [[known, reading.several(listed, at, `record of \`${table}\``, records)] as const];
  });
  return Object.fromEntries(entries);
}
