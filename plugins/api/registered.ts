import type { ApiContract } from '../../contracts/index.ts';
import type { About, Outcome } from './outcome.ts';
import type { Session, VisitorSession } from './session.ts';

/** A custom API with its handler. `visitor` handlers run with the site's policy and an active person, `open` ones without. */
export type RegisteredApi =
  | {
      readonly kind: 'visitor';
      readonly api: ApiContract;
      readonly about: (request: unknown) => About;
      readonly handle: (session: VisitorSession, request: unknown) => Outcome<unknown>;
    }
  | {
      readonly kind: 'open';
      readonly api: ApiContract;
      readonly about: (request: unknown) => About;
      readonly handle: (session: Session, request: unknown) => Outcome<unknown>;
    };

interface Parts<Of, Request, Result> {
  readonly api: ApiContract;
  /** What the audit says about a request beside table, record and privilege; never values. */
  readonly about?: (request: Request) => About;
  readonly handle: (session: Of, request: Request) => Outcome<Result>;
}

// The pipeline has checked the request against the API's shape, from which `Request` is derived: that makes the casts safe.

/** An API for contacts and visitors. */
export const visitorApi = <Request, Result>({ api, about, handle }: Parts<VisitorSession, Request, Result>): RegisteredApi => ({
  kind: 'visitor',
  api,
  about: (request) => (about ? about(request as Request) : {}),
  handle: (session, request) => handle(session, request as Request),
});

/** An API that needs no policy of the caller's site. */
export const openApi = <Request, Result>({ api, about, handle }: Parts<Session, Request, Result>): RegisteredApi => ({
  kind: 'open',
  api,
  about: (request) => (about ? about(request as Request) : {}),
  handle: (session, request) => handle(session, request as Request),
});
