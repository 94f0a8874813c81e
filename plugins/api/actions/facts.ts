import type { ActionDefinition } from '../../../contracts/index.ts';
import type { Cell, Requirement, Row, TableFacts } from '../../../engine/index.ts';
import { hasState, stateQuestion } from '../policy/action-states.ts';
import type { VisitorSession } from '../session.ts';

/** One action on one table of the policy. */
export interface TableAction {
  readonly action: ActionDefinition;
  readonly table: string;
  readonly facts: TableFacts;
}

/** The requirements of rules that are fulfilled here. A fresh sign-in cannot be proven yet, so it never is. */
export function metBy(
  { person }: VisitorSession,
  { secondPerson }: ActionDefinition,
  row: Row,
  commented: boolean,
): readonly Requirement[] {
  const first = secondPerson === undefined ? null : (row[secondPerson] ?? null);
  const second = first !== null && person !== null && first !== `contact:${person.id}`;
  return (commented ? (['comment'] as Requirement[]) : []).concat(second ? ['second-person'] : []);
}

/** Whether the record is in a state for the action; unknown is not. */
export function isInState({ engine, principal, rows, now }: VisitorSession, { action, table }: TableAction, id: string): boolean {
  return !hasState(action) || engine.decide(principal, { action: stateQuestion(action.name), table, id }, rows, now).allowed;
}

/** The present stage as the audit and the outbox say it. */
export const stageOf = ({ stage }: TableFacts, values: { readonly [column: string]: Cell | undefined }): string | null => {
  const value = stage === undefined ? null : (values[stage] ?? null);
  return value === null ? null : String(value);
};
