import { columns, decide, refusal } from './decide/decide.ts';
import { openScope } from './evaluate/scope.ts';
import { createModel } from './model/model.ts';
import type { Policy } from './policy.ts';
import type { ColumnAccesses, Decision, DecisionRequest, Principal, Refusal, RowSource } from './types.ts';

/** The permission engine of one policy. It holds compiled rules and nothing of a person, so it may serve any number of calls. */
export interface Engine {
  /** Decides one request. @example engine.decide(jane, { privilege: 'read', table: 'salesorder', id: 'o-1' }, source, '2026-06-15T12:00:00Z').allowed */
  decide(principal: Principal, request: DecisionRequest, source: RowSource, now: string): Decision;
  /** Level, mask and write of every column and `id` of a stored row; all `none` where the row may not be read. */
  columns(principal: Principal, table: string, id: string, source: RowSource, now: string): ColumnAccesses;
  /** What a door answers to a request that is refused; null where it is allowed. */
  refusal(principal: Principal, request: DecisionRequest, source: RowSource, now: string): Refusal | null;
}

/** Builds the engine of a policy that `parsePolicy` accepted. */
export function createEngine(policy: Policy): Engine {
  const model = createModel(policy);
  return {
    decide: (principal, request, source, now) => decide(openScope(model, principal, source, now, request.met), request),
    columns: (principal, table, id, source, now) => columns(openScope(model, principal, source, now), table, id),
    refusal: (principal, request, source, now) => refusal(openScope(model, principal, source, now, request.met), request),
  };
}
