/**
 * The border between a script and its host (the C# plug-in, or Node): one function, text in, text out.
 * Operations and cells are described in `plugins/api/README.md`; both hosts are held to it byte for byte.
 */
export const hostFunction = 'porticoHost';
export const bundleGlobal = 'portico';

/** What the platform says about a call. `null`: its context does not offer the property. */
export interface CallContext {
  readonly organizationId: string;
  readonly userId: string;
  readonly initiatingUserId: string;
  readonly initiatingUserApplicationId: string | null;
  readonly isApplicationUser: boolean | null;
  readonly isPortalsClientCall: boolean | null;
  readonly portalsContactId: string | null;
  readonly correlationId: string;
  readonly requestId: string | null;
  readonly depth: number;
  readonly stage: number;
  readonly isInTransaction: boolean;
}

export interface HostCall {
  readonly message: string;
  readonly request: string;
  readonly context: CallContext;
}

/** A row as a script reads it: choices are numbers, money and decimals digits, dates ISO text, lookups `table:guid`. */
export interface HostRow {
  readonly id: string;
  readonly table: string;
  readonly values: { readonly [column: string]: string | number | boolean };
  readonly labels: { readonly [column: string]: string };
  readonly version?: string;
}

export interface HostRows {
  readonly rows: readonly HostRow[];
  readonly more: boolean;
  readonly cookie: string | null;
  readonly count: number | null;
}

/** A value as a script writes it: the type is said, because the platform wants its own objects. */
export type TypedValue =
  | readonly ['text' | 'decimal' | 'money' | 'datetime' | 'guid' | 'file', string]
  | readonly ['integer' | 'choice', number]
  | readonly ['boolean', boolean]
  | readonly ['lookup', table: string, id: string]
  | null;
