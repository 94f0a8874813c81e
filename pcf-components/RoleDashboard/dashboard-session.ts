import type { LoadExperience } from '../shared/experience-loader.ts';
import type { Problem } from '../shared/problem-panel.tsx';
import { type DashboardActions, type DashboardView, emptyDashboard } from './dashboard-view.ts';

export interface DashboardSource {
  readonly loadExperience: LoadExperience;
  readonly page: string;
  readonly language: string;
  /** Whether the page was rendered for somebody who had signed in. */
  readonly signedIn: boolean;
  /** Null while the host has not said it yet. */
  readonly dashboard: string | null;
  /** The tab to begin with; null: the person's first one. */
  readonly tab: string | null;
  /** Milliseconds after which a wait is called slow. */
  readonly slowAfter: number;
  /** Reads a clock that never jumps, in milliseconds. */
  readonly clock: () => number;
}

export interface DashboardSession extends DashboardActions {
  /** Gives up what is under way; nothing is told any more. */
  readonly close: () => void;
}

/** Asks the server for a dashboard, tab by tab; a newer request gives up the older. What is shown stays until the answer. */
export const openDashboardSession = (source: DashboardSource, tell: (view: DashboardView) => void): DashboardSession => {
  let view: DashboardView = { ...emptyDashboard, wanted: source.tab };
  let running: AbortController | null = null;
  let slowTimer: ReturnType<typeof setTimeout> | undefined;

  const show = (change: Partial<DashboardView>) => {
    view = { ...view, ...change };
    tell(view);
  };
  const fail = (problem: Problem) => show({ busy: false, slow: false, problem });

  const load = async (name: string, wanted: string | null) => {
    running?.abort();
    clearTimeout(slowTimer);
    const mine = new AbortController();
    running = mine;
    show({ wanted, busy: true, slow: false });
    slowTimer = setTimeout(() => show({ slow: true }), source.slowAfter);
    const { page, language } = source;
    const dashboard = { name, ...(wanted === null ? {} : { tab: wanted }) };
    const outcome = await source.loadExperience({ page, language, dashboard }, mine.signal);
    // INVARIANT: only the answer to the newest request is shown; older ones have been aborted.
    if (mine.signal.aborted || outcome.kind === 'cancelled') return;
    clearTimeout(slowTimer);
    running = null;
    if (outcome.kind !== 'result') return fail(outcome);
    if (source.signedIn && outcome.result.person.kind === 'anonymous') return fail({ kind: 'signed-out' });
    const answer = outcome.result.dashboard;
    if (!answer) return fail({ kind: 'failed', failure: 'not-set-up' });
    if (answer.ok) {
      return show({ dashboard: answer.result, arrived: source.clock(), busy: false, slow: false, problem: null });
    }
    fail(answer.refusal.code === 'session-expired' ? { kind: 'signed-out' } : { kind: 'refused', refusal: answer.refusal });
  };

  const { dashboard } = source;
  if (dashboard === null) slowTimer = setTimeout(() => fail({ kind: 'failed', failure: 'not-set-up' }), source.slowAfter);
  else load(dashboard, source.tab);

  return {
    select: (tab) => {
      if (dashboard !== null) load(dashboard, tab);
    },
    retry: () => {
      if (dashboard !== null && !view.busy) load(dashboard, view.wanted);
    },
    refresh: () => {
      if (dashboard !== null && !view.busy && view.dashboard && !view.problem) load(dashboard, view.wanted);
    },
    close: () => {
      running?.abort();
      running = null;
      clearTimeout(slowTimer);
    },
  };
};
