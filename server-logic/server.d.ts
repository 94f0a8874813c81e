/**
 * The `Server` object of Power Pages' server logic, as far as the bridges use it
 * (learn.microsoft.com/power-pages/configure/server-objects; the double in Microsoft's VS Code extension has the same names).
 */
export interface ServerObject {
  readonly Context: ServerContext;
  readonly Connector: { readonly Dataverse: DataverseConnector };
  /** The signed-in person: the columns of the contact. Null for a visitor. */
  readonly User: { readonly [column: string]: unknown } | null;
  /** The columns of the website's row. */
  readonly Website: { readonly [column: string]: unknown } | null;
  readonly Logger: { Log(message: string): void; Error(message: string): void };
}

export interface ServerContext {
  readonly ActivityId: string;
  /** HTTP only. An absent body has been seen as the text `undefined`. */
  readonly Body?: string | null;
  readonly FunctionName: string;
  readonly HttpMethod?: string;
  /** Liquid only: the tag's `input`. */
  readonly Input?: string | null;
  /** HTTP only. */
  readonly QueryParameters?: { readonly [name: string]: string | undefined };
  readonly ServerLogicName: string;
}

export interface DataverseConnector {
  /**
   * Calls a custom API. Synchronous. A rejection does not throw: `IsSuccessStatusCode` is false.
   * @returns the envelope as JSON text; older notes show it as an object
   */
  InvokeCustomApi(httpMethod: string, url: string, payload?: string): string | ConnectorResponse;
}

export interface ConnectorResponse {
  readonly StatusCode?: number;
  /** JSON text; empty on 204. */
  readonly Body?: unknown;
  readonly IsSuccessStatusCode?: boolean;
  readonly ReasonPhrase?: string | null;
  readonly ServerError?: boolean;
  readonly ServerErrorMessage?: string | null;
  readonly Headers?: { readonly [name: string]: string };
}
