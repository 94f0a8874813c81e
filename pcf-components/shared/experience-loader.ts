import type { ExperienceRequest, ExperienceResult } from '../../contracts/index.ts';
import type { Outcome } from './outcome.ts';
import type { PortalClient } from './portal-client.ts';
import { readExperience } from './read-experience.ts';

export type LoadExperience = (
  of: { readonly page: string; readonly language: string; readonly grid: string },
  signal: AbortSignal,
) => Promise<Outcome<ExperienceResult>>;

interface Batch {
  readonly page: string;
  readonly language: string;
  readonly grids: string[];
  waiting: number;
  readonly stop: AbortController;
  readonly outcome: Promise<Outcome<ExperienceResult>>;
}

/** The contract admits this many grids in one request. */
const gridsPerRequest = 5;

/** One request per page view: what the controls of a page ask for in the same moment goes out together. */
export const createExperienceLoader = (client: PortalClient): LoadExperience => {
  const open = new Set<Batch>();

  const start = (page: string, language: string, grid: string): Batch => {
    const grids = [grid];
    const stop = new AbortController();
    const send = async (): Promise<Outcome<ExperienceResult>> => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      open.delete(batch);
      const request: ExperienceRequest = { page, grids, language };
      return client.call('experience', request, readExperience, stop.signal);
    };
    const batch: Batch = { page, language, grids, waiting: 0, stop, outcome: send() };
    open.add(batch);
    return batch;
  };

  const batchFor = (page: string, language: string, grid: string): Batch => {
    for (const batch of open) {
      if (batch.page !== page || batch.language !== language) continue;
      if (batch.grids.includes(grid)) return batch;
      if (batch.grids.length >= gridsPerRequest) continue;
      batch.grids.push(grid);
      return batch;
    }
    return start(page, language, grid);
  };

  return async ({ page, language, grid }, signal) => {
    const batch = batchFor(page, language, grid);
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
