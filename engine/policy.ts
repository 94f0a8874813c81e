/**
 * The shapes of a policy: plain JSON, checked by `parsePolicy`. Everything is read only.
 * Ids are opaque texts; a lookup value is `table:id`. Numbers (whole, decimal, money) are texts of plain digits or JSON numbers; times are ISO 8601 with `Z` or an offset.
 */

export type Literal = string | number | boolean | null;

/** `column` is a path: `column`, `lookup.column`, through a lookup with several targets `customer:account.name`; `id` is the row itself. */
export type Operand =
  | { readonly column: string }
  | { readonly principal: string }
  | { readonly stage: true }
  | { readonly now: true }
  | { readonly value: Literal };

export type Operator = '=' | '≠' | 'in' | 'is null' | 'is not null' | '<' | '≤' | '>' | '≥' | 'begins-with' | 'contains' | 'ends-with';

export type Comparison =
  | readonly [left: string | Operand, operator: 'is null' | 'is not null']
  | readonly [left: string | Operand, operator: 'in', right: readonly (Literal | Operand)[]]
  | readonly [left: string | Operand, operator: Exclude<Operator, 'in' | 'is null' | 'is not null'>, right: Literal | Operand];

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

export type Privilege = 'read' | 'create' | 'write' | 'delete' | 'append' | 'appendto';
export type Requirement = 'comment' | 'fresh-sign-in' | 'second-person';
export type AuditClass = 'none' | 'decision' | 'every-read';
export type Level = 'none' | 'masked' | 'read';
export type ColumnType = 'text' | 'number' | 'choice' | 'boolean' | 'datetime' | { readonly lookup: readonly string[] };

/** Shows a fixed text, or stars and the last characters; `rank` is unique, a higher one shows more. */
export type Mask = { readonly rank: number; readonly text: string } | { readonly rank: number; readonly last: number };

export interface Role {
  readonly site: string;
  readonly flags?: readonly ('authenticated' | 'anonymous')[];
  readonly inactive?: boolean;
}

export interface TableFacts {
  readonly kind: 'protected' | 'native';
  readonly columns: { readonly [column: string]: ColumnType };
  /** The column set when the policy was built; absent: all columns. */
  readonly published?: readonly string[];
  /** The column that holds the process stage. */
  readonly stage?: string;
  /** The column that holds the site; absent: the rows belong to every site. */
  readonly site?: string;
  /** A door that is not named is closed. */
  readonly doors?: { readonly [door: string]: 'guarded' | 'closed' };
  /** The name of the primary key in the store; absent: the table's name and `id`. Rows and conditions call it `id`. */
  readonly primaryKey?: string;
  /** The column whose text the store shows for a lookup to a row; absent: nobody sees such texts. */
  readonly primaryName?: string;
}

export type Access =
  | 'global'
  | 'self'
  | { readonly contact: string }
  | { readonly account: string }
  | { readonly parent: string; readonly rule: string }
  | { readonly custom: Condition };

export interface RuleColumn {
  readonly level?: Level;
  readonly mask?: string;
  readonly write?: boolean;
}

export interface Rule {
  readonly id: string;
  readonly effect: 'allow' | 'deny';
  readonly table: string;
  /** None: nobody; `*`: every contact and visitor. */
  readonly roles?: readonly string[];
  readonly privileges?: readonly Privilege[];
  readonly actions?: readonly string[];
  readonly access: Access;
  readonly when?: Condition;
  readonly endsWhen?: Condition;
  readonly from?: string;
  readonly until?: string;
  readonly whenUnknown?: 'skip';
  readonly columns?: { readonly [column: string]: RuleColumn };
  readonly requires?: readonly Requirement[];
  readonly audit?: AuditClass;
  readonly reason?: string;
  readonly inactive?: boolean;
  /** A table or column permission of the site itself. */
  readonly native?: boolean;
  /** A deny that a break-glass grant passes. */
  readonly overridable?: boolean;
}

export interface Policy {
  readonly site: string;
  readonly timezone: string;
  readonly masks?: { readonly [mask: string]: Mask };
  readonly roles: { readonly [role: string]: Role };
  readonly tables: { readonly [table: string]: TableFacts };
  readonly rules: readonly Rule[];
  readonly bundles?: { readonly [bundle: string]: readonly Rule[] };
}
