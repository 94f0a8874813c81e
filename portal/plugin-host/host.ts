import type { OrganizationGateway } from './gateway.ts';

interface AnyContext {
  readonly organizationId: string;
  readonly userId: string;
  readonly initiatingUserId: string;
  readonly correlationId: string;
  readonly requestId: string | null;
  readonly depth: number;
  readonly stage: number;
  readonly isInTransaction: boolean;
}

/** What the platform says about a call. `absent`: its context does not offer the portal properties, as on an old version. */
export type PlatformContext =
  | (AnyContext & {
      readonly portalProperties: 'present';
      readonly isPortalsClientCall: boolean;
      /** The zero guid for anonymous visitors and for calls that do not come from a portal. */
      readonly portalsContactId: string;
      /** The zero guid for a user that is no application. */
      readonly initiatingUserApplicationId: string;
      readonly isApplicationUser: boolean;
    })
  | (AnyContext & { readonly portalProperties: 'absent' });

export interface ScriptCall {
  /** Unique name of the custom API, e.g. the one of `apis` in contracts. */
  readonly message: string;
  readonly inputs: { readonly [parameter: string]: string | null };
  readonly context: PlatformContext;
  readonly gateway: OrganizationGateway;
}

/** How a call failed; either way its transaction is rolled back. */
export type ScriptFault =
  /** The organization service faulted: its own code and message. */
  | { readonly kind: 'service'; readonly code: number; readonly message: string }
  /** The plug-in refused or was stopped: HTTP status and a code of `hostFaults`. */
  | { readonly kind: 'plugin'; readonly code: number; readonly message: string; readonly status: number; readonly subCode: number }
  /** A defect in the plug-in itself. */
  | { readonly kind: 'unexpected'; readonly code: number; readonly message: string };

export interface ScriptReport {
  /** What the plug-in traced. */
  readonly trace: string;
  /** Time in the host without waiting for the gateway. */
  readonly hostMilliseconds: number;
}

export type ScriptOutcome =
  | (ScriptReport & { readonly kind: 'done'; readonly outputs: { readonly [property: string]: string } })
  | (ScriptReport & { readonly kind: 'fault'; readonly fault: ScriptFault });

/** Runs custom APIs. A rejected promise means that the host or the gateway broke: roll back. */
export interface ScriptHost {
  execute(call: ScriptCall): Promise<ScriptOutcome>;
  close(): Promise<void>;
}
