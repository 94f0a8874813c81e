import { ask, type Input, readInput, refuse } from './bridge.ts';
import { deniedPage } from './denied-page.ts';
import { names } from './names.ts';
import type { ServerObject } from './server.d.ts';

declare const Server: ServerObject;

type Operation = keyof typeof names.recordOperations;

/** Pages of a list, one record, what may be done with it, and doing it: `{ operation, … }` in the body, the rest being the API's request. */
export function post(): string {
  const body = Server.Context.Body;
  return answer(readInput(body, names.longestRecordsRequest), (body ?? '').length, isOperation);
}

/** The same for Liquid, where the input is the tag's `input`: what a page shows of a reference, and the entry of one that was refused. */
export function get(): string {
  const input = Server.Context.Input;
  return answer(readInput(input, names.longestRecordsRequest), (input ?? '').length, isOperationOfPages);
}

function answer(input: Input, length: number, isKnown: (operation: unknown) => operation is Operation): string {
  if (input.kind === 'refused') return refuse(Server, 'QueryRecords', input.code, 0, 'the body of the records bridge');
  const { operation, signedIn, ...request } = input.fields;
  if (!isKnown(operation)) return refuse(Server, 'QueryRecords', 'invalid-request', 0, 'an unknown operation of the records bridge');
  const api = names.recordOperations[operation];
  if (length > names.apis[api].maxRequest) return refuse(Server, api, 'request-too-large', 0, 'the body of the records bridge');
  // Without this a person whose session has ended would read that they are not allowed to see their own list.
  if (signedIn === true && !Server.User) return refuse(Server, api, 'session-expired', 0, 'the session had ended');
  if (operation !== 'denied') return ask(Server, api, request);
  const report = deniedPage(request);
  return report === null ? refuse(Server, api, 'invalid-request', 0, 'the page of the records bridge') : ask(Server, api, report);
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'string' && Object.keys(names.recordOperations).includes(value);
const isOperationOfPages = (value: unknown): value is Operation => value === 'explain' || value === 'denied';
