import type { ApiCall, ApiResult } from '../../dataverse/index.ts';
import { escapeForLog } from './log-text.ts';

/** How the site calls Dataverse for a visitor: as its application user, with or without the platform's two context properties. */
export interface DataverseIdentity {
  readonly portalUser: string | null;
  readonly contactId: string | null;
  /** `absent` plays an environment whose plug-in context does not offer the properties. */
  readonly evidence: IdentityEvidence;
}
export type IdentityEvidence = 'platform' | 'absent';

/** What `Server.Connector.Dataverse` answers: JSON text, in it `Body` as JSON text again (learn.microsoft.com, server objects). */
interface ConnectorAnswer {
  readonly status: number;
  readonly reason: string;
  readonly body: unknown;
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  204: 'No Content',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Content Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};
const longestPayload = 1_000_000;

/** Answers one call of `Server.Connector.Dataverse`. A rejection is an answer with `IsSuccessStatusCode` false, never an exception. */
export async function callDataverse(
  executeApi: (call: ApiCall) => Promise<ApiResult>,
  identity: DataverseIdentity,
  { operation, parts }: { readonly operation: string; readonly parts: readonly (string | null)[] },
): Promise<string> {
  if (operation !== 'InvokeCustomApi')
    return envelope(
      failure(
        501,
        '0x80060888',
        `The local portal does not build Dataverse.${escapeForLog(operation)}; it would run under the table permissions of the visitor.`,
      ),
    );
  const [method = '', url = '', payload = null] = parts;
  const call = readCall(method ?? '', url ?? '', payload);
  if ('status' in call) return envelope(call);
  if (!identity.portalUser) return envelope(failure(403, '0x80040220', 'The site has no application user in this database.'));
  const result = await executeApi({
    user: identity.portalUser,
    message: call.message,
    inputs: call.inputs,
    ...(identity.evidence === 'absent' ? {} : { portal: { isPortalsClientCall: true, contactId: identity.contactId } }),
  });
  if (result.kind === 'failed') return envelope(failure(result.status, result.code, result.message));
  const outputs = Object.keys(result.outputs).length > 0;
  return envelope({
    status: outputs ? 200 : 204,
    reason: outputs ? 'OK' : 'No Content',
    body: outputs ? { '@odata.context': `$metadata#Microsoft.Dynamics.CRM.${call.message}Response`, ...result.outputs } : null,
  });
}

/** An unbound call: the unique name, with or without a slash or the platform's namespace in front. */
function readCall(
  method: string,
  url: string,
  payload: string | null,
): { readonly message: string; readonly inputs: Readonly<Record<string, unknown>> } | ConnectorAnswer {
  const [, message] = /^\/?(?:Microsoft\.Dynamics\.CRM\.)?([A-Za-z][A-Za-z0-9_]{0,127})(?:\(\))?$/.exec(url) ?? [];
  if (!message) return failure(501, '0x80060888', 'The local portal calls unbound custom APIs by their unique name only.');
  if (!/^(get|post)$/i.test(method)) return failure(405, '0x80060888', `The method \`${escapeForLog(method)}\` cannot call a custom API.`);
  const text = payload ?? '{}';
  if (text.length > longestPayload) return failure(413, '0x80048d19', 'The payload is too large.');
  try {
    const inputs: unknown = JSON.parse(text);
    if (typeof inputs === 'object' && inputs !== null && !Array.isArray(inputs))
      return { message, inputs: inputs as Record<string, unknown> };
  } catch {
    // Falls through to the refusal: text that is not JSON is as wrong as JSON that is no object.
  }
  return failure(400, '0x80048d19', 'The payload is not a JSON object.');
}

const failure = (status: number, code: string, message: string): ConnectorAnswer => ({
  status,
  reason: reasons[status] ?? 'Error',
  body: { error: { code, message } },
});

const envelope = ({ status, reason, body }: ConnectorAnswer): string =>
  JSON.stringify({
    StatusCode: status,
    Body: body === null ? '' : JSON.stringify(body),
    IsSuccessStatusCode: status < 300,
    ReasonPhrase: reason,
    ServerError: status >= 500,
    ServerErrorMessage: status < 300 ? null : reason,
    Headers: {},
  });
