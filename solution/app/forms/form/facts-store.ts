import type { PolicyFacts } from '../check/facts.ts';

export type FactsState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'known'; readonly facts: PolicyFacts }
  | { readonly kind: 'failed'; readonly message: string };

/** The facts of each site, kept between the events of forms. */
export interface FactsStore {
  readonly now: (site: string) => FactsState;
  /** Reads anew. It never rejects; while it reads, and where it fails after a success, the facts from before stay. */
  readonly refresh: (site: string) => Promise<FactsState>;
}

const messageOf = (error: unknown): string => {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return String(message).slice(0, 200);
};

/** @example createFactsStore((site) => loadFacts(reader, site)) */
export function createFactsStore(load: (site: string) => Promise<PolicyFacts>): FactsStore {
  const states = new Map<string, FactsState>();
  const now = (site: string): FactsState => states.get(site) ?? { kind: 'unknown' };
  return {
    now,
    refresh: async (site) => {
      try {
        states.set(site, { kind: 'known', facts: await load(site) });
      } catch (error) {
        if (now(site).kind !== 'known') states.set(site, { kind: 'failed', message: messageOf(error) });
      }
      return now(site);
    },
  };
}
