import type { ColumnAccesses, Decision, DecisionRequest, Refusal } from '../../engine/index.ts';
import type { Inputs, RowsQuery } from '../conformance/index.ts';
// @ts-expect-error the reference is plain JavaScript without types
import * as evaluate from './evaluate.mjs';

/** The naive evaluator of the permission model: another program by another hand, against which the engine is checked. */
export const reference = {
  decide: ({ policy, principal, data, now }: Inputs, request: DecisionRequest): Decision =>
    evaluate.decide(policy, principal, request, data, now),
  columns: ({ policy, principal, data, now }: Inputs, table: string, id: string): ColumnAccesses =>
    evaluate.columns(policy, principal, table, id, data, now),
  refusal: ({ policy, principal, data, now }: Inputs, request: DecisionRequest): Refusal | null =>
    evaluate.refusal(policy, principal, request, data, now),
  rows: ({ policy, principal, data, now }: Inputs, table: string, query?: RowsQuery): readonly string[] =>
    evaluate.rows(policy, principal, table, data, now, query),
};
