import type { Answer } from '../contracts/index.ts';
import { claimsOf } from './claims.ts';
import { type Failure, isObject, type Outcome, parsed, unwrap } from './connector.ts';
import { type BridgedApi, type BridgeRefusal, names } from './names.ts';
import type { ServerObject } from './server.d.ts';

/** What a caller sent, without its own claims; a refusal where it is too long, no JSON object, or nested too deep. */
export type Input =
  | { readonly kind: 'input'; readonly fields: { readonly [name: string]: unknown } }
  | { readonly kind: 'refused'; readonly code: 'invalid-request' | 'request-too-large' };

/** Reads the text that came with the call. Empty text, and the platform's `undefined`, is an empty object. */
export function readInput(text: string | null | undefined, limit: number): Input {
  if (text === null || text === undefined || text === '' || text === 'undefined') return { kind: 'input', fields: {} };
  if (text.length > limit) return { kind: 'refused', code: 'request-too-large' };
  const fields = parsed(text);
  return isObject(fields) && nestsWithin(fields, MOST_LEVELS) ? { kind: 'input', fields } : { kind: 'refused', code: 'invalid-request' };
}

/** Deeper than any request of ours. The host of the custom APIs answers deep nesting with a fault, which would not tell the person what is wrong. */
const MOST_LEVELS = 16;
const nestsWithin = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' || value === null || (levels > 0 && Object.values(value).every((each) => nestsWithin(each, levels - 1)));

/** Asks a custom API for this person, and gives its answer as it is; a failure becomes a refusal with a reference. */
export function ask(server: ServerObject, api: BridgedApi, fields: { readonly [name: string]: unknown }): string {
  const outcome = attempt(server, api, fields);
  return outcome.kind === 'answer' ? outcome.text : failed(server, api, outcome);
}

/** The refusal that a failure becomes, with its entry in the audit. */
export function failed(server: ServerObject, api: BridgedApi, failure: Failure): string {
  server.Logger.Error(`${api}: ${failure.message}`);
  return refuse(server, api, isBusy(failure) ? 'busy' : 'fault', failure.status, failure.message);
}

/** Whether asking again would make it worse. */
export const isBusy = ({ status }: Failure): boolean => status === 429 || status === 503 || status === 504;

/** A race that was lost has rolled back. The same click once more sees what the winner did: its answer, or the conflict with it. */
function attempt(server: ServerObject, api: BridgedApi, fields: { readonly [name: string]: unknown }): Outcome {
  const first = invoke(server, api, fields);
  const lost = first.kind === 'failure' && names.lostRaces.some((code) => first.message.toLowerCase().includes(code));
  return lost && names.repeatable.includes(api) ? invoke(server, api, fields) : first;
}

/** Refuses in the bridge itself. The entry in the audit is written by a request of its own; its reference is what the person gets. */
export function refuse(server: ServerObject, api: BridgedApi, code: BridgeRefusal, status: number, message: string): string {
  const { status: answered, message: text } = names.refusals[code];
  const report = { api, code, status: status || answered, message: message.slice(0, 400), correlation: server.Context.ActivityId };
  const outcome = invoke(server, 'RecordFailure', report);
  const answer: Answer<never> = { ok: false, refusal: { code, status: answered, reference: referenceIn(outcome), message: text } };
  return JSON.stringify(answer);
}

/** The reference that the report was given, also where the report itself was refused; empty where there is none. */
function referenceIn(outcome: Outcome): string {
  const answer = outcome.kind === 'answer' ? parsed(outcome.text) : null;
  const holder = isObject(answer) ? (answer.ok === true ? answer.result : answer.refusal) : null;
  return isObject(holder) && typeof holder.reference === 'string' ? holder.reference : '';
}

/** One call of a custom API in the name of this person. */
export function invoke(server: ServerObject, api: BridgedApi, fields: { readonly [name: string]: unknown }): Outcome {
  const claims = claimsOf(server);
  const request = JSON.stringify({ ...fields, claims: claims ?? undefined });
  const payload = JSON.stringify({ [names.requestParameter]: request });
  try {
    return unwrap(server.Connector.Dataverse.InvokeCustomApi('POST', names.apis[api].uniqueName, payload), names.responseProperty);
  } catch {
    return { kind: 'failure', status: 0, message: 'the connector threw' };
  }
}
