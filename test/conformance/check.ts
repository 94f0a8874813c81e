import type { Condition, DecisionRequest, Grant, Policy, Principal, Row } from '../../engine/index.ts';

/** The rows and grants that a check is asked on. */
export interface Data {
  readonly rows: { readonly [table: string]: readonly Row[] };
  readonly grants: readonly Grant[];
}

/** What a query asks beside the table. */
export interface RowsQuery {
  readonly filter?: Condition;
  readonly sort?: readonly { readonly column: string; readonly descending?: boolean }[];
  readonly search?: { readonly text: string; readonly columns: readonly string[] };
}

/** One question with all of its inputs: what a case file says after its fixture and its variations are laid over each other. */
export interface Inputs {
  readonly policy: Policy;
  readonly principal: Principal;
  readonly data: Data;
  readonly now: string;
}
export type Question =
  | { readonly call: 'decide' | 'refusal'; readonly request: DecisionRequest }
  | { readonly call: 'columns'; readonly table: string; readonly row: string }
  | { readonly call: 'rows'; readonly table: string; readonly query?: RowsQuery }
  | { readonly call: 'door'; readonly table: string; readonly door: string }
  | { readonly call: 'truth'; readonly table: string; readonly row: string; readonly condition: Condition };
export type Check = Inputs & Question;

/** A host under test: each function answers as plain JSON. */
export interface Adapter {
  decide(inputs: Inputs, request: DecisionRequest): unknown;
  columns(inputs: Inputs, table: string, row: string): unknown;
  rows(inputs: Inputs, table: string, query: RowsQuery | undefined): unknown;
  refusal(inputs: Inputs, request: DecisionRequest): unknown;
  door(inputs: Inputs, door: string, table: string): unknown;
}
