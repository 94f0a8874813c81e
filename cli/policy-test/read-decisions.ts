import type { Cell, DecisionCode, DecisionRequest, MissingSide, Requirement } from '../../engine/index.ts';
import { readCells } from './read-cells.ts';
import { isPlain, type Path, type Plain } from './reading.ts';
import type { Check, ExpectedDecision } from './suite.ts';
import { actionsOn, privileges, readMet, readTime, requirements, type TestFrame } from './test-frame.ts';

const CODES: readonly DecisionCode[] = [
  'allowed',
  'nobody',
  'not-available',
  'append-to-missing',
  'security-bearing-column',
  'denied',
  'no-rule',
  'requirement-open',
  'would-leave-access',
  'column-forbidden',
  'masked-value-returned',
  'append-missing',
];
const KEYS = [
  ...['person', 'record', 'privilege', 'action', 'set', 'defaults', 'met', 'now'],
  ...['allowed', 'code', 'reason', 'deciding', 'requires', 'columns', 'missing'],
];

/** Single questions with everything that may be expected of the answer. */
export function readDecisions(frame: TestFrame, value: unknown): readonly Check[] {
  const at = [...frame.path, 'decisions'];
  return frame.reading.list(value, at, 'decisions').flatMap((written, index) => {
    const path = [...at, index];
    const entry = frame.reading.object(written, path, KEYS);
    return entry ? readDecision(frame, entry, path) : [];
  });
}

function readDecision(frame: TestFrame, entry: Plain, path: Path): readonly Check[] {
  const { reading, policy, scene, table, now, met } = frame;
  const asked = readAsked(frame, entry, path);
  const expect = readExpected(frame, entry, path);
  const people = reading.several(
    entry['person'],
    entry['person'] === undefined ? path : [...path, 'person'],
    'person',
    Object.keys(scene.people),
  );
  const records = readRecords(frame, entry, path, asked?.privilege === 'create');
  if (!asked || !expect) return [];
  const cells = (key: 'set' | 'defaults'): { readonly [column: string]: Cell } | undefined =>
    isPlain(entry[key]) ? readCells(reading, policy, table, entry[key], [...path, key]) : undefined;
  for (const key of ['set', 'defaults'] as const)
    if (entry[key] !== undefined && !isPlain(entry[key])) reading.wrong([...path, key], `\`${key}\` holds values of columns`);
  const [set, defaults] = [cells('set'), cells('defaults')];
  const shared = {
    ...asked,
    table,
    met: entry['met'] === undefined ? met : readMet(reading, entry['met'], [...path, 'met']),
    ...(set ? { set } : {}),
    ...(defaults ? { defaults } : {}),
  };
  const time = readTime(reading, entry['now'], [...path, 'now']) ?? now;
  return people.flatMap((person) =>
    records.map(
      (record): Check => ({
        kind: 'decision',
        test: frame.name,
        title: `${person} · ${asked.privilege ?? asked.action} · ${table} ${record ?? '(new)'}`,
        person,
        now: time,
        request: record === null ? shared : { ...shared, id: record },
        expect,
      }),
    ),
  );
}

/** What is created has no record yet; a record that does not exist may be asked for by a name with `missing:` before it. */
function readRecords({ reading, scene, table }: TestFrame, entry: Plain, path: Path, creates: boolean): readonly (string | null)[] {
  if (creates) {
    if (entry['record'] !== undefined) reading.wrong([...path, 'record'], 'what is created has no record yet');
    return [null];
  }
  const at = entry['record'] === undefined ? path : [...path, 'record'];
  if (typeof entry['record'] === 'string' && entry['record'].startsWith('missing:')) return [entry['record']];
  return reading.several(entry['record'], at, `record of \`${table}\``, Object.keys(scene.rows[table] ?? {}));
}

function readAsked(frame: TestFrame, { privilege, action }: Plain, path: Path): Pick<DecisionRequest, 'privilege' | 'action'> | undefined {
  const { reading } = frame;
  if ((privilege === undefined) === (action === undefined)) return reading.wrong(path, 'asks for one `privilege` or one `action`');
  if (action !== undefined) {
    const known = reading.known(action, [...path, 'action'], `action on \`${frame.table}\``, actionsOn(frame));
    return known === undefined ? undefined : { action: known };
  }
  const known = reading.known(privilege, [...path, 'privilege'], 'privilege', privileges);
  return known === undefined ? undefined : { privilege: known as (typeof privileges)[number] };
}

function readExpected({ reading, policy, table }: TestFrame, entry: Plain, path: Path): ExpectedDecision | undefined {
  const { allowed, reason, deciding, missing } = entry;
  if (allowed === undefined && entry['code'] === undefined) return reading.wrong(path, 'expects nothing: give `allowed` or a `code`');
  if (allowed !== undefined && typeof allowed !== 'boolean') return reading.wrong([...path, 'allowed'], '`allowed` is true or false');
  const code = entry['code'] === undefined ? undefined : (reading.known(entry['code'], [...path, 'code'], 'code', CODES) as DecisionCode);
  if (allowed !== undefined && code !== undefined && allowed !== (code === 'allowed'))
    reading.wrong([...path, 'code'], `\`allowed\` and the code \`${code}\` cannot both be`);
  for (const key of ['reason', 'deciding'] as const)
    if (entry[key] !== undefined && typeof entry[key] !== 'string') reading.wrong([...path, key], `\`${key}\` is a text`);
  const columns = Object.keys(policy.tables[table]?.columns ?? {});
  return {
    allowed: allowed ?? code === 'allowed',
    ...(code === undefined ? {} : { code }),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(typeof deciding === 'string' ? { deciding } : {}),
    ...(entry['columns'] === undefined
      ? {}
      : { columns: reading.several(entry['columns'], [...path, 'columns'], `column of \`${table}\``, columns) }),
    ...(entry['requires'] === undefined
      ? {}
      : { requires: reading.several(entry['requires'], [...path, 'requires'], 'requirement', requirements) as readonly Requirement[] }),
    ...(isPlain(missing) ? { missing: missing as unknown as MissingSide } : {}),
  };
}
