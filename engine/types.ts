import type { AuditClass, Condition, Level, Privilege, Requirement } from './policy.ts';

/** What one row holds; an absent column is null. */
export type Cell = string | number | boolean | null;
export interface Row {
  readonly id: string;
  readonly [column: string]: Cell | undefined;
}

/** Who asks. `contact` and `account` carry the columns that rules use (`columnsUsed`). Times and ids as in the policy. */
export interface Principal {
  readonly kind: 'contact' | 'anonymous' | 'staff' | 'service';
  readonly site: string;
  /** Absent: active. */
  readonly status?: 'active' | 'inactive' | 'merged' | 'logon-disabled';
  readonly contact: Row | null;
  readonly account: Row | null;
  /** The linked roles; flagged ones are added by the engine. */
  readonly roles: readonly string[];
  /** Where it is given, these roles hold as they are (linked and flagged, of this site, active) and the policy's role facts are not asked. */
  readonly activeRoles?: readonly string[];
}

/** Allow rules of a bundle, bound to one person and their account at the time. */
export interface Grant {
  readonly id: string;
  readonly contact: string;
  readonly account?: string | null;
  readonly bundle: string;
  /** `table:id`: the grant gives this row and what hangs under it. */
  readonly row?: string | null;
  readonly from?: string;
  readonly until?: string;
  readonly endsWhen?: Condition;
  readonly ended?: boolean;
  readonly breakGlass?: boolean;
}

/** Where stored rows come from. `load` answers null for a row that is missing; the engine asks for each row once per call. */
export interface RowSource {
  load(table: string, id: string): Row | null;
  grants(): readonly Grant[];
}

/** `create` has no `id`; `defaults` are the server's; `met` are the requirements that are fulfilled. */
export interface DecisionRequest {
  readonly privilege?: Privilege;
  readonly action?: string;
  readonly table: string;
  readonly id?: string;
  readonly set?: { readonly [column: string]: Cell };
  readonly defaults?: { readonly [column: string]: Cell };
  readonly met?: readonly Requirement[];
}

export type Truth = true | false | 'unknown';

export type DecisionCode =
  | 'allowed'
  | 'nobody'
  | 'not-available'
  | 'append-to-missing'
  | 'security-bearing-column'
  | 'denied'
  | 'no-rule'
  | 'requirement-open'
  | 'would-leave-access'
  | 'column-forbidden'
  | 'masked-value-returned'
  | 'append-missing';

/** A rule whose role and window hold, with the values of its parts. */
export interface AppliedRule {
  readonly rule: string;
  readonly access: Truth;
  readonly when: Truth;
  readonly endsWhen: Truth;
  readonly applies: boolean;
}

export interface MissingSide {
  readonly privilege: 'append' | 'appendto';
  readonly table: string;
  readonly id?: string;
}

/** `deciding` is the id of the rule that decided; `ends` names grants that this decision found ended. */
export interface Decision {
  readonly allowed: boolean;
  readonly code: DecisionCode;
  readonly deciding: string | null;
  readonly applied: readonly AppliedRule[];
  readonly requires?: readonly Requirement[];
  readonly reason?: string;
  readonly audit?: AuditClass;
  readonly missing?: MissingSide;
  readonly columns?: readonly string[];
  readonly ends?: readonly string[];
}

export interface ColumnAccess {
  readonly level: Level;
  readonly mask?: string;
  readonly write: boolean;
}
export type ColumnAccesses = { readonly [column: string]: ColumnAccess };

/** What a door of Portico's answers to a request that is refused; the reference is left to the door. */
export interface Refusal {
  readonly status: 403;
  readonly code: DecisionCode;
  readonly reason?: string;
  readonly requires?: readonly Requirement[];
  readonly missing?: MissingSide;
  readonly columns?: readonly string[];
}
