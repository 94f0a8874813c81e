import type { Policy } from '../engine/index.ts';
import type { Texts } from './texts.ts';

/** Any condition of the policy language. */
type Condition = NonNullable<Policy['rules'][number]['when']>;

/** Something that a person types or chooses before an action runs. */
export interface ActionInput {
  readonly name: string;
  readonly titles: Texts;
  readonly kind: 'text' | 'choice' | 'date';
  readonly required: boolean;
  /** Longest text in characters; for `text`. */
  readonly max?: number;
  /** For `choice`. */
  readonly options?: readonly { readonly value: string; readonly titles: Texts }[];
}

/** Where a value of an effect comes from: said here, typed by the person, the person, or the time of the action. */
export type ActionValue =
  | { readonly literal: string | number | boolean | null }
  | { readonly input: string }
  | { readonly person: true }
  | { readonly now: true };

/** What an action does, in this order, in the transaction of its decision. */
export type ActionEffect =
  | { readonly kind: 'set'; readonly column: string; readonly value: ActionValue }
  /** The row's owner becomes the system user of this full name. */
  | { readonly kind: 'owner'; readonly user: string }
  /** `lookups`: lookups of the row that the task takes over, where they lead to a table that its own column takes; the policy describes `task`. */
  | { readonly kind: 'task'; readonly subject: Texts; readonly lookups?: readonly { readonly from: string; readonly to: string }[] }
  | { readonly kind: 'note'; readonly subject: Texts; readonly text: ActionValue }
  /** `to` is a lookup of the row that leads to a contact. */
  | { readonly kind: 'notification'; readonly to: string; readonly title: Texts }
  /** One row in the automation outbox, with the name of the event. */
  | { readonly kind: 'outbox'; readonly event: string };

/**
 * A button with consequences: who may press it say the rules that name it under `actions`; when it makes sense says `from`
 * (values of the table's stage column) and `when`.
 */
export interface ActionDefinition {
  readonly name: string;
  readonly titles: Texts;
  readonly table: string;
  /** Stages in which it can be pressed; absent: in every one. */
  readonly from?: readonly (string | number)[];
  /** Stage that the row has afterwards; absent: unchanged. The state code of a status reason goes with it by an effect `set`. */
  readonly to?: string | number;
  /** A further condition on the record: false or unknown is a wrong state. */
  readonly when?: Condition;
  /** A column that leads to a contact: the requirement `second-person` is met by somebody else than that one. */
  readonly secondPerson?: string;
  readonly inputs: readonly ActionInput[];
  readonly comment: 'none' | 'optional' | 'required';
  /** Asked before it runs; absent: it runs at once. */
  readonly confirm?: Texts;
  readonly tone: 'primary' | 'neutral' | 'danger';
  /** Whether it may be run on several selected rows at once. */
  readonly several: boolean;
  readonly effects: readonly ActionEffect[];
  readonly order: number;
}
