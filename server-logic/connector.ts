import type { ConnectorResponse } from './server.d.ts';

/** What Dataverse answered: the text of our API, or a failure with what may be written into the audit about it. */
export type Outcome = { readonly kind: 'answer'; readonly text: string } | Failure;
export interface Failure {
  readonly kind: 'failure';
  readonly status: number;
  readonly message: string;
}

/** JSON text as a value; null where it is none. */
export function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text ?? null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isAnswer = (text: unknown): text is string => {
  const answer = typeof text === 'string' ? parsed(text) : null;
  return isObject(answer) && (answer.ok === true ? 'result' in answer : answer.ok === false && isObject(answer.refusal));
};

/** The error code of a Dataverse error (`0x…`), never its message: that may hold values of columns. */
function errorCode(body: unknown): string {
  const error = isObject(body) ? body.error : null;
  const code = isObject(error) && typeof error.code === 'string' ? error.code : '';
  return code.slice(0, 40);
}

/** Takes the connector's envelope apart: JSON text or object, its `Body` JSON text or object. Everything unexpected is a failure. */
export function unwrap(raw: unknown, property: string): Outcome {
  const envelope = parsed(raw) as ConnectorResponse | null;
  if (!isObject(envelope)) return { kind: 'failure', status: 0, message: 'the connector gave no envelope' };
  const status = typeof envelope.StatusCode === 'number' ? envelope.StatusCode : 0;
  const body = parsed(envelope.Body);
  const failed = envelope.IsSuccessStatusCode === false || envelope.ServerError === true || status >= 400;
  if (failed) return { kind: 'failure', status, message: `Dataverse answered ${status} ${errorCode(body)}`.trim() };
  const text = isObject(body) ? body[property] : null;
  return isAnswer(text) ? { kind: 'answer', text } : { kind: 'failure', status, message: 'the custom API gave no answer' };
}
