import type { Judgements, Proof } from './judgement.ts';
import type { NamedTest } from './named-tests.ts';
import type { Door, Requirement } from './table.ts';

/** A test together with what it shows for a row. */
export interface ProvingTest extends NamedTest {
  readonly shows: string;
}

/** A row with everything that is known of it. */
export interface AccountedRow {
  readonly row: Requirement;
  readonly state: { readonly kind: 'proven'; readonly doors: readonly Door[] } | { readonly kind: 'not-yet'; readonly reason: string };
  readonly proving: readonly ProvingTest[];
  /** Tests that name the row without being counted for it. */
  readonly beside: readonly NamedTest[];
}

export interface Account {
  readonly rows: readonly AccountedRow[];
  readonly proven: number;
  /** What does not fit together, e.g. a test that names a row that does not exist. */
  readonly problems: readonly string[];
}

/**
 * Joins rows, judgements and tests. A row is proven when it lacks nothing, every test of its judgement exists and names the row,
 * and each of its doors that exists has such a test. `passed` leaves out tests that did not pass when they were run.
 */
export function account(
  rows: readonly Requirement[],
  judgements: Judgements,
  tests: readonly NamedTest[],
  passed: (test: NamedTest) => boolean = () => true,
): Account {
  const known = new Set(rows.map(({ id }) => id));
  const problems = [
    ...tests.flatMap(({ file, line, ids }) =>
      ids.filter((id) => !known.has(id)).map((id) => `${file}:${line} names ${id}, which is no row of docs/requirements.md`),
    ),
    ...[...judgements.rows.keys()].filter((id) => !known.has(id)).map((id) => `docs/requirements.json judges ${id}, which is no row`),
    ...rows.filter(({ id }) => !judgements.rows.has(id)).map(({ id }) => `docs/requirements.json says nothing of ${id}`),
  ];
  const accounted = rows.map((row): AccountedRow => {
    const naming = tests.filter(({ ids }) => ids.includes(row.id));
    const judgement = judgements.rows.get(row.id);
    if (judgement?.kind !== 'proven-by')
      return { row, state: { kind: 'not-yet', reason: judgement?.lacks ?? 'nobody has judged it' }, proving: [], beside: naming };
    const missing = judgement.proofs.filter(({ test }) => !naming.some(({ name }) => name === test));
    problems.push(...missing.map(({ test }) => `docs/requirements.json: no test that names ${row.id} is called \`${test}\``));
    const proving = naming.flatMap((test) => counted(test, judgement.proofs));
    const beside = naming.filter(({ name }) => !proving.some((each) => each.name === name));
    return { row, state: stateOf(row, judgements, proving, missing, passed), proving, beside };
  });
  return { rows: accounted, proven: accounted.filter(({ state }) => state.kind === 'proven').length, problems };
}

const counted = (test: NamedTest, proofs: readonly Proof[]): readonly ProvingTest[] => {
  const proof = proofs.find((each) => each.test === test.name);
  return proof ? [{ ...test, shows: proof.shows }] : [];
};

function stateOf(
  row: Requirement,
  { existing }: Judgements,
  proving: readonly ProvingTest[],
  missing: readonly Proof[],
  passed: (test: NamedTest) => boolean,
): AccountedRow['state'] {
  if (missing.length > 0) return { kind: 'not-yet', reason: `${missing.length} of its tests cannot be found` };
  const failed = proving.filter((each) => !passed(each));
  if (failed.length > 0) return { kind: 'not-yet', reason: `did not pass: ${failed.map(({ name }) => name).join('; ')}` };
  const wanted = row.doors.filter((door) => existing.includes(door));
  const open = wanted.filter((door) => !proving.some(({ doors }) => doors.includes(door)));
  if (open.length > 0) return { kind: 'not-yet', reason: `not proven on ${open.join(', ')}` };
  if (wanted.length === 0) return { kind: 'not-yet', reason: 'none of its doors exists' };
  return { kind: 'proven', doors: wanted };
}
