import { guid, integer, name, object, optional, text, type ValueOf } from '../shape.ts';
import { claims } from './records.ts';

export const whoRequest = object({ claims: optional(claims) });

/** `evidence` tells staff how the identity was found; nobody else gets it. */
export interface WhoResult {
  readonly kind: 'contact' | 'anonymous' | 'staff' | 'service';
  readonly site: string | null;
  readonly contact: { readonly id: string; readonly name: string | null } | null;
  readonly roles: readonly string[];
  readonly evidence?: { readonly [fact: string]: string | boolean | null };
}

/** What a bridge reports when the request itself could not leave an audit entry (fault, lost race, time-out). */
export const failureRequest = object({
  claims: optional(claims),
  api: name(100),
  /** What the person was answered; absent: a fault. */
  code: optional(name(60)),
  status: integer(0, 999),
  message: text(400),
  correlation: optional(text(100)),
});
export type FailureRequest = ValueOf<typeof failureRequest>;
export interface FailureResult {
  readonly reference: string;
}

/**
 * For staff: why a contact may or may not do something on one record. Either the five fields, or the `reference` of an audit
 * entry, whose person, record and privilege are asked again under the policy that is in force now.
 */
export const explainRequest = object({
  reference: optional(text(20)),
  site: optional(guid),
  contact: optional(guid),
  table: optional(name()),
  id: optional(text(100)),
  privilege: optional(name(60)),
});
export type ExplainRequest = ValueOf<typeof explainRequest>;

/**
 * For people of the portal who have the action `explain` on the record (on some record of the table, where the entry names none):
 * what a reference stands for. A column that they may not read in clear shows neither value nor outcome.
 */
export const explainReferenceRequest = object({ claims: optional(claims), reference: text(20) });
export type ExplainReferenceRequest = ValueOf<typeof explainReferenceRequest>;
export type ExplainReferenceResult = ExplainResult & { readonly entry: ExplainedEntry };

/** The action that opens a reference on the portal. */
export const explainAction = 'explain';

export interface ExplainedLeaf {
  readonly text: string;
  /** `hidden`: the reader may not read what is compared. */
  readonly truth: 'true' | 'false' | 'unknown' | 'skipped' | 'hidden';
  readonly left?: string | null;
  readonly right?: string | null;
}
export interface ExplainedRule {
  readonly rule: string;
  readonly effect: 'allow' | 'deny';
  /** Null: it follows from something that the reader may not read. */
  readonly applies: boolean | null;
  /** Role, window, access, when, endsWhen in this order; the ones after a failed role or window are skipped. */
  readonly parts: readonly {
    readonly part: string;
    readonly truth: 'true' | 'false' | 'unknown' | 'skipped' | 'hidden';
    readonly leaves: readonly ExplainedLeaf[];
  }[];
}
export interface ExplainResult {
  readonly allowed: boolean;
  readonly code: string;
  readonly deciding: string | null;
  readonly reason: string | null;
  readonly policyHash: string;
  readonly rules: readonly ExplainedRule[];
  /** Given where a reference was asked for: what was decided then. */
  readonly entry?: ExplainedEntry;
}

/** An audit entry whose decision is explained again. */
export interface ExplainedEntry {
  readonly reference: string;
  readonly occurredOn: string;
  readonly outcome: string | null;
  readonly code: string;
  readonly rule: string | null;
  readonly contact: { readonly id: string; readonly name: string | null } | null;
  readonly table: string;
  readonly record: string | null;
  readonly privilege: string;
  /** Whether another policy was in force then: today's rules may not be those that decided. */
  readonly policyChanged: boolean;
  /** Of an action that ran: the stage before and after, where the reader may read its column in clear. */
  readonly stage?: { readonly before: string | null; readonly after: string | null };
}
