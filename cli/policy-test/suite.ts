import type { ColumnAccess, DecisionCode, DecisionRequest, MissingSide, Requirement } from '../../engine/index.ts';
import type { Scene } from '../scene/index.ts';

/** One question with the answer that is expected. `title` names it in a line. */
export type Check = { readonly test: string; readonly title: string; readonly person: string; readonly now: string } & (
  | { readonly kind: 'decision'; readonly request: DecisionRequest; readonly expect: ExpectedDecision }
  | {
      readonly kind: 'list';
      readonly table: string;
      readonly met: readonly Requirement[];
      /** The records that are looked at; of these just the expected ones are read, by plan and by decision. */
      readonly records: readonly string[];
      readonly expect: readonly string[];
    }
  | {
      readonly kind: 'columns';
      readonly table: string;
      readonly record: string;
      /** Every column of the table has an entry, whether the file named it or not. */
      readonly expect: { readonly [column: string]: ColumnAccess };
    }
);

/** What is not given is not looked at, but for `allowed`. */
export interface ExpectedDecision {
  readonly allowed: boolean;
  readonly code?: DecisionCode;
  readonly reason?: string;
  readonly deciding?: string;
  readonly requires?: readonly Requirement[];
  readonly columns?: readonly string[];
  readonly missing?: MissingSide;
}

/** The least shares, in percent, of rules that applied and of outcomes of leaves that came up. */
export interface Floors {
  readonly rules: number;
  readonly leaves: number;
}

/** A test file that was read. */
export interface Suite {
  readonly scene: Scene;
  readonly checks: readonly Check[];
  readonly floors: Floors;
}

/** One thing that is wrong with a test file. */
export interface Mistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly suggestion: string | null;
}

export type SuiteFile =
  | { readonly kind: 'suite'; readonly suite: Suite }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly Mistake[] };
