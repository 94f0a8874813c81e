import { mostActionRows } from '../limits.ts';
import type { Answer } from '../refusals.ts';
import { integer, list, literal, name, object, optional, text, type ValueOf } from '../shape.ts';
import { claims, type RecordRow } from './records.ts';

/** A random key that the page makes once per click: 16 to 64 characters (shorter ones are refused). The same key again gives the stored answer. */
export const clickKey = text(64);

export const saveRequest = object({
  claims: optional(claims),
  table: name(),
  /** Absent: create. */
  id: optional(text(100)),
  /** Row version that the person saw; required with `id`. */
  version: optional(text(40)),
  key: clickKey,
  values: list(object({ column: name(), value: literal(10000) }), 60),
});
export type SaveRequest = ValueOf<typeof saveRequest>;

export interface SaveResult {
  readonly table: string;
  readonly id: string;
  readonly version: string;
  /** Absent where the writer may not read what was written; what they may read of it otherwise, also after a repeat. */
  readonly row?: RecordRow;
  /** True where an earlier request with the same key did it. */
  readonly repeated: boolean;
}

export const listActionsRequest = object({
  claims: optional(claims),
  table: name(),
  ids: list(text(100), mostActionRows),
  language: optional(name(20)),
});
export type ListActionsRequest = ValueOf<typeof listActionsRequest>;

/**
 * An action as a button. Disabled ones say why; on a row that may not be read there are none, and an action that no rule
 * gives to this person on any row is left out.
 */
export interface ActionOffer {
  readonly name: string;
  readonly title: string;
  readonly tone: 'primary' | 'neutral' | 'danger';
  readonly enabled: boolean;
  /** Why not: code of the refusal, and the rule’s reason where it has one. */
  readonly why?: { readonly code: string; readonly reason?: string };
  readonly confirm?: string;
  readonly comment: 'none' | 'optional' | 'required';
  readonly several: boolean;
  readonly inputs: readonly {
    readonly name: string;
    readonly title: string;
    readonly kind: 'text' | 'choice' | 'date';
    readonly required: boolean;
    readonly max?: number;
    readonly options?: readonly { readonly value: string; readonly title: string }[];
  }[];
}

export interface ActionsResult {
  readonly table: string;
  readonly rows: readonly { readonly id: string; readonly version: string; readonly actions: readonly ActionOffer[] }[];
}

export const runActionRequest = object({
  claims: optional(claims),
  table: name(),
  action: name(60),
  key: clickKey,
  rows: list(object({ id: text(100), version: text(40) }), mostActionRows),
  inputs: optional(list(object({ name: name(60), value: literal(4000) }), 20)),
  comment: optional(text(4000)),
});
export type RunActionRequest = ValueOf<typeof runActionRequest>;

export interface ActionRun {
  readonly id: string;
  readonly version: string;
  readonly stage: { readonly before: string | null; readonly after: string | null; readonly label: string | null };
}

/** One answer a row: a refused row never stops the others. */
export interface RunActionResult {
  readonly table: string;
  readonly action: string;
  readonly rows: readonly { readonly id: string; readonly answer: Answer<ActionRun> }[];
  /** True where this is the stored answer of an earlier request with the same key. */
  readonly repeated: boolean;
}

/** For auditors, newest first. `from` is included, `until` is not; both are UTC times. */
export const auditRequest = object({
  reference: optional(text(20)),
  contact: optional(text(100)),
  table: optional(name()),
  from: optional(text(40)),
  until: optional(text(40)),
  outcome: optional(name(40)),
  pageSize: optional(integer(1, 250)),
  continuation: optional(text(4000)),
});
export type AuditRequest = ValueOf<typeof auditRequest>;

/** One entry of the audit trail as it was written. Empty fields are null. */
export interface AuditLine {
  readonly reference: string;
  readonly occurredOn: string;
  readonly outcome: string | null;
  readonly code: string | null;
  readonly api: string | null;
  readonly site: string | null;
  readonly kind: string | null;
  readonly contact: { readonly id: string; readonly name: string | null } | null;
  readonly account: string | null;
  readonly privilege: string | null;
  readonly table: string | null;
  readonly record: string | null;
  readonly rows: number | null;
  readonly rule: string | null;
  readonly policyHash: string | null;
  readonly correlation: string | null;
  /** JSON text: the request in short. */
  readonly details: string | null;
}

export interface AuditResult {
  readonly entries: readonly AuditLine[];
  readonly more: boolean;
  readonly continuation: string | null;
}
