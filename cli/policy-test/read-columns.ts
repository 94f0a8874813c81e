import type { ColumnAccess, Policy } from '../../engine/index.ts';
import { meant, type Path, type Plain, type Reading } from './reading.ts';
import type { Check } from './suite.ts';
import type { TestFrame } from './test-frame.ts';

/**
 * What people see and change of the columns of records, in words: `none`, `read`, `masked last4`, each with `write` after it where it
 * may be changed. A column that is not named is `none`; `"*"` names all that are not.
 */
export function readColumns(frame: TestFrame, value: unknown): readonly Check[] {
  const { reading, policy, scene, table, now } = frame;
  const at = [...frame.path, 'columns'];
  return reading.list(value, at, 'people and records with their columns').flatMap((written, index) => {
    const path = [...at, index];
    const entry = reading.object(written, path, ['person', 'record', 'expect']);
    if (!entry) return [];
    const place = (key: string): Path => (entry[key] === undefined ? path : [...path, key]);
    const people = reading.several(entry['person'], place('person'), 'person', Object.keys(scene.people));
    const records = reading.several(entry['record'], place('record'), `record of \`${table}\``, Object.keys(scene.rows[table] ?? {}));
    if (entry['expect'] === undefined) reading.wrong(path, 'says no columns under `expect`; `expect: {}` says that there are none');
    const expect = readExpected(reading, policy, table, reading.named(entry['expect'], [...path, 'expect'], 'columns'), [
      ...path,
      'expect',
    ]);
    return people.flatMap((person) =>
      records.map(
        (record): Check => ({
          kind: 'columns',
          test: frame.name,
          title: `${person} · columns · ${table} ${record}`,
          person,
          now,
          table,
          record,
          expect,
        }),
      ),
    );
  });
}

function readExpected(
  reading: Reading,
  policy: Policy,
  table: string,
  entries: Plain,
  path: Path,
): { readonly [column: string]: ColumnAccess } {
  const columns = Object.keys(policy.tables[table]?.columns ?? {});
  const said = Object.entries(entries).flatMap(([column, words]) => {
    const known = reading.known(column, [...path, column], `column of \`${table}\``, [...columns, 'id', '*']);
    const access = known === undefined ? null : readAccess(reading, policy, words, [...path, column]);
    return access === null ? [] : [[column, access] as const];
  });
  const named: { readonly [column: string]: ColumnAccess } = Object.fromEntries(said);
  const rest = named['*'] ?? { level: 'none', write: false };
  const own = named['id'] === undefined ? {} : { id: named['id'] };
  return { ...Object.fromEntries(columns.map((column) => [column, named[column] ?? rest])), ...own };
}

function readAccess(reading: Reading, { masks = {} }: Policy, words: unknown, path: Path): ColumnAccess | null {
  const parts = typeof words === 'string' ? words.split(' ').filter((part) => part !== '') : [];
  const write = parts.at(-1) === 'write';
  const [level, mask, ...more] = write ? parts.slice(0, -1) : parts;
  if (level === 'masked' && mask !== undefined && more.length === 0) {
    if (Object.hasOwn(masks, mask)) return { level, mask, write };
    reading.wrong(path, `the policy has no mask \`${mask}\``, meant(mask, Object.keys(masks)));
    return null;
  }
  if ((level === 'none' || level === 'read') && mask === undefined) return { level, write };
  if (level === undefined && write) return { level: 'none', write };
  reading.wrong(path, 'is `none`, `read` or `masked` with the name of a mask, and `write` after it where it may be changed');
  return null;
}

/** The words of an access, as a test file writes them. @example accessWords({ level: 'masked', mask: 'last4', write: true }) // 'masked last4 write' */
export const accessWords = ({ level, mask, write }: ColumnAccess): string =>
  [level, ...(mask === undefined ? [] : [mask]), ...(write ? ['write'] : [])].join(' ');
