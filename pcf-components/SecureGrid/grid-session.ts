import type { GridExperience, QueryRequest, QueryResult, RecordsCall } from '../../contracts/index.ts';
import type { ExperienceWish, LoadExperience } from '../shared/experience-loader.ts';
import type { Outcome } from '../shared/outcome.ts';
import type { PortalClient } from '../shared/portal-client.ts';
import { readQueryResult } from '../shared/read-query-result.ts';
import { emptyView, type GridActions, type GridView, type Wanted } from './grid-view.ts';

export interface GridSource {
  readonly client: PortalClient;
  readonly loadExperience: LoadExperience;
  readonly page: string;
  readonly language: string;
  /** Whether the page was rendered for somebody who had signed in. */
  readonly signedIn: boolean;
  /** Null while the host has not said it yet. */
  readonly grid: string | null;
  /** The tile by which the person came; absent: they came otherwise. */
  readonly drill?: ExperienceWish['drill'] | undefined;
  /** Milliseconds after which a wait is called slow. */
  readonly slowAfter: number;
}

export interface GridSession extends GridActions {
  /** Gives up what is under way; nothing is told any more. */
  readonly close: () => void;
}

/** How a page is reached again: the continuation that leads to it, and the number of its first row. */
interface Bookmark {
  readonly continuation: string | null;
  readonly firstRow: number;
}

/** Asks the server for a list and its pages, one request at a time: a newer one gives up the older. Tells each new view. */
export const openGridSession = (source: GridSource, tell: (view: GridView) => void): GridSession => {
  let view = emptyView;
  let running: AbortController | null = null;
  let slowTimer: ReturnType<typeof setTimeout> | undefined;
  let bookmarks: readonly Bookmark[] = [{ continuation: null, firstRow: 1 }];

  const show = (change: Partial<GridView>) => {
    view = { ...view, ...change };
    tell(view);
  };

  /** INVARIANT: only the outcome of the newest request reaches `settle`; older ones have been aborted. */
  const run = async <Result>(ask: (signal: AbortSignal) => Promise<Outcome<Result>>, settle: (outcome: Outcome<Result>) => void) => {
    running?.abort();
    clearTimeout(slowTimer);
    const mine = new AbortController();
    running = mine;
    slowTimer = setTimeout(() => show({ slow: true }), source.slowAfter);
    const outcome = await ask(mine.signal);
    if (mine.signal.aborted) return;
    clearTimeout(slowTimer);
    running = null;
    settle(outcome);
  };

  const fail = (problem: GridView['problem']) => show({ busy: false, slow: false, problem });

  const showPage = (result: QueryResult, wanted: Wanted) => {
    const firstRow = bookmarks[wanted.page]?.firstRow ?? 1;
    const next = { continuation: result.continuation, firstRow: firstRow + result.rows.length };
    bookmarks = [...bookmarks.slice(0, wanted.page + 1), next];
    show({
      result,
      firstRow,
      // The count belongs to the search; later pages do not ask for it again.
      count: wanted.page === 0 ? result.count : (result.count ?? view.count),
      hasNext: result.more && result.continuation !== null,
      hasPrevious: wanted.page > 0,
      busy: false,
      slow: false,
      problem: null,
    });
  };

  const load = (grid: string) => {
    show({ busy: true, slow: false });
    run(
      (signal) =>
        source.loadExperience(
          { page: source.page, language: source.language, grid, ...(source.drill ? { drill: source.drill } : {}) },
          signal,
        ),
      (outcome) => {
        if (outcome.kind === 'cancelled') return;
        if (outcome.kind !== 'result') return fail(outcome);
        if (source.signedIn && outcome.result.person.kind === 'anonymous') return fail({ kind: 'signed-out' });
        const definition = outcome.result.grids.find((one) => one.name === grid);
        if (!definition) return fail({ kind: 'failed', failure: 'not-set-up' });
        const wanted = { search: '', sort: definition.sort, page: 0 };
        show({ definition, wanted });
        if (definition.firstPage.ok) return showPage(definition.firstPage.result, wanted);
        const { refusal } = definition.firstPage;
        fail(refusal.code === 'session-expired' ? { kind: 'signed-out' } : { kind: 'refused', refusal });
      },
    );
  };

  const query = (definition: GridExperience, wanted: Wanted, restarted = false) => {
    show({ wanted, busy: true, slow: false, restarted });
    const body: QueryRequest & RecordsCall = {
      operation: 'query',
      ...(source.signedIn ? { signedIn: true } : {}),
      ...requestFor(definition, wanted, bookmarks[wanted.page]?.continuation ?? null),
    };
    run(
      (signal) => source.client.call('records', body, readQueryResult, signal),
      (outcome) => {
        if (outcome.kind === 'cancelled') return;
        if (outcome.kind === 'result') return showPage(outcome.result, wanted);
        const outdated = outcome.kind === 'refused' && outcome.refusal.code === 'continuation-invalid';
        if (outdated && wanted.page > 0) return query(definition, { ...wanted, page: 0 }, true);
        fail(outcome);
      },
    );
  };

  /** Asks for a changed list; without a definition there is nothing yet to change. */
  const change = (to: (definition: GridExperience) => Wanted) => {
    if (view.definition) query(view.definition, to(view.definition));
  };

  if (source.grid === null) slowTimer = setTimeout(() => fail({ kind: 'failed', failure: 'not-set-up' }), source.slowAfter);
  else load(source.grid);

  return {
    search: (text) => change(() => ({ ...view.wanted, search: text, page: 0 })),
    sortBy: (column) =>
      change(() => {
        const [first] = view.wanted.sort;
        return { ...view.wanted, sort: [{ column, descending: first?.column === column && !first.descending }], page: 0 };
      }),
    nextPage: () => !view.busy && view.hasNext && change(() => ({ ...view.wanted, page: view.wanted.page + 1 })),
    previousPage: () => !view.busy && view.hasPrevious && change(() => ({ ...view.wanted, page: view.wanted.page - 1 })),
    retry: () => {
      if (view.busy || source.grid === null) return;
      // Where the very first page failed, its list is loaded anew.
      if (view.definition && view.result) query(view.definition, view.wanted);
      else load(source.grid);
    },
    reset: () => change((definition) => ({ search: '', sort: definition.sort, page: 0 })),
    refresh: () => !view.busy && !view.problem && view.result && change(() => view.wanted),
    close: () => {
      running?.abort();
      running = null;
      clearTimeout(slowTimer);
    },
  };
};

const requestFor = (definition: GridExperience, wanted: Wanted, continuation: string | null): QueryRequest => ({
  table: definition.table,
  within: definition.within,
  columns: definition.columns.map((column) => column.name),
  sort: wanted.sort,
  pageSize: definition.pageSize,
  ...(wanted.search === '' ? {} : { search: { text: wanted.search, columns: definition.search } }),
  ...(continuation === null ? { count: true } : { continuation }),
});
