import type { ForgeryCheck } from '../people/anti-forgery.ts';
import { apiError, json, type Reply } from '../request/reply.ts';
import type { Visit } from '../visit.ts';
import { callServerLogic, type ServerLogicHost, type ServerLogicResult } from './call.ts';

/**
 * Spelling of the envelope's names. The documentation prints `Success`, its running client samples read `success` and `data`;
 * the code that runs is believed, and a maker can play the other.
 */
export type EnvelopeSpelling = 'camel' | 'pascal';

const functions: Readonly<Record<string, string>> = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'del' };
export const serverLogicPath = '/_api/serverlogics/';

/** A refusal for a request that does not prove that a page of this site sent it; null when it does. */
export function refuseForgery(check: ForgeryCheck): Reply | null {
  if (check === 'genuine') return null;
  return check === 'missing'
    ? apiError(401, '90040109', 'The anti-forgery token is missing. Load the page again.')
    : apiError(403, '90040107', 'The anti-forgery cookie token and form field token do not match. Load the page again.');
}

export interface ServerLogicCall {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly check: ForgeryCheck;
  readonly spelling: EnvelopeSpelling;
}

/** Answers `/_api/serverlogics/<name>`: the token first, whatever the method, then the script. */
export async function serveServerLogic(host: ServerLogicHost, visit: Visit, call: ServerLogicCall): Promise<Reply> {
  const forged = refuseForgery(call.check);
  if (forged) return forged;
  const functionName = functions[call.method];
  if (!functionName) return apiError(405, '90040100', 'Server logic does not have this method.');
  const name = safeDecode(visit.path.slice(serverLogicPath.length));
  const http = { method: call.method, headers: withoutSecrets(call.headers), body: call.body };
  const result = await callServerLogic(host, visit, { name, functionName, http });
  return json(result.status, envelope(result, name, call.spelling));
}

function envelope({ requestId, status, text, message, milliseconds }: ServerLogicResult, name: string, spelling: EnvelopeSpelling): object {
  const fields = {
    requestId,
    success: status === 200,
    data: text,
    executionTime: Math.round(milliseconds * 1000) / 1000,
    serverLogicName: name,
    error: message === null ? null : { code: String(status), message },
  };
  if (spelling === 'camel') return fields;
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [`${key.charAt(0).toUpperCase()}${key.slice(1)}`, value]));
}

/** Scripts never see the session or the token of the person. */
const withoutSecrets = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !['cookie', 'authorization', '__requestverificationtoken'].includes(name.toLowerCase())),
  );

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text).slice(0, 200);
  } catch {
    return '';
  }
}
