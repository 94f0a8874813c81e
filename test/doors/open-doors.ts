import assert from 'node:assert/strict';
import { callAsContact } from '../../cli/environment/call.ts';
import type { HostKind } from '../../cli/environment/host.ts';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { rowId } from '../../cli/sample/ids.ts';
import type { Answer, ApiName, RecordOperation } from '../../contracts/index.ts';
import { openPortal } from '../journeys/open-portal.ts';
import { newVisitor, type Visitor } from './visitor.ts';

/** The sample's portal with everybody of the matrix signed in, and the two programmable doors to the same data. */
export interface Doors {
  readonly portal: ServedSample;
  readonly visitorOf: (person: string) => Visitor;
  /** A custom API, called as the site calls it for a contact. */
  readonly direct: <Result>(person: string, api: ApiName, request: object) => Promise<Answer<Result>>;
  /** The records bridge over HTTP, in the person's session. */
  readonly overHttp: <Result>(person: string, operation: RecordOperation, request: object) => Promise<Answer<Result>>;
}

export const contactOf = (person: string): string => rowId('scm', 'contact', person);
export const orderOf = (record: string): string => rowId('scm', 'salesorder', record);

/** Opens the portal; close it with `doors.portal.close()`. */
export async function openDoors(host: HostKind): Promise<Doors> {
  const portal = await openPortal(host);
  const visitors = new Map<string, Visitor>();
  for (const person of portal.sample.matrix.people) {
    const visitor = newVisitor(portal.url);
    assert.equal((await visitor.signIn(person)).status, 302);
    visitors.set(person, visitor);
  }
  const visitorOf = (person: string): Visitor => {
    const visitor = visitors.get(person);
    assert.ok(visitor);
    return visitor;
  };
  return {
    portal,
    visitorOf,
    direct: (person, api, request) => callAsContact(portal.dataverse, api, request, contactOf(person)),
    overHttp: (person, operation, request) => visitorOf(person).ask('records', { operation, ...request }),
  };
}
