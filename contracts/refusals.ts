import type { RecordRow } from './apis/records.ts';

/**
 * Every refusal that a door of ours can answer, in one closed list. The first group comes from the decision itself
 * (`engine/`), the second from the pipeline around it. `message` is what a person is told where nothing better is known;
 * the texts of controls are translated by code.
 */
export const refusals = {
  nobody: { status: 403, message: 'This account cannot be used here.' },
  'not-available': { status: 403, message: 'This is not available to you.' },
  denied: { status: 403, message: 'You are not allowed to do this.' },
  'no-rule': { status: 403, message: 'You are not allowed to do this.' },
  'requirement-open': { status: 403, message: 'Something more is needed before this can be done.' },
  'would-leave-access': { status: 403, message: 'This change would take the record out of what you may change.' },
  'security-bearing-column': { status: 403, message: 'A column that decides about access cannot be changed here.' },
  'column-forbidden': { status: 403, message: 'A column in this request may not be changed by you.' },
  'masked-value-returned': { status: 403, message: 'A masked value was sent back; leave that column as it is.' },
  'append-missing': { status: 403, message: 'You are not allowed to link this record.' },
  'append-to-missing': { status: 403, message: 'You are not allowed to link to that record.' },

  'invalid-request': { status: 400, message: 'The request is not understood.' },
  'request-too-large': { status: 413, message: 'The request is too large.' },
  'column-not-available': { status: 400, message: 'A column in this request is not available.' },
  'column-not-computable': { status: 403, message: 'A column that you do not see in full cannot be searched, sorted or filtered by.' },
  'too-many-rows': { status: 400, message: 'There are too many records to add up. Narrow the list down.' },
  'continuation-invalid': { status: 400, message: 'This list has changed. Load it again.' },
  'identity-unproven': { status: 403, message: 'The site could not prove who you are.' },
  'identity-mismatch': { status: 403, message: 'The site could not prove who you are.' },
  'kind-not-served': { status: 403, message: 'This operation is not meant for this kind of account.' },
  'wrong-state': { status: 409, message: 'This is not possible in the present state of the record.' },
  'version-conflict': { status: 409, message: 'The record has been changed meanwhile. Look at it again.' },
  duplicate: { status: 409, message: 'There is already a record with these values.' },
  'key-reused': { status: 409, message: 'This was sent before with another content. Try again.' },
  'input-missing': { status: 400, message: 'Something that is needed has not been filled in.' },
  'value-invalid': { status: 400, message: 'A value does not fit its column.' },
  'action-not-available': { status: 400, message: 'There is no such action.' },
  'policy-missing': { status: 503, message: 'No permission policy is in force for this site.' },
  'policy-invalid': { status: 503, message: 'The permission policy of this site cannot be read.' },

  /** Answered by the bridge alone, when Dataverse gave no answer of ours. */
  fault: { status: 500, message: 'Something went wrong. Nothing was changed.' },
  busy: { status: 503, message: 'The site is busy. Try again in a moment.' },
  'session-expired': { status: 401, message: 'You have been signed out. Sign in again.' },
} as const satisfies { readonly [code: string]: { readonly status: number; readonly message: string } };

export type RefusalCode = keyof typeof refusals;

/** What a refused person gets. `reference` is 12 base-32 characters, unrelated to any id; support finds the audit entry by it. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly status: number;
  readonly reference: string;
  readonly message: string;
  readonly reason?: string;
  readonly requires?: readonly string[];
  readonly missing?: { readonly privilege: string; readonly table: string; readonly id?: string };
  readonly columns?: readonly string[];
  /** Names of the inputs that are missing or do not fit; `comment` is the comment. */
  readonly inputs?: readonly string[];
  /** With `version-conflict`: the record as it is now, as far as the person may read it. */
  readonly current?: { readonly id: string; readonly version: string; readonly row: RecordRow };
  /** With `wrong-state`, and with `version-conflict` of an action: the present stage, where the person may read its column. */
  readonly stage?: { readonly value: string; readonly label: string | null };
}

/** The answer of every custom API and of every bridge: a result or a refusal, never both. */
export type Answer<Result> = { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly refusal: Refusal };
