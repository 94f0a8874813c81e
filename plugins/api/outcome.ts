import type { Refusal, RefusalCode } from '../../contracts/index.ts';
import type { AuditOutcome, AuditText } from './names.ts';

/** What an audit entry says beside what the pipeline knows itself (who, when, which API, which policy). Texts are cut to their columns. */
export interface EntryDraft {
  readonly outcome: AuditOutcome;
  readonly texts: { readonly [Name in AuditText]?: string };
  readonly rowCount?: number;
  /** Given where the handler had to know it before; otherwise the pipeline draws one. */
  readonly reference?: string;
}

/** A handler's result; `entry` where the call leaves a trace. */
export interface Done<Result> {
  readonly kind: 'done';
  readonly result: Result;
  readonly entry?: EntryDraft;
}

/** What a refusal may tell beside its code. */
export type Told = 'reason' | 'requires' | 'missing' | 'columns' | 'message' | 'inputs' | 'current' | 'stage';

/** Not allowed, or not understood: a value, answered with a reference and written into the audit. `details` is for the audit only. */
export interface Refused extends Partial<Pick<Refusal, Told>> {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  /** A contradiction that an honest site does not send. */
  readonly securityEvent?: boolean;
  readonly details?: { readonly [fact: string]: unknown };
}

export type Outcome<Result> = Done<Result> | Refused;

export const done = <Result>(result: Result, entry?: EntryDraft): Done<Result> =>
  entry === undefined ? { kind: 'done', result } : { kind: 'done', result, entry };

/** @example refused('column-not-available', { columns: ['x'] }) */
export const refused = (code: RefusalCode, more: Omit<Refused, 'kind' | 'code'> = {}): Refused => ({ kind: 'refused', code, ...more });

/** What was asked, for the audit. */
export interface About {
  readonly privilege?: string;
  readonly table?: string;
  readonly record?: string;
  readonly details?: { readonly [fact: string]: unknown };
}
