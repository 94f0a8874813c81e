import type { QueryRequest, StoreFacts } from '../../../contracts/index.ts';
import { isXmlText } from '../../../engine/fetchxml/index.ts';
import type { Condition, Literal, Plan, TableFacts } from '../../../engine/index.ts';
import { own } from '../json.ts';
import { type Refused, refused } from '../outcome.ts';
import { notUnderstood } from '../request.ts';
import type { VisitorSession } from '../session.ts';
import { typeOf } from './column-types.ts';
import { columnsOfCondition } from './condition-columns.ts';
import { filterValue } from './filter-value.ts';
import type { SortColumn } from './keyset.ts';
import { columnsWithTypes, type ShownColumn } from './present.ts';

/** A list that was asked for, checked: every column is one of the policy's, every value fits its column. */
export interface ListQuery {
  readonly kind: 'list';
  readonly table: string;
  readonly facts: TableFacts;
  /** The rows that the person may read and that the query selects. */
  readonly plan: Plan;
  /** The rows that the person may read. */
  readonly readable: Plan;
  readonly columns: readonly ShownColumn[];
  readonly sort: readonly SortColumn[];
  /** Every column that is asked for, filtered, searched or sorted by. */
  readonly used: readonly string[];
  /** The columns that are filtered or searched by. */
  readonly compared: readonly string[];
}

/** Rows that definitions of the site say, by a condition of theirs. */
export interface Narrowed {
  readonly filter: Condition | null;
  /** A column that the filter keeps to rows on which it is clear: the list may be sorted by it. */
  readonly clear?: string;
}

export const WHOLE: Narrowed = { filter: null };

/** Where no row can be read, a table that is not in the policy and one without a rule answer alike. */
export function listQuery(session: VisitorSession, request: QueryRequest, narrowed: Narrowed = WHOLE): ListQuery | Refused {
  const { engine, principal, policy, rows, now } = session;
  const { table } = request;
  const facts = own(policy.tables, table);
  const readable = facts === undefined ? null : engine.plan(principal, 'read', table, now, { source: rows });
  if (facts === undefined || readable === null || readable.kind === 'never') return refused('no-rule');

  const compared = comparedColumns(request);
  const looked = narrowed.filter === null ? [] : columnsOfCondition(session, table, narrowed.filter);
  const named = (request.columns ?? []).concat(
    compared,
    (request.sort ?? []).map(({ column }) => column),
  );
  const unknown = named.filter((column, index) => typeOf(facts, column) === null && named.indexOf(column) === index);
  if (unknown.length > 0) return refused('column-not-available', { columns: unknown });
  const sort = sortColumns(session, facts, request, narrowed.clear);
  if (!isSort(sort)) return sort;
  const filter = filterCondition(session, facts, request);
  if (!isCondition(filter)) return filter;
  const { search } = request;
  if (search !== undefined && !isXmlText(search.text)) return notUnderstood('`request.search.text` holds characters that are no text');

  const all = narrowed.filter === null ? filter.all : filter.all.concat([narrowed.filter]);
  const query = { ...(all.length === 0 ? {} : { filter: { all } }), ...(search === undefined ? {} : { search }) };
  const plan = Object.keys(query).length === 0 ? readable : engine.plan(principal, 'read', table, now, { source: rows, query });
  const columns = request.columns ?? columnsEverShown(session, table, facts);
  const distinct = columns.filter((column, index) => columns.indexOf(column) === index);
  const used = distinct.concat(named, looked);
  return {
    kind: 'list',
    table,
    facts,
    plan,
    readable,
    columns: columnsWithTypes(facts, distinct),
    sort,
    used,
    compared: compared.concat(looked),
  };
}

/** Without those that are hidden on every row: their names would say that there is something. */
function columnsEverShown({ active, principal, rows, now }: VisitorSession, table: string, facts: TableFacts): readonly string[] {
  const shown = active.variants.unmasked().clearColumns(principal, table, now, { source: rows });
  return Object.keys(facts.columns).filter((column) => (own(shown, column)?.kind ?? 'never') !== 'never');
}

const comparedColumns = ({ filter, search }: QueryRequest): readonly string[] =>
  (filter ?? []).map(({ column }) => column).concat(search?.columns ?? []);

type Every = { readonly all: readonly Condition[] };
const isCondition = (value: Every | Refused): value is Every => 'all' in value;
const isSort = (value: readonly SortColumn[] | Refused): value is readonly SortColumn[] => !('kind' in value);

/**
 * A column that is never in the clear counts as null on every row, so it orders nothing and is left out. One that is clear on
 * some rows cannot be sorted by in the store, nor can a lookup, which sorts by another row's name.
 */
function sortColumns(
  session: VisitorSession,
  facts: TableFacts,
  request: QueryRequest,
  keptClear: string | undefined,
): readonly SortColumn[] | Refused {
  const asked = request.sort ?? [];
  if (asked.length === 0) return [];
  const { engine, principal, rows, now } = session;
  const clear = engine.clearColumns(principal, request.table, now, { source: rows });
  const sort: SortColumn[] = [];
  const impossible: string[] = [];
  asked.forEach(({ column, descending }) => {
    const kind = own(clear, column)?.kind ?? 'never';
    const type = typeOf(facts, column);
    if (kind === 'never' || type === null || sort.some((each) => each.column === column)) return;
    if ((kind === 'when' && column !== keptClear) || type === 'lookup') impossible.push(column);
    else sort.push({ column, type, descending: descending === true });
  });
  return impossible.length > 0 ? refused('column-not-computable', { columns: impossible }) : sort;
}

type FilterPart = NonNullable<QueryRequest['filter']>[number];

/** Every part must hold. A value that does not fit its column is refused here: the store would answer with a fault. */
function filterCondition({ active }: VisitorSession, facts: TableFacts, { table, filter }: QueryRequest): Every | Refused {
  const store = own(active.store, table) ?? {};
  const all: Condition[] = [];
  const parts = filter ?? [];
  for (let index = 0; index < parts.length; index++) {
    const condition = conditionOf(facts, store, parts[index] as FilterPart);
    if (condition === null) return notUnderstood(`\`request.filter[${index}]\` does not fit its column`);
    all.push(condition);
  }
  return { all };
}

const ORDERED = ['<', '≤', '>', '≥'];
const TEXTUAL = ['begins-with', 'contains', 'ends-with'];

function conditionOf(facts: TableFacts, store: StoreFacts[string], { column, operator, value, values }: FilterPart): Condition | null {
  const type = typeOf(facts, column);
  if (operator === 'is null' || operator === 'is not null') return value === undefined && values === undefined ? [column, operator] : null;
  const fits =
    (ORDERED.indexOf(operator) < 0 || type === 'number' || type === 'datetime') && (TEXTUAL.indexOf(operator) < 0 || type === 'text');
  if (!fits) return null;
  if (operator === 'in') {
    const literals = values === undefined || value !== undefined ? null : literalsOf(facts, store, column, values);
    return literals === null ? null : [column, 'in', literals];
  }
  const literal = value === undefined || values !== undefined ? null : filterValue(facts, column, value, own(store, column));
  return literal === null ? null : [column, operator, { value: literal }];
}

function literalsOf(facts: TableFacts, store: StoreFacts[string], column: string, values: readonly Literal[]): readonly Literal[] | null {
  const literals = values.map((each) => filterValue(facts, column, each, own(store, column)));
  return literals.filter((each): each is Literal => each !== null).length === values.length ? literals : null;
}
