import type { QueryRequest, QueryResult } from '../../../contracts/index.ts';
import { readEntry } from '../audit/reads.ts';
import { narrowedTo } from '../experience/within.ts';
import { names } from '../names.ts';
import { type About, done, type Outcome, refused } from '../outcome.ts';
import { visitorApi } from '../registered.ts';
import { presentersByRules } from '../rows/access.ts';
import { type Binding, openContinuation, type Place, sealContinuation } from '../rows/continuation.ts';
import { expectTargets, labelGuard } from '../rows/labels.ts';
import { type ListQuery, listQuery, type Narrowed, WHOLE } from '../rows/list-query.ts';
import { countRows, type Found, findRows, printList } from '../rows/scan.ts';
import type { VisitorSession } from '../session.ts';

const DEFAULT_PAGE = 50;
const START: Place = { anchor: null, skip: 0 };

/** Rows of a table that the person may read: a page, in an order, with a search and a count. */
export const queryRecords = visitorApi<QueryRequest, QueryResult>({
  api: names.apis.QueryRecords,
  about: aboutQuery,
  handle: query,
});

/** What the audit says about a list: columns and operators, never values. */
export function aboutQuery(request: QueryRequest): About {
  const { table, within, columns, filter, search, sort, continuation, count } = request;
  return {
    privilege: 'read',
    table,
    details: {
      ...(within?.grid === undefined ? {} : { grid: within.grid }),
      ...(within?.tile === undefined ? {} : { tile: within.tile }),
      ...(columns === undefined ? {} : { columns: columns.length }),
      ...(filter === undefined ? {} : { filter: filter.map((each) => `${each.column} ${each.operator}`) }),
      ...(search === undefined ? {} : { search: search.columns }),
      ...(sort === undefined ? {} : { sort: sort.map((each) => each.column) }),
      ...(continuation === undefined ? {} : { continued: true }),
      ...(count === true ? { count } : {}),
    },
  };
}

/** The list as an outcome, also for a page's first grid. */
export function query(session: VisitorSession, request: QueryRequest): Outcome<QueryResult> {
  const narrowed = request.within === undefined ? WHOLE : narrowedTo(session, request.table, request.within);
  return 'kind' in narrowed ? narrowed : queryNarrowed(session, request, narrowed);
}

/** The list of rows that a condition of the site's own selects. */
export function queryNarrowed(session: VisitorSession, request: QueryRequest, narrowed: Narrowed): Outcome<QueryResult> {
  const list = listQuery(session, request, narrowed);
  if (list.kind === 'refused') return list;
  const binding = bindingOf(session, request);
  const { continuation } = request;
  const from = continuation === undefined ? START : openContinuation(session.host, binding, continuation, list.sort.length);
  if (from === null) return refused('continuation-invalid');
  if (list.plan.kind === 'never')
    return done(resultOf(session, list, { rows: [], next: null }, binding, request.count === true ? NONE : null));
  const printed = printList(session, list.table, list.plan);
  const found = findRows(session, list, printed, from, request.pageSize ?? DEFAULT_PAGE);
  if (found.stuck === true) return refused('column-not-computable', { columns: list.sort.map(({ column }) => column) });
  const count = request.count === true ? countRows(session, list, printed) : null;
  return done(resultOf(session, list, found, binding, count), readEntry(found.rows.map(({ decision }) => decision)));
}

const NONE = { value: 0, atLeast: false };

function resultOf(session: VisitorSession, list: ListQuery, found: Found, binding: Binding, count: QueryResult['count']): QueryResult {
  const presenterOf = presentersByRules(session, list, labelGuard(session));
  const lookups = list.columns.filter(({ type }) => type === 'lookup').map(({ name }) => name);
  expectTargets(
    session,
    list.facts,
    lookups,
    found.rows.map(({ row }) => row),
  );
  return {
    table: list.table,
    columns: list.columns,
    rows: found.rows.map((each) => presenterOf(each)(each.row)),
    more: found.next !== null,
    continuation: found.next === null ? null : sealContinuation(session.host, binding, found.next),
    count,
  };
}

/** A continuation belongs to this person, this order of this selection, and this policy; columns and page size may change. */
function bindingOf({ host, active, person, siteId }: VisitorSession, { table, within, filter, search, sort }: QueryRequest): Binding {
  return {
    key: active.stamp.continuationKey,
    person: JSON.stringify([siteId, person?.id ?? null]),
    query: host.sha256(
      JSON.stringify([
        table,
        within === undefined ? null : [within.grid ?? null, within.tile ?? null, within.value ?? null],
        (filter ?? []).map(({ column, operator, value, values }) => [column, operator, value ?? null, values ?? null]),
        search === undefined ? null : [search.text, search.columns],
        (sort ?? []).map(({ column, descending }) => [column, descending === true]),
      ]),
    ),
    policyHash: active.stamp.hash,
  };
}
