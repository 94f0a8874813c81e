import { ask, readInput, refuse } from './bridge.ts';
import { names } from './names.ts';
import type { ServerObject } from './server.d.ts';

declare const Server: ServerObject;

/** Pages of a list, one record, what may be done with it, and doing it: `{ operation, … }` in the body, the rest being the API's request. */
export function post(): string {
  const body = Server.Context.Body;
  const input = readInput(body, names.longestRecordsRequest);
  if (input.kind === 'refused') return refuse(Server, 'QueryRecords', input.code, 0, 'the body of the records bridge');
  const { operation, signedIn, ...request } = input.fields;
  if (!isOperation(operation)) return refuse(Server, 'QueryRecords', 'invalid-request', 0, 'an unknown operation of the records bridge');
  const api = names.recordOperations[operation];
  if ((body ?? '').length > names.apis[api].maxRequest)
    return refuse(Server, api, 'request-too-large', 0, 'the body of the records bridge');
  // Without this a person whose session has ended would read that they are not allowed to see their own list.
  if (signedIn === true && !Server.User) return refuse(Server, api, 'session-expired', 0, 'the session had ended');
  return ask(Server, api, request);
}

const isOperation = (value: unknown): value is keyof typeof names.recordOperations =>
  typeof value === 'string' && Object.keys(names.recordOperations).includes(value);
