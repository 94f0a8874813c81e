import type { ApiContract, Claims } from '../../contracts/index.ts';
import { isObject, own, parseJson } from './json.ts';
import { names } from './names.ts';
import type { About, Refused } from './outcome.ts';
import { refused } from './outcome.ts';
import { problemIn } from './shape.ts';

/** A request that fits its shape, or why not; `claims` and `about` also of a request that is refused, as far as they can be read. */
export interface ReadRequest {
  readonly request: unknown;
  readonly refusal: Refused | null;
  readonly claims: Claims | null;
  readonly about: About;
}

/** The door: size before parsing, parsing before shape. Nothing of a request is used before it fits. */
export function readRequest(api: ApiContract, text: string): ReadRequest {
  const nothing = { request: null, claims: null };
  if (text.length > api.maxRequest) {
    const details = { length: text.length, allowed: api.maxRequest };
    return { ...nothing, refusal: refused('request-too-large', { details }), about: {} };
  }
  const parsed = parseJson(text);
  if (parsed.kind === 'problem') return { ...nothing, refusal: notUnderstood('it is not JSON'), about: {} };
  const problem = problemIn(api.request, parsed.value, 'request');
  const about = aboutOf(parsed.value);
  const claims = claimsIn(parsed.value);
  return problem === null
    ? { request: parsed.value, refusal: null, claims, about }
    : { request: null, refusal: notUnderstood(problem, withoutOwnNames(problem)), claims, about };
}

/**
 * @param audited what the audit says, where the problem calls something by a name of the caller's own
 * @example notUnderstood('`request.table` is missing')
 */
export const notUnderstood = (problem: string, audited = problem): Refused =>
  refused('invalid-request', { message: `The request is not understood: ${problem}.`, details: { problem: audited } });

const UNKNOWN_FIELD = ' is not known here';
/** The name of a field that nobody knows is the caller's. */
const withoutOwnNames = (problem: string): string =>
  problem.slice(-UNKNOWN_FIELD.length) === UNKNOWN_FIELD ? 'a field is not known here' : problem;

function claimsIn(value: unknown): Claims | null {
  const claims = isObject(value) ? own(value, 'claims') : undefined;
  return claims !== undefined && problemIn(names.claims, claims, 'claims') === null ? (claims as Claims) : null;
}

const textField = (value: unknown, name: string): string | undefined => {
  const field = isObject(value) ? own(value, name) : undefined;
  return typeof field === 'string' ? field : undefined;
};

function aboutOf(value: unknown): About {
  const table = textField(value, 'table');
  const record = textField(value, 'id');
  const privilege = textField(value, 'privilege');
  return {
    ...(table === undefined ? {} : { table }),
    ...(record === undefined ? {} : { record }),
    ...(privilege === undefined ? {} : { privilege }),
  };
}
