import type { Scope } from './scope.ts';

/** Half-open: from is in, until is out. A broken time (NaN) is never in. */
export const inWindow = (scope: Scope, { from, until }: { readonly from: number | null; readonly until: number | null }): boolean =>
  (from === null || scope.now >= from) && (until === null || scope.now < until);
