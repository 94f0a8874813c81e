import type { Answer, ApiContract, CallContext } from '../../contracts/index.ts';
import type { Engine, EngineCall, Policy, Principal } from '../../engine/index.ts';
import type { Host } from './host.ts';
import type { Evidence } from './identity/evidence.ts';
import type { Person } from './identity/person.ts';
import type { About, Outcome } from './outcome.ts';
import type { ActivePolicy, PolicyStore } from './policy/store.ts';
import type { RowStore } from './rows/row-store.ts';

/** One call whose identity is settled. It lives no longer than the call. */
export interface Session {
  readonly host: Host;
  readonly context: CallContext;
  /** UTC, whole seconds; asked once per call. */
  readonly now: string;
  readonly evidence: Exclude<Evidence, { readonly kind: 'unproven' }>;
  /** The site; null for staff. */
  readonly siteId: string | null;
  /** The contact; null for a visitor who is not signed in and for staff. */
  readonly person: Person | null;
  readonly policies: PolicyStore;
  /** Turns an outcome within the call (a grid's first page) into an answer with its own entry in the audit. */
  readonly settle: <Result>(api: ApiContract, about: About, outcome: Outcome<Result>) => Answer<Result>;
}

/** A call of a contact or visitor with the policy of their site. */
export interface VisitorSession extends Session {
  readonly active: ActivePolicy;
  readonly policy: Policy;
  readonly engine: Engine;
  /** The engine's questions about this person, on the rows of this call. */
  readonly asked: EngineCall;
  readonly principal: Principal;
  readonly rows: RowStore;
}
