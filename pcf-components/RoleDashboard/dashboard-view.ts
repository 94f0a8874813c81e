import type { Problem } from '../shared/problem-panel.tsx';
import type { ShownDashboard } from '../shared/read-dashboard.ts';

/** Everything that the markup needs to know; a new object for each change. */
export interface DashboardView {
  /** Null until the first answer. */
  readonly dashboard: ShownDashboard | null;
  /** Reading of the monotonic clock, in milliseconds, when the dashboard arrived: `asOf` is that moment. */
  readonly arrived: number;
  /** The tab that the person asked for; null: their first one. It stays when a request fails, so that trying again repeats it. */
  readonly wanted: string | null;
  readonly busy: boolean;
  /** Busy for longer than a person waits without a word. */
  readonly slow: boolean;
  readonly problem: Problem | null;
}

export interface DashboardActions {
  /** Shows a tab; null: the person's first one. */
  readonly select: (tab: string | null) => void;
  readonly retry: () => void;
  /** Asks for the shown tab once more, because something may have changed. */
  readonly refresh: () => void;
}

export const emptyDashboard: DashboardView = {
  dashboard: null,
  arrived: 0,
  wanted: null,
  busy: true,
  slow: false,
  problem: null,
};

/** The tab that is selected: what was asked for, or what the server chose. */
export const selectedTab = ({ dashboard, wanted }: DashboardView): string | null => wanted ?? dashboard?.tab ?? null;
