import type { ExperienceRequest } from '../../contracts/index.ts';
import type { Outcome } from './outcome.ts';
import type { PortalClient } from './portal-client.ts';
import { readExperience, type ShownExperience } from './read-experience.ts';

/** What one control wants of a page. */
export interface ExperienceWish {
  readonly page: string;
  readonly language: string;
  /** Name of a grid. */
  readonly grid?: string;
  /** The tile by which the person came to this page, and the group of its chart. */
  readonly drill?: NonNullable<ExperienceRequest['drill']>;
  readonly dashboard?: NonNullable<ExperienceRequest['dashboard']>;
  readonly record?: NonNullable<ExperienceRequest['record']>;
}

/** @example await loadExperience({ page: '/orders', language: 'en', grid: 'orders' }, signal) */
export type LoadExperience = (wish: ExperienceWish, signal: AbortSignal) => Promise<Outcome<ShownExperience>>;

interface Batch {
  /** Of all wishes so far; made of the same parts as a request. */
  request: ExperienceRequest;
  waiting: number;
  readonly stop: AbortController;
  readonly outcome: Promise<Outcome<ShownExperience>>;
}

/** The contract admits this many grids in one request. */
const gridsPerRequest = 5;

/** One request per page view: what the controls of a page ask for in the same moment goes out together. */
export const createExperienceLoader = (client: PortalClient): LoadExperience => {
  const open = new Set<Batch>();

  const start = (request: ExperienceRequest): Batch => {
    const stop = new AbortController();
    const send = async (): Promise<Outcome<ShownExperience>> => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      open.delete(batch);
      return client.call('experience', batch.request, readExperience, stop.signal);
    };
    const batch: Batch = { request, waiting: 0, stop, outcome: send() };
    open.add(batch);
    return batch;
  };

  const batchFor = (wish: ExperienceWish): Batch => {
    for (const batch of open) {
      const together = merged(batch.request, wish);
      if (!together) continue;
      batch.request = together;
      return batch;
    }
    const { page, language, grid, drill, dashboard, record } = wish;
    return start({
      page,
      ...(grid === undefined ? {} : { grids: [grid] }),
      ...(drill ? { drill } : {}),
      ...(dashboard ? { dashboard } : {}),
      ...(record ? { record } : {}),
      language,
    });
  };

  return async (wish, signal) => {
    const batch = batchFor(wish);
    batch.waiting++;
    // The request is given up when the last control that waits for it has gone.
    const leave = () => {
      batch.waiting--;
      if (batch.waiting === 0) batch.stop.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    const outcome = await batch.outcome;
    signal.removeEventListener('abort', leave);
    return signal.aborted ? { kind: 'cancelled' } : outcome;
  };
};

/** Both in one request, or null where one request has no room for both: it holds one dashboard, one record and one drill. */
const merged = (request: ExperienceRequest, wish: ExperienceWish): ExperienceRequest | null => {
  const { page, language, grid, drill, dashboard, record } = wish;
  if (request.page !== page || request.language !== language) return null;
  const grids = grid === undefined || request.grids?.includes(grid) ? request.grids : [...(request.grids ?? []), grid];
  if (grids && grids.length > gridsPerRequest) return null;
  // A wish without a drill (a dashboard, a record) goes with any; two grids are of one page and so of one drill.
  if (!agree(request.dashboard, dashboard) || !agree(request.record, record)) return null;
  if (grid !== undefined && request.grids && !same(request.drill, drill)) return null;
  return {
    ...request,
    ...(grids ? { grids } : {}),
    ...(drill ? { drill } : {}),
    ...(dashboard ? { dashboard } : {}),
    ...(record ? { record } : {}),
  };
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const agree = (one: unknown, other: unknown): boolean => one === undefined || other === undefined || same(one, other);
