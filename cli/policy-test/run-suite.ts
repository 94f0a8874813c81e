import type { ColumnAccess, Decision, DecisionRequest, Engine, Explanation, RowSource } from '../../engine/index.ts';
import { sourceOf } from '../scene/index.ts';
import type { CoverageRecorder } from './coverage.ts';
import { accessWords } from './read-columns.ts';
import type { Check, ExpectedDecision, Suite } from './suite.ts';

/** What came out of one check; `wrong` is empty where it passed. */
export interface Result {
  readonly check: Check;
  /** What differs, a sentence each: what was expected and what came. */
  readonly wrong: readonly string[];
  /** The decisions that show why, with every rule looked at. */
  readonly traces: readonly { readonly asked: string; readonly explanation: Explanation }[];
}

interface Asking {
  readonly engine: Engine;
  readonly suite: Suite;
  readonly source: RowSource;
  readonly coverage: CoverageRecorder;
}

/** A list of many records shows the traces of the first that are wrong. */
const MOST_TRACES = 3;

/** Asks the checks of a suite for which `wanted` holds, each of the engine alone. */
export function runSuite(engine: Engine, suite: Suite, coverage: CoverageRecorder, wanted: (check: Check) => boolean): readonly Result[] {
  const asking = { engine, suite, source: sourceOf(suite.scene), coverage };
  return suite.checks.filter(wanted).map((check) => ask(asking, check));
}

function ask(asking: Asking, check: Check): Result {
  switch (check.kind) {
    case 'decision': {
      const explanation = explain(asking, check, check.request);
      const wrong = differences(check.expect, explanation.decision);
      return { check, wrong, traces: wrong.length > 0 ? [{ asked: check.title, explanation }] : [] };
    }
    case 'list':
      return askList(asking, check);
    case 'columns':
      return askColumns(asking, check);
  }
}

function explain({ engine, suite, source, coverage }: Asking, { person, now }: Check, request: DecisionRequest): Explanation {
  const principal = suite.scene.people[person];
  if (principal === undefined) throw new Error(`nobody is called \`${person}\``);
  const explanation = engine.explain(principal, request, source, now);
  coverage.see(explanation, suite.scene.grants);
  return explanation;
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);
const sorted = (names: readonly string[] | undefined): readonly string[] => [...(names ?? [])].sort();

/** Only what is expected is compared; `allowed` always is. */
function differences(expect: ExpectedDecision, got: Decision): readonly string[] {
  const wrong: string[] = [];
  const differ = (what: string, expected: unknown, came: unknown): void => {
    if (!same(expected, came)) wrong.push(`expected ${what} ${told(expected)}, got ${told(came)}`);
  };
  if (expect.allowed !== got.allowed)
    wrong.push(
      expect.allowed ? `expected to be allowed, got \`${got.code}\`` : `expected to be refused, got allowed by \`${got.deciding}\``,
    );
  if (expect.code !== undefined) differ('the code', expect.code, got.code);
  if (expect.reason !== undefined) differ('the reason', expect.reason, got.reason ?? null);
  if (expect.deciding !== undefined) differ('the deciding rule', expect.deciding, got.deciding);
  if (expect.requires !== undefined) differ('the requirements', sorted(expect.requires), sorted(got.requires));
  if (expect.columns !== undefined) differ('the columns', sorted(expect.columns), sorted(got.columns));
  if (expect.missing !== undefined) {
    const { privilege, table, id } = got.missing ?? {};
    const { privilege: side, table: of, id: row } = expect.missing;
    differ('the missing side', { privilege: side, table: of, id: row }, { privilege, table, id });
  }
  return wrong;
}

const told = (value: unknown): string => (typeof value === 'string' ? `\`${value}\`` : JSON.stringify(value));

/** A list is asked as a plan and record by record: both must give just the expected records. */
function askList(asking: Asking, check: Extract<Check, { kind: 'list' }>): Result {
  const { engine, suite, source } = asking;
  const principal = suite.scene.people[check.person];
  if (principal === undefined) throw new Error(`nobody is called \`${check.person}\``);
  const plan = engine.plan(principal, 'read', check.table, check.now, { source, met: check.met });
  const looked = check.records.map((record) => {
    const row = source.load(check.table, record);
    const explanation = explain(asking, check, { privilege: 'read', table: check.table, id: record, met: check.met });
    const expected = check.expect.includes(record);
    return {
      record,
      explanation,
      expected,
      planned: row !== null && engine.selects(plan, row, source),
      decided: explanation.decision.allowed,
    };
  });
  const wrong = looked.filter(({ expected, planned, decided }) => planned !== expected || decided !== expected);
  const sentences = wrong.map(({ record, expected, planned, decided }) => {
    if (planned !== decided) return `\`${record}\`: the plan says ${planned ? 'yes' : 'no'}, the decision ${decided ? 'yes' : 'no'}`;
    return expected ? `\`${record}\` is missing from the list` : `\`${record}\` is one too many in the list`;
  });
  const traces = wrong
    .slice(0, MOST_TRACES)
    .map(({ record, explanation }) => ({ asked: `${check.person} · read · ${check.table} ${record}`, explanation }));
  return { check, wrong: sentences, traces };
}

function askColumns(asking: Asking, check: Extract<Check, { kind: 'columns' }>): Result {
  const { engine, suite, source } = asking;
  const principal = suite.scene.people[check.person];
  if (principal === undefined) throw new Error(`nobody is called \`${check.person}\``);
  const got = engine.columns(principal, check.table, check.record, source, check.now);
  const asked = (['read', 'write'] as const).map((privilege) => ({
    asked: `${check.person} · ${privilege} · ${check.table} ${check.record}`,
    explanation: explain(asking, check, { privilege, table: check.table, id: check.record }),
  }));
  const wrong = Object.entries(check.expect).flatMap(([column, expected]) => {
    const came: ColumnAccess = got[column] ?? { level: 'none', write: false };
    if (accessWords(came) === accessWords(expected)) return [];
    return [`\`${column}\`: expected ${accessWords(expected)}, got ${accessWords(came)}`];
  });
  return { check, wrong, traces: wrong.length > 0 ? asked : [] };
}
