import { ask, readInput, refuse } from './bridge.ts';
import { names } from './names.ts';
import type { ServerObject } from './server.d.ts';

declare const Server: ServerObject;

/** Pages of a list, one record, and what may be done with it: `{ operation, … }` in the body, the rest being the API's request. */
export function post(): string {
  const input = readInput(Server.Context.Body, names.apis.QueryRecords.maxRequest);
  if (input.kind === 'refused') return refuse(Server, 'QueryRecords', input.code, 0, 'the body of the records bridge');
  const { operation, signedIn, ...request } = input.fields;
  if (!isOperation(operation)) return refuse(Server, 'QueryRecords', 'invalid-request', 0, 'an unknown operation of the records bridge');
  // Without this a person whose session has ended would read that they are not allowed to see their own list.
  if (signedIn === true && !Server.User)
    return refuse(Server, names.recordOperations[operation], 'session-expired', 0, 'the session had ended');
  return ask(Server, names.recordOperations[operation], request);
}

const isOperation = (value: unknown): value is keyof typeof names.recordOperations =>
  typeof value === 'string' && Object.keys(names.recordOperations).includes(value);
