import type { Refusal } from '../../contracts/index.ts';

/** Why a request gave no answer of ours. */
export type Failure =
  | 'offline'
  | 'timeout'
  /** The server answered with an error of its own (5xx, 429). */
  | 'unavailable'
  /** The platform turned the request away before our code ran (400 or 403 without an answer of ours). */
  | 'forbidden'
  | 'unreadable'
  /** The page does not say which list, or the site has none of that name for this page. */
  | 'not-set-up';

export type Outcome<Result> =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Nobody waits any more. */
  | { readonly kind: 'cancelled' };
