/**
 * What a script host asks of the local Dataverse, and how it answers. The .NET runner sends the very same shapes over its pipe, so
 * both hosts convert the same values. Docs of the wire: `plugins/runner/README.md`.
 */

/** `system` is the SYSTEM service; anything else is the id (lower-case guid) of the calling user, whose privileges are checked. */
export type Caller = string;

export interface ServiceFault {
  /** Dataverse error code as a signed 32-bit number, e.g. -2147220960 for 0x80040220. */
  readonly code: number;
  readonly message: string;
}

/** Numbers that JavaScript cannot hold travel as plain digits: no exponent, no superfluous zero in front, `-` only before a value below zero. */
export type PlainCell =
  | readonly ['text', string]
  | readonly ['integer', number]
  | readonly ['bigint', string]
  | readonly ['decimal' | 'money' | 'float', string]
  | readonly ['boolean', boolean]
  | readonly ['choice', number]
  | readonly ['choices', readonly number[]]
  /** Whole seconds in UTC, `2026-06-15T12:00:00Z`, also for columns that hold a date alone. */
  | readonly ['datetime', string]
  | readonly ['guid', string]
  /** Table, id, and when reading the primary name. */
  | readonly ['lookup', string, string]
  | readonly ['lookup', string, string, string | null];

/** A value of a linked table or of an aggregate: table, column, value. */
export type AliasedCell = readonly ['aliased', string, string, PlainCell];

/** Only in parameters and results of `execute`; `bytes` is base64. */
export type MessageCell = PlainCell | readonly ['texts', readonly string[]] | readonly ['bytes', string];

export type ServiceRequest =
  | { readonly kind: 'retrieveMultiple'; readonly fetchXml: string }
  | { readonly kind: 'create'; readonly table: string; readonly values: WrittenValues }
  | { readonly kind: 'update'; readonly table: string; readonly id: string; readonly values: WrittenValues; readonly version?: string }
  | { readonly kind: 'delete'; readonly table: string; readonly id: string }
  /** A message by name: the five file block messages are the ones that the plug-in uses. */
  | { readonly kind: 'execute'; readonly name: string; readonly parameters: { readonly [name: string]: MessageCell } };

/** `null` empties the column. Lookups have three elements here. */
export type WrittenValues = { readonly [column: string]: PlainCell | null };

export interface ServiceRow {
  readonly id: string;
  readonly table: string;
  /** Row version when the query selected it, else null. */
  readonly version: string | null;
  /** Columns without a value are left out. Columns of links are keyed `alias.column`. */
  readonly values: { readonly [column: string]: PlainCell | AliasedCell };
  /** Formatted values: labels of choices and booleans, names of lookups, money with its symbol. */
  readonly formatted: { readonly [column: string]: string };
}

export interface RowsResult {
  readonly rows: readonly ServiceRow[];
  readonly more: boolean;
  readonly cookie: string | null;
  /** Null when the query did not ask for the total. */
  readonly count: number | null;
}

export type ServiceResult =
  | RowsResult
  | { readonly id: string }
  | { readonly results: { readonly [name: string]: MessageCell } }
  | { readonly [none: string]: never };

export type ServiceAnswer = { readonly result: ServiceResult } | { readonly fault: ServiceFault };

/**
 * The organization service of one call, bound to its transaction. A fault is an answer; an exception is a defect of the gateway and
 * rejects the call. The Node host needs answers at once; the .NET host awaits them.
 */
export interface OrganizationGateway {
  handle(caller: Caller, request: ServiceRequest): ServiceAnswer | Promise<ServiceAnswer>;
}
