import type { ActionDefinition, ActionValue, TypedValue } from '../../../contracts/index.ts';
import type { Cell } from '../../../engine/index.ts';
import { own } from '../json.ts';
import { storeValue } from '../rows/store-value.ts';
import type { VisitorSession } from '../session.ts';
import type { TableAction } from './facts.ts';

/** What was typed, by the names of inputs. */
export type Inputs = { readonly [name: string]: string };

/** The columns that an action writes: for the engine, and for the store. */
export interface ActionChanges {
  readonly set: { readonly [column: string]: Cell };
  readonly typed: { readonly [column: string]: TypedValue };
  /** Inputs whose value does not fit the column that takes it. */
  readonly unfit: readonly string[];
}

/** Stage and `set` effects, the later one winning. Without `inputs` (an action is only offered) what a person types is left out. */
export function changesOf(session: VisitorSession, { action, table, facts }: TableAction, inputs: Inputs | null): ActionChanges {
  const store = own(session.active.store, table) ?? {};
  const set: { [column: string]: Cell } = {};
  const typed: { [column: string]: TypedValue } = {};
  const unfit: string[] = [];
  writesOf(action, facts.stage).forEach(({ column, value }) => {
    if ('input' in value && (inputs === null || own(inputs, value.input) === undefined)) return;
    const kind = own(store, column);
    if (kind === undefined) throw new Error(`the action \`${action.name}\` sets \`${table}.${column}\`, which cannot be written`);
    const fitting = storeValue(kind, facts, column, literalOf(session, value, inputs ?? {}));
    if (fitting !== null) {
      set[column] = fitting.cell;
      typed[column] = fitting.typed;
    } else if ('input' in value) unfit.push(value.input);
    else throw new Error(`the action \`${action.name}\` sets \`${table}.${column}\` to a value that does not fit`);
  });
  return { set, typed, unfit };
}

/** The columns that an action writes with where their values come from. */
export function writesOf(
  { to, effects }: ActionDefinition,
  stage: string | undefined,
): readonly { readonly column: string; readonly value: ActionValue }[] {
  const stages = to === undefined || stage === undefined ? [] : [{ column: stage, value: { literal: to } }];
  return effects.reduce<readonly { readonly column: string; readonly value: ActionValue }[]>(
    (all, effect) => (effect.kind === 'set' ? all.concat([{ column: effect.column, value: effect.value }]) : all),
    stages,
  );
}

/** A person who is not signed in is nobody: null. */
export function literalOf({ person, now }: VisitorSession, value: ActionValue, inputs: Inputs): string | number | boolean | null {
  if ('literal' in value) return value.literal;
  if ('input' in value) return own(inputs, value.input) ?? null;
  if ('now' in value) return now;
  return person === null ? null : `contact:${person.id}`;
}
