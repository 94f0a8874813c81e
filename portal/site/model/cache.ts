import type { Site } from './types.ts';

/** The site's configuration as the running site sees it. */
export interface SiteCache {
  readonly current: () => Site;
  /** Number of the reading; whatever is derived from the configuration is kept under it. */
  readonly generation: () => number;
  readonly clear: () => void;
}

/** How long the platform may take to notice a change that was made outside of the site (its documentation: 15 minutes). */
export const configurationAge = 15 * 60 * 1000;

/** Keeps the configuration like the platform: read once, again when it is old or after `clear`. */
export function createSiteCache(read: () => Site, clock: () => Date): SiteCache {
  let kept: { readonly site: Site; readonly until: number } | null = null;
  let generation = 0;
  return {
    current: () => {
      const now = clock().getTime();
      if (!kept || now >= kept.until) {
        kept = { site: read(), until: now + configurationAge };
        generation += 1;
      }
      return kept.site;
    },
    generation: () => generation,
    clear: () => {
      kept = null;
    },
  };
}
