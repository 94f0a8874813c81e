import type { Fetch } from '../../engine/fetchxml/index.ts';
import type { Metadata } from './metadata/model.ts';

/** Who calls: the platform's SYSTEM service (no privilege checks) or a system user by its id. */
export type Caller = { readonly kind: 'system' } | { readonly kind: 'user'; readonly id: string };

/** A value as it is read: guid and text as text, money and decimals as plain digits, lookups as `table:guid`, multi-choice as `1,2`. */
export type Cell = string | number | boolean;

/** A row as it is read: absent columns are null; `labels` holds the texts of choices and the names of lookups. */
export type Row = {
  readonly id: string;
  readonly table: string;
  readonly values: Readonly<Record<string, Cell>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly version?: string;
};

/** A value as it is written, with its type, as it crosses the border to the plug-in host. `null` empties the column. */
export type TypedValue =
  | readonly ['text', string]
  | readonly ['integer', number]
  | readonly ['decimal', string]
  | readonly ['money', string]
  | readonly ['boolean', boolean]
  | readonly ['choice', number]
  | readonly ['choices', readonly number[]]
  | readonly ['datetime', string]
  | readonly ['lookup', string, string]
  | readonly ['guid', string]
  | readonly ['file', string]
  | null;

export type Values = Readonly<Record<string, TypedValue>>;

export type Reference = { readonly table: string; readonly id: string };

/** One page of a query. `count` is null unless the query asks for it, and never above 5,000 (`countLimited` says that it was cut). */
export type Page = {
  readonly rows: readonly Row[];
  readonly more: boolean;
  readonly cookie: string | null;
  readonly count: number | null;
  readonly countLimited: boolean;
};

/** A file held by a file column. */
export type StoredFile = { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array };

/** What may be done without a transaction. Every call checks the caller's read privileges. Faults are `DataverseFault`. */
export type ReadService = {
  /** One row. Faults 0x80040217 when there is none. */
  readonly retrieve: (table: string, id: string, columns?: readonly string[]) => Row;
  readonly retrieveMultiple: (fetch: Fetch | string) => Page;
  /** The content of a file column, or null when the row or the file does not exist. */
  readonly readFile: (table: string, id: string, column: string) => StoredFile | null;
};

export type UpdateOptions = { readonly version?: string };

/** The organization service inside a transaction. A fault poisons the transaction: every later call faults 0x8009000C. */
export type OrganizationService = ReadService & {
  /** Creates a row; the primary key may be given as a `guid` value. Returns the id. */
  readonly create: (table: string, values: Values) => string;
  /** Updates a row; with `version` only when the row still has that version (else 0x80060882). */
  readonly update: (table: string, id: string, values: Values, options?: UpdateOptions) => void;
  readonly delete: (table: string, id: string, options?: UpdateOptions) => void;
  /** Links rows by a many-to-many relationship. A pair that is linked already faults 0x80040237, as on the platform. */
  readonly associate: (target: Reference, relationship: string, related: readonly Reference[]) => void;
  /** Unlinks rows; a pair that is not linked is ignored, as on the platform. */
  readonly disassociate: (target: Reference, relationship: string, related: readonly Reference[]) => void;
  /** Runs a message by name: the file block messages. Others fault 0x80040203 with the name. */
  readonly execute: (message: string, inputs: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** Stores a whole file in a file column. */
  readonly writeFile: (table: string, id: string, column: string, file: StoredFile) => void;
};

/** An open transaction. `token` finds it again from an asynchronous caller (the .NET host calls back over a pipe). */
export type Transaction = {
  readonly token: string;
  readonly service: (caller: Caller) => OrganizationService;
  /** The first fault of a service call in this transaction; when there is one, `commit` rolls back and throws it. */
  readonly fault: () => Error | null;
  readonly commit: () => void;
  readonly rollback: () => void;
};

/** What the platform's context says about the portal: whether its client calls, and for which contact (null: an anonymous visitor). */
export type PortalCall = { readonly isPortalsClientCall: boolean; readonly contactId: string | null };

export type ApiCall = {
  /** The system user who calls. */
  readonly user: string;
  /** The unique name of the custom API. */
  readonly message: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Left out: a direct call (the context says that no portal calls). `absent`: the context does not offer the properties at all. */
  readonly portal?: PortalCall | 'absent';
  readonly correlationId?: string;
};

export type ApiResult =
  | { readonly kind: 'done'; readonly outputs: Readonly<Record<string, unknown>> }
  | { readonly kind: 'failed'; readonly status: number; readonly code: string; readonly message: string };

export type ImportOptions = {
  /** Values of environment variables by schema name, as a deployment settings file gives them. */
  readonly environmentVariables?: Readonly<Record<string, string>>;
};

export type ImportResult =
  | {
      readonly kind: 'imported';
      readonly solution: string;
      readonly version: string;
      readonly managed: boolean;
      readonly replaced: string | null;
      /** The zip as a whole, and rows written by table. */
      readonly rows: Readonly<Record<string, number>>;
    }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

export type WebApiRequest = {
  readonly method: string;
  /** Path and query below `/api/data/v9.2/`, for instance `contacts?$top=1`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly user: string;
};

export type WebApiResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/** Rows to load, by table; values are cells as they are read (`"account:guid"` for a lookup). Rows of an intersect table are associations. */
export type SeedRows = Readonly<Record<string, readonly Readonly<Record<string, Cell | null>>[]>>;

/** The local Dataverse. Everything that writes waits for its turn; reads see the last committed state. */
export type Dataverse = {
  readonly organizationId: string;
  /** The id of the SYSTEM user (owner of rows that SYSTEM makes) and of the built-in System Administrator role. */
  readonly systemUserId: string;
  readonly administratorRoleId: string;
  /** Reads the last committed state. */
  readonly read: (caller: Caller) => ReadService;
  /** Runs `work` in a transaction of its own: commits when it returns, rolls back when it throws or any service call faulted. */
  readonly transaction: <T>(caller: Caller, work: (service: OrganizationService, transaction: Transaction) => T | Promise<T>) => Promise<T>;
  /** Opens a transaction by hand; whoever opens it ends it. */
  readonly begin: () => Promise<Transaction>;
  /** The open transaction of a token, or null when it has ended. */
  readonly openTransaction: (token: string) => Transaction | null;
  readonly executeApi: (call: ApiCall) => Promise<ApiResult>;
  readonly importSolution: (zip: Uint8Array, options?: ImportOptions) => Promise<ImportResult>;
  readonly handleWebApi: (request: WebApiRequest) => Promise<WebApiResponse>;
  readonly seed: (rows: SeedRows) => Promise<void>;
  readonly metadata: () => Metadata;
  /** Closes every connection at once (open transactions are rolled back), then the plug-in hosts. A `:memory:` database is deleted. */
  readonly close: () => Promise<void>;
};
