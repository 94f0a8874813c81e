import { printTime, secondsOf } from '../fold/index.ts';
import type { Candidate, Model } from '../model/model.ts';
import { own } from '../own.ts';
import type { Policy, Requirement } from '../policy.ts';
import type { Cell, Decision, Grant, Principal, Row, RowSource } from '../types.ts';
import type { Looked } from './applied.ts';
import { activeRolesOf } from './roles.ts';

/** The columns of a row; a row that is to be created has no `id` yet. */
export type Cells = { readonly [column: string]: Cell | undefined };

/** Everything that one call works with; it lives no longer than the call. */
export interface Scope {
  readonly model: Model;
  readonly policy: Policy;
  readonly principal: Principal;
  readonly roles: readonly string[];
  /** Whole seconds since 1970. */
  readonly now: number;
  /** The same as a text; printed when a rule compares with now, which most never do. */
  nowText(): string;
  readonly met: readonly Requirement[];
  /** A row of this site; null where it is missing or belongs to another site. Each row is loaded once. */
  load(table: string, id: string): Row | null;
  grants(): readonly Grant[];
  /** The candidates of held grants; filled on first use. */
  granted: readonly Candidate[] | null;
  /** The candidates whose privilege, roles and window hold, by layer, privilege and table; filled on first use. */
  readonly candidates: { [question: string]: readonly Candidate[] };
  /** Told of every question that a decision asks of the rules, in its order; null where nobody wants to know. */
  readonly watch: Watch | null;
}

/** One privilege or action asked of the rules on one row. */
export interface Question {
  readonly privilege: string;
  readonly table: string;
  readonly row: Cells;
  readonly entries: readonly Looked[];
  readonly decision: Decision;
}
export type Watch = (question: Question) => void;

/** Opens the scope of a call. A `now` that is no time is a fault of the caller. */
export function openScope(
  model: Model,
  principal: Principal,
  source: RowSource,
  now: string,
  met: readonly Requirement[] = [],
  watch: Watch | null = null,
): Scope {
  const seconds = secondsOf(now);
  if (seconds === null) throw new Error('now is not an ISO 8601 time');
  const { policy } = model;
  let grants: readonly Grant[] | null = null;
  return {
    model,
    policy,
    principal,
    roles: activeRolesOf(policy, principal),
    now: seconds,
    nowText: () => printTime(seconds * 1000),
    met,
    load: rowLoader(policy, source),
    grants() {
      if (grants === null) grants = source.grants();
      return grants;
    },
    granted: null,
    candidates: {},
    watch,
  };
}

/** Loads each row of this site once. */
export function rowLoader(policy: Policy, source: Pick<RowSource, 'load'>): Scope['load'] {
  const loaded: { [reference: string]: Row | null } = {};
  return (table, id) => {
    const key = `${table}:${id}`;
    const known = own(loaded, key);
    if (known !== undefined) return known;
    const row = ofThisSite(policy, table, source.load(table, id));
    loaded[key] = row;
    return row;
  };
}

/** A row of another site is the same as a missing one. */
export function ofThisSite(policy: Policy, table: string, row: Row | null): Row | null {
  const column = own(policy.tables, table)?.site;
  return row === null || (column !== undefined && own(row, column) !== policy.site) ? null : row;
}

/** The same scope with other requirements met. */
export const withMet = (scope: Scope, met: readonly Requirement[]): Scope => ({ ...scope, met });

/** An inactive or merged contact, or one of another site, is nobody. */
export const isSomebody = ({ policy, principal }: Scope): boolean =>
  principal.site === policy.site &&
  (principal.kind !== 'contact' || (principal.contact !== null && (principal.status ?? 'active') === 'active'));
