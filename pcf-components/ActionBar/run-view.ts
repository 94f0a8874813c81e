import type { ActionOffer, ActionRun, Answer } from '../../contracts/index.ts';
import type { Problem } from './offers-session.ts';

/** A row as a person calls it; without a name where there is only one. */
export interface Target {
  readonly id: string;
  readonly name: string;
}

/** A button that was pressed, and for which rows. */
export interface Press {
  readonly offer: ActionOffer;
  readonly targets: readonly Target[];
  /** Selected rows that the action is not offered for. */
  readonly leftOut: readonly { readonly target: Target; readonly why: ActionOffer['why'] }[];
}

/** What the person has typed, by name of the input. */
export interface Draft {
  readonly inputs: { readonly [name: string]: string };
  readonly comment: string;
}

export const emptyDraft: Draft = { inputs: {}, comment: '' };

/** What became of the last press. */
export type Report =
  | {
      readonly kind: 'answered';
      readonly press: Press;
      readonly rows: readonly { readonly target: Target; readonly answer: Answer<ActionRun> }[];
    }
  | { readonly kind: 'problem'; readonly press: Press; readonly problem: Problem };

export interface RunView {
  /** The press whose dialog is open. */
  readonly asking: Press | null;
  readonly draft: Draft;
  /** The press that is being sent. */
  readonly sending: Press | null;
  readonly slow: boolean;
  readonly report: Report | null;
}

export interface RunActions {
  /** Opens the dialog where something is to be asked, and sends at once where nothing is. */
  readonly press: (press: Press) => void;
  readonly type: (draft: Draft) => void;
  /** Sends what the dialog holds. */
  readonly submit: () => void;
  /** Sends again what brought no answer, with the same key. */
  readonly retry: () => void;
  /** Closes the dialog and keeps what was typed for the next time. */
  readonly leave: () => void;
  /** Closes the dialog and throws away what was typed. */
  readonly cancel: () => void;
  readonly clearReport: () => void;
}

export const idleRun: RunView = { asking: null, draft: emptyDraft, sending: null, slow: false, report: null };

/** Whether a press needs a dialog. Several rows at once always do. */
export const needsDialog = ({ offer, targets, leftOut }: Press): boolean =>
  offer.confirm !== undefined || offer.comment !== 'none' || offer.inputs.length > 0 || targets.length + leftOut.length > 1;

/** Whether sending the same again may bring another answer: none came, or the server could not decide. */
export const isOpen = (problem: Problem): boolean =>
  problem.kind === 'failed' ? problem.failure !== 'not-set-up' : problem.kind === 'signed-out' || problem.refusal.status >= 500;
