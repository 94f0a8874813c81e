import type { RowReader } from './bound/binding.ts';
import { type BoundMoment, type BoundPerson, bindPerson, momentOf } from './bound/person.ts';
import { admits, columns, decide, refusal } from './decide/decide.ts';
import type { Question, Scope } from './evaluate/scope.ts';
import { openScope, withMet } from './evaluate/scope.ts';
import type { Explanation } from './explain/explain.ts';
import { explain } from './explain/explain.ts';
import type { MayShow } from './explain/parts.ts';
import type { FollowedLookup, PrincipalColumns } from './model/columns.ts';
import { createModel } from './model/model.ts';
import type { Plan, PlanCondition } from './plan/condition.ts';
import type { PlanQuery } from './plan/plan.ts';
import { planColumns, planRows, selects } from './plan/plan.ts';
import type { Policy, Requirement } from './policy.ts';
import type { ColumnAccesses, Decision, DecisionRequest, Principal, Refusal, Row, RowSource } from './types.ts';

/** Questions of one person at one moment, who see the same rows: what depends on the person and now alone is found once for all of them. */
export interface EngineCall {
  decide(request: DecisionRequest): Decision;
  columns(table: string, id: string): ColumnAccesses;
  refusal(request: DecisionRequest): Refusal | null;
}

/** The permission engine of one policy. It holds compiled rules and nothing of a person, so it may serve any number of calls. */
export interface Engine {
  /** Opens the questions of one call: `decide`, `columns` and `refusal` with everything but the question given. It must not outlive the call. */
  forCall(principal: Principal, source: RowSource, now: string): EngineCall;
  /**
   * Binds one person, for many rows one after the other: yes or no, without the reasons. It holds what it has compiled for the person.
   * `reader`: rows that are not of the engine’s own form.
   */
  forPerson(principal: Principal, reader?: RowReader): BoundPerson;
  /** The moment, and the rows behind lookups, of a bound person’s questions. */
  momentOf(source: RowSource, now: string): BoundMoment;
  /** Decides one request. @example engine.decide(jane, { privilege: 'read', table: 'salesorder', id: 'o-1' }, source, '2026-06-15T12:00:00Z').allowed */
  decide(principal: Principal, request: DecisionRequest, source: RowSource, now: string): Decision;
  /** Level, mask and write of every column and `id` of a stored row; all `none` where the row may not be read. */
  columns(principal: Principal, table: string, id: string, source: RowSource, now: string): ColumnAccesses;
  /** What a door answers to a request that is refused; null where it is allowed. */
  refusal(principal: Principal, request: DecisionRequest, source: RowSource, now: string): Refusal | null;
  /** Decides and tells every rule looked at with the values compared; `mayShow` hides columns that the asker may not read. */
  explain(principal: Principal, request: DecisionRequest, source: RowSource, now: string, options?: ExplainOptions): Explanation;
  /** Whether a door of the site (`list`, `form`, `webapi`, or `portico` itself) gives a row to a person. */
  admits(principal: Principal, door: string, table: string, id: string, source: RowSource, now: string): boolean;
  /** The rows of a table on which a privilege or action is allowed. Without a source grants and what only a lookup of the person leads to cannot be asked. */
  plan(principal: Principal, privilege: string, table: string, now: string, options?: PlanOptions): Plan;
  /** For every column and `id`, on which of the readable rows it may be computed with: filtered, sorted, searched. */
  clearColumns(principal: Principal, table: string, now: string, options?: PlanOptions): { readonly [column: string]: Plan };
  /** The columns of the person's contact and account that rules use: what a principal has to carry. */
  columnsUsed(): PrincipalColumns;
  /** The columns of a table's rows that rules look at, beside `id`: what a source has to load. */
  columnsNeeded(table: string): readonly string[];
  /** The lookups of a table's rows that rules follow: the rows behind them are what a source is asked for next. */
  lookupsNeeded(table: string): readonly FollowedLookup[];
  /** Whether a row is one that a plan, or the residue of a printed one, selects. */
  selects(condition: Plan | PlanCondition, row: Row, source: RowSource): boolean;
}

/** `query` is a filter or search of the person's own (see `parseFilter`); `met` are the requirements that are fulfilled. */
export interface PlanOptions {
  readonly source?: RowSource;
  readonly met?: readonly Requirement[];
  readonly query?: PlanQuery;
}

/** Without `mayShow` everything is shown: for auditors. */
export interface ExplainOptions {
  readonly mayShow?: MayShow;
}

const NO_SOURCE: RowSource = {
  load() {
    throw new Error('a rule follows a lookup of the person, so the plan needs a source of rows');
  },
  grants: () => [],
};
const NOBODY: Principal = { kind: 'service', site: '', contact: null, account: null, roles: [] };
const ANY_TIME = '1970-01-01T00:00:00Z';

/** Builds the engine of a policy that `parsePolicy` accepted. */
export function createEngine(policy: Policy): Engine {
  const model = createModel(policy);
  const forCall: Engine['forCall'] = (principal, source, now) => {
    const scope = openScope(model, principal, source, now);
    const scopeFor = ({ met }: DecisionRequest): Scope => (met === undefined ? scope : withMet(scope, met));
    return {
      decide: (request) => decide(scopeFor(request), request),
      columns: (table, id) => columns(scope, table, id),
      refusal: (request) => refusal(scopeFor(request), request),
    };
  };
  return {
    forCall,
    forPerson: (principal, reader) => bindPerson(model, principal, reader ?? null),
    momentOf: (source, now) => momentOf(model, source, now),
    decide: (principal, request, source, now) => forCall(principal, source, now).decide(request),
    columns: (principal, table, id, source, now) => forCall(principal, source, now).columns(table, id),
    refusal: (principal, request, source, now) => forCall(principal, source, now).refusal(request),
    explain(principal, request, source, now, { mayShow = () => true } = {}) {
      const questions: Question[] = [];
      const watch = (question: Question): void => {
        questions.push(question);
      };
      return explain(openScope(model, principal, source, now, request.met, watch), request, questions, mayShow);
    },
    admits: (principal, door, table, id, source, now) => admits(openScope(model, principal, source, now), door, table, id),
    plan: (principal, privilege, table, now, { source = NO_SOURCE, met, query } = {}) =>
      planRows(openScope(model, principal, source, now, met), privilege, table, query),
    clearColumns: (principal, table, now, { source = NO_SOURCE, met } = {}) =>
      planColumns(openScope(model, principal, source, now, met), table),
    columnsUsed: () => model.columnsOfPrincipal(),
    columnsNeeded: (table) => model.columnsNeeded(table),
    lookupsNeeded: (table) => model.lookupsNeeded(table),
    selects(condition, row, source) {
      return selects(openScope(model, NOBODY, source, ANY_TIME), condition.kind === 'when' ? condition.condition : condition, row);
    },
  };
}
