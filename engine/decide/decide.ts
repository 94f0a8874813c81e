import { endedGrants } from '../evaluate/grants.ts';
import type { Cells, Scope } from '../evaluate/scope.ts';
import { isSomebody } from '../evaluate/scope.ts';
import { own } from '../own.ts';
import type { Cell, ColumnAccesses, Decision, DecisionRequest, Refusal } from '../types.ts';
import { columnsOf, noColumns } from './columns.ts';
import { decideRow } from './outcome.ts';
import type { Changes, Laid } from './refusals.ts';
import { forbiddenColumns, leavingAccess, missingAppend, refused, securityBearingColumns, unreadableTarget } from './refusals.ts';

/** Decides one request; grants that were found ended are named in `ends`. */
export function decide(scope: Scope, request: DecisionRequest): Decision {
  const ends = endedGrants(scope);
  const decision = isSomebody(scope) ? decideRequest(scope, request) : refused('nobody');
  return ends.length > 0 ? { ...decision, ends } : decision;
}

/** The privilege or action that a request asks for; without one no rule can match. */
export const askedBy = ({ privilege, action }: DecisionRequest): string => privilege ?? action ?? '';

function decideRequest(scope: Scope, request: DecisionRequest): Decision {
  const { table, id } = request;
  const privilege = askedBy(request);
  if (own(scope.policy.tables, table) === undefined) return refused('not-available');
  if (privilege === 'create') return decideCreate(scope, request);
  const before = id === undefined ? null : scope.load(table, id);
  if (before === null) return refused('not-available');
  const read = decideRow(scope, 'read', table, before);
  if (privilege === 'read' || read.code === 'requirement-open') return read;
  if (!read.allowed) return refused('not-available');
  return decideChange(scope, request, privilege, before);
}

const early = (scope: Scope, table: string, changes: Changes): Decision | null =>
  unreadableTarget(scope, table, changes) ?? securityBearingColumns(scope, table, changes);

function decideCreate(scope: Scope, request: DecisionRequest): Decision {
  const { table, set: changes = {} } = request;
  const will = rowToCreate(scope, request);
  return (
    early(scope, table, changes) ??
    firstRefusal(decideRow(scope, 'create', table, will), [
      () => forbiddenColumns(scope, 'create', table, [will], changes),
      () => missingAppend(scope, table, [will], changes),
    ])
  );
}

/** A privilege or action on a row that may be read. */
function decideChange(scope: Scope, request: DecisionRequest, privilege: string, before: Cells): Decision {
  const { table, set: changes = {} } = request;
  const after: Cells = { ...before, ...changes };
  return (
    early(scope, table, changes) ??
    firstRefusal(decideRow(scope, privilege, table, before), [
      () => (request.set ? leavingAccess(scope, privilege, table, after) : null),
      () => forbiddenColumns(scope, privilege, table, [before, after], changes),
      () => missingAppend(scope, table, [before, after], changes),
    ])
  );
}

/** Request, then the server's defaults; what nobody sets is null. */
export function rowToCreate(scope: Scope, { table, defaults, set: changes }: DecisionRequest): Cells {
  const empty: { [column: string]: Cell } = {};
  Object.keys(own(scope.policy.tables, table)?.columns ?? {}).forEach((column) => {
    empty[column] = null;
  });
  return { ...empty, ...defaults, ...changes };
}

/** The decision itself where it refuses, else the first later check that does, else the decision. */
function firstRefusal(decision: Decision, checks: readonly (() => Laid | null)[]): Decision {
  if (!decision.allowed) return decision;
  for (let index = 0; index < checks.length; index += 1) {
    const laid = (checks[index] as () => Laid | null)();
    if (laid) return { ...decision, deciding: null, ...laid, allowed: false };
  }
  return decision;
}

const isReadable = (scope: Scope, table: string, id: string | undefined): boolean => {
  if (!isSomebody(scope) || own(scope.policy.tables, table) === undefined || id === undefined) return false;
  const row = scope.load(table, id);
  return row !== null && decideRow(scope, 'read', table, row).allowed;
};

/** Level, mask and write of each column and `id` for `read` and `write` of a stored row. */
export function columns(scope: Scope, table: string, id: string): ColumnAccesses {
  const row = isReadable(scope, table, id) ? scope.load(table, id) : null;
  return row === null ? noColumns(scope, table) : columnsOf(scope, table, row, 'write');
}

/** Whether a door gives a row: Portico's own by the decision alone, a guarded one when the site's own permissions give it too, any other never. */
export function admits(scope: Scope, door: string, table: string, id: string): boolean {
  const facts = own(scope.policy.tables, table);
  const row = isReadable(scope, table, id) ? scope.load(table, id) : null;
  if (row === null || facts === undefined) return false;
  if (door === 'portico' || facts.kind === 'native') return true;
  return own(facts.doors, door) === 'guarded' && decideRow(scope, 'read', table, row, true).allowed;
}

const NOT_AVAILABLE: Refusal = Object.freeze({ status: 403 as const, code: 'not-available' as const });

/** What a door answers: only for a readable row with the code and what belongs to it, else the one answer that tells nothing. Null: allowed. */
export function refusal(scope: Scope, request: DecisionRequest): Refusal | null {
  const decision = decide(scope, request);
  if (decision.allowed) return null;
  const known = own(scope.policy.tables, request.table) !== undefined;
  const visible =
    request.privilege === 'create'
      ? isSomebody(scope) && known
      : decision.code === 'requirement-open' || isReadable(scope, request.table, request.id);
  if (!visible) return NOT_AVAILABLE;
  const { code, reason, requires, missing, columns: named } = decision;
  return {
    status: 403,
    code,
    ...(reason && { reason }),
    ...(requires && { requires }),
    ...(missing && { missing }),
    ...(named && { columns: named }),
  };
}
