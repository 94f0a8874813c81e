import { columnsGiven, noColumns } from '../decide/columns.ts';
import { columns } from '../decide/decide.ts';
import { decideRow, wayOf } from '../decide/outcome.ts';
import { rulesFor } from '../evaluate/candidates.ts';
import { isSomebody, ofThisSite, openScope, rowLoader, type Scope } from '../evaluate/scope.ts';
import { printTime, secondsOf } from '../fold/index.ts';
import type { Candidate, Model } from '../model/model.ts';
import { own } from '../own.ts';
import type { ColumnAccesses, Principal, Row, RowSource } from '../types.ts';
import { byAppliedRules, keptAnswers } from './answers.ts';
import type { Binding, RowReader } from './binding.ts';
import { bindRule, canBind } from './rules.ts';
import { everyOf, type Moment, never, notOf, type RowTest, someOf } from './tests.ts';

/** A moment with the rows that are seen in it. */
export interface BoundMoment extends Moment {
  readonly source: RowSource;
  readonly hasGrants: boolean;
}

/**
 * The rules of one person as tests of rows: for many rows, one after the other. What a test says is what `decide` says; it says it
 * without telling why. Rows are handed over as they are stored.
 */
export interface BoundPerson {
  /**
   * Whether the rules for one privilege or action allow it on a row as it stands. That every request asks `read` first is the
   * caller's to add: `test('read', …)` and `test('write', …)`.
   */
  test(privilege: string, table: string): (row: Row, moment: BoundMoment) => boolean;
  /** Level, mask and write of every column; the same object where the same rules apply. All `none` where the row may not be read. */
  columns(table: string): (row: Row, moment: BoundMoment) => ColumnAccesses;
}

/** Opens a moment. A `now` that is no time is a fault of the caller. */
export function momentOf({ policy }: Model, source: RowSource, now: string): BoundMoment {
  const seconds = secondsOf(now);
  if (seconds === null) throw new Error('now is not an ISO 8601 time');
  return {
    now: seconds,
    nowText: () => printTime(seconds * 1000),
    load: rowLoader(policy, source),
    source,
    hasGrants: source.grants().length > 0,
  };
}

const NO_SOURCE: RowSource = { load: () => null, grants: () => [] };
const ANY_TIME = '1970-01-01T00:00:00Z';

/** Binds a person. Nothing is compiled before it is asked for. */
export function bindPerson(model: Model, principal: Principal, reader: RowReader | null): BoundPerson {
  const scope = openScope(model, principal, NO_SOURCE, ANY_TIME);
  const binding: Binding = { principal, reader };
  const tests: { [question: string]: (row: Row, moment: BoundMoment) => boolean } = {};
  const columnTests: { [table: string]: (row: Row, moment: BoundMoment) => ColumnAccesses } = {};
  const kept = <Value>(store: { [key: string]: Value }, key: string, make: () => Value): Value => {
    const known = own(store, key);
    if (known !== undefined) return known;
    const made = make();
    store[key] = made;
    return made;
  };
  return {
    test: (privilege, table) => kept(tests, `${privilege} ${table}`, () => guarded(scope, privilege, table, binding)),
    columns: (table) => kept(columnTests, `on ${table}`, () => boundColumns(scope, table, binding)),
  };
}

/** The scope of a question that cannot be bound: a grant, or a requirement. */
function scopeAt({ model, principal }: Scope, { reader }: Binding, { source, nowText }: BoundMoment): Scope {
  if (reader !== null) throw new Error('grants and requirements cannot be asked on rows of another form');
  return openScope(model, principal, source, nowText());
}

function guarded(scope: Scope, privilege: string, table: string, binding: Binding): (row: Row, moment: BoundMoment) => boolean {
  const { policy } = scope;
  if (!isSomebody(scope) || own(policy.tables, table) === undefined) return never;
  const bound = boundTest(scope, privilege, table, binding);
  const asked = (row: Row, moment: BoundMoment): boolean => decideRow(scopeAt(scope, binding, moment), privilege, table, row).allowed;
  const test = bound === null ? asked : (row: Row, moment: BoundMoment) => (moment.hasGrants ? asked(row, moment) : bound(row, moment));
  const bySite = own(policy.tables, table)?.site !== undefined;
  return bySite ? (row, moment) => ofThisSite(policy, table, row) !== null && test(row, moment) : test;
}

/** One allow applies, and no deny of the row; null where requirements may have a say. */
function boundTest(scope: Scope, privilege: string, table: string, binding: Binding): RowTest | null {
  const candidates = rulesFor(scope, privilege, table);
  if (!canBind(scope, candidates)) return null;
  const bound = (chosen: readonly Candidate[]): RowTest => someOf(chosen.map((each) => bindRule(scope, each, binding)));
  const allows = bound(candidates.filter(({ compiled }) => compiled.rule.effect === 'allow'));
  return everyOf([allows, notOf(bound(candidates.filter(({ compiled }) => compiled.deniesRow)))]);
}

/** What columns give follows from which rules apply, so answers are kept by them. */
function boundColumns(scope: Scope, table: string, binding: Binding): (row: Row, moment: BoundMoment) => ColumnAccesses {
  const nothing = noColumns(scope, table);
  if (!isSomebody(scope) || own(scope.policy.tables, table) === undefined) return () => nothing;
  const reading = rulesFor(scope, 'read', table);
  const writing = rulesFor(scope, 'write', table);
  const candidates = reading.concat(writing.filter((each) => reading.indexOf(each) < 0));
  const asked = (row: Row, moment: BoundMoment): ColumnAccesses => columns(scopeAt(scope, binding, moment), table, row.id);
  if (!canBind(scope, candidates)) return asked;
  const { model, principal, roles } = scope;
  const answers = model.shared(JSON.stringify(['columns', table, principal.kind, roles]), () =>
    keptAnswers((applies) => {
      const applied = candidates.filter((_each, index) => applies(index));
      const among = (list: readonly Candidate[]) => wayOf(applied.filter((each) => list.indexOf(each) >= 0));
      const way = among(reading);
      const readable = way.allows.length > 0 && !way.denies.some(({ compiled }) => compiled.deniesRow);
      return readable ? columnsGiven(scope, table, way, among(writing)) : nothing;
    }),
  );
  const tests = candidates.map((each) => bindRule(scope, each, binding));
  const bound = byAppliedRules(tests, answers);
  const bySite = own(scope.policy.tables, table)?.site !== undefined;
  return (row, moment) => {
    if (moment.hasGrants) return asked(row, moment);
    return bySite && ofThisSite(scope.policy, table, row) === null ? nothing : bound(row, moment);
  };
}
