import { own } from '../own.ts';
import type { Policy, Requirement } from '../policy.ts';
import type { Cell, DecisionRequest, Principal, Row, RowSource } from '../types.ts';

/** One thing that could be different. In `set-lookup` and `set-value` no `id` means the values that the request itself brings. */
export type Change =
  | { readonly kind: 'link-role'; readonly role: string }
  | { readonly kind: 'meet'; readonly requirement: Requirement }
  | { readonly kind: 'lift-deny'; readonly rule: string }
  | SetColumn;

/** `example`: the value stands for any other than those that the rules name. */
export interface SetColumn {
  readonly kind: 'set-lookup' | 'set-value';
  readonly table: string;
  readonly id: string | null;
  readonly column: string;
  readonly value: Cell;
  readonly example?: true;
}

/** What a decision is made of; changes give another one. */
export interface Circumstances {
  readonly policy: Policy;
  readonly principal: Principal;
  readonly request: DecisionRequest;
  readonly source: RowSource;
}

/** The circumstances as they would be; the given ones stay as they are. */
export function changed(given: Circumstances, changes: readonly Change[]): Circumstances {
  return changes.reduce<Circumstances>(changedBy, given);
}

function changedBy(given: Circumstances, change: Change): Circumstances {
  const { policy, principal, request } = given;
  switch (change.kind) {
    case 'link-role': {
      const active = principal.activeRoles;
      const linked = { ...principal, roles: principal.roles.concat([change.role]) };
      return { ...given, principal: active === undefined ? linked : { ...linked, activeRoles: active.concat([change.role]) } };
    }
    case 'meet':
      return { ...given, request: { ...request, met: (request.met ?? []).concat([change.requirement]) } };
    case 'lift-deny':
      // Inactive, not gone: the columns that it uses stay closed to the portal's doors.
      return {
        ...given,
        policy: { ...policy, rules: policy.rules.map((rule) => (rule.id === change.rule ? { ...rule, inactive: true } : rule)) },
      };
    default:
      return change.id === null ? withRequested(given, change) : withStored(given, change, change.id);
  }
}

const withColumn = <T extends object>(row: T, column: string, value: Cell): T => ({ ...row, [column]: value });

/** What the person does not send themselves is what the server fills in. */
function withRequested(given: Circumstances, { column, value }: SetColumn): Circumstances {
  const { request } = given;
  const key = own(request.set, column) === undefined ? 'defaults' : 'set';
  return { ...given, request: { ...request, [key]: withColumn(request[key] ?? {}, column, value) } };
}

/** A stored row with another value; the person's own contact and account follow. */
function withStored(given: Circumstances, { table, column, value }: SetColumn, id: string): Circumstances {
  const { principal, source } = given;
  const load = (of: string, key: string): Row | null => {
    const row = source.load(of, key);
    return row !== null && of === table && key === id ? withColumn(row, column, value) : row;
  };
  const follows = (row: Row | null, of: string): Row | null =>
    row !== null && of === table && row.id === id ? withColumn(row, column, value) : row;
  const contact = follows(principal.contact, 'contact');
  const moved = contact !== principal.contact && column === 'parentcustomerid';
  const account = moved ? accountOf(value, load) : follows(principal.account, 'account');
  return { ...given, principal: { ...principal, contact, account }, source: { load, grants: source.grants } };
}

const accountOf = (parent: Cell, load: RowSource['load']): Row | null =>
  typeof parent === 'string' && parent.indexOf('account:') === 0 ? load('account', parent.slice('account:'.length)) : null;

/** Whether two changes are about the same thing, so that only one of them can be. */
export function exclude(left: Change, right: Change): boolean {
  return placeOf(left) === placeOf(right);
}

function placeOf(change: Change): string {
  switch (change.kind) {
    case 'link-role':
      return `role ${change.role}`;
    case 'meet':
      return `meet ${change.requirement}`;
    case 'lift-deny':
      return `deny ${change.rule}`;
    default:
      return JSON.stringify([change.table, change.id, change.column]);
  }
}

/** The same text for the same change. */
export const keyOf = (change: Change): string =>
  change.kind === 'set-lookup' || change.kind === 'set-value' ? `${placeOf(change)} ${JSON.stringify(change.value)}` : placeOf(change);
