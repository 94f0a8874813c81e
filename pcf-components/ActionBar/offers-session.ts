import { type ActionsResult, mostActionRows } from '../../contracts/index.ts';
import type { Outcome } from '../shared/outcome.ts';
import type { PortalClient } from '../shared/portal-client.ts';
import { readActions } from '../shared/read-actions.ts';

export type OfferedRow = ActionsResult['rows'][number];
export type Problem = Extract<Outcome<never>, { kind: 'refused' | 'signed-out' | 'failed' }>;

/** What can be done with which row, as far as it is known. */
export interface OffersView {
  readonly rows: ReadonlyMap<string, OfferedRow>;
  readonly busy: boolean;
  /** Busy for longer than a person waits without a word. */
  readonly slow: boolean;
  readonly problem: Problem | null;
}

export const noOffers: OffersView = { rows: new Map(), busy: false, slow: false, problem: null };

export interface OffersSource {
  readonly client: PortalClient;
  readonly table: string;
  readonly ids: readonly string[];
  readonly language: string;
  /** Whether the page was rendered for somebody who had signed in. */
  readonly signedIn: boolean;
  readonly slowAfter: number;
  /** What came with the rows themselves; where it speaks of all of them, nothing is asked at first. */
  readonly known?: readonly OfferedRow[] | undefined;
}

export interface OffersSession {
  readonly reload: () => void;
  readonly close: () => void;
}

/** Asks what can be done with some rows, and again whenever it may have changed. Rows that are known stay while it asks. */
export const openOffersSession = (source: OffersSource, tell: (view: OffersView) => void): OffersSession => {
  let view = noOffers;
  let running: AbortController | null = null;
  let slowTimer: ReturnType<typeof setTimeout> | undefined;

  const show = (change: Partial<OffersView>) => {
    view = { ...view, ...change };
    tell(view);
  };

  const stop = () => {
    running?.abort();
    running = null;
    clearTimeout(slowTimer);
  };

  const load = async () => {
    stop();
    const mine = new AbortController();
    running = mine;
    show({ busy: true, slow: false });
    slowTimer = setTimeout(() => show({ slow: true }), source.slowAfter);
    const outcomes = await Promise.all(chunksOf(source.ids).map((ids) => ask(source, ids, mine.signal)));
    if (mine.signal.aborted) return;
    stop();
    const rows = new Map<string, OfferedRow>();
    for (const outcome of outcomes) {
      if (outcome.kind === 'result') for (const row of outcome.result.rows) rows.set(row.id, row);
    }
    const problem = outcomes.find((outcome) => outcome.kind !== 'result' && outcome.kind !== 'cancelled') as Problem | undefined;
    show({ rows: problem ? view.rows : rows, busy: false, slow: false, problem: problem ?? null });
  };

  const known = new Map((source.known ?? []).map((row) => [row.id, row]));
  if (source.ids.every((id) => known.has(id))) show({ rows: known });
  else load();
  return { reload: load, close: stop };
};

const ask = ({ client, table, language, signedIn }: OffersSource, ids: readonly string[], signal: AbortSignal) =>
  client.call('records', { operation: 'actions', ...(signedIn ? { signedIn } : {}), table, ids, language }, readActions, signal);

const chunksOf = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / mostActionRows) }, (_, at) => ids.slice(at * mostActionRows, (at + 1) * mostActionRows));
