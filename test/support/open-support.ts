import assert from 'node:assert/strict';
import { join } from 'node:path';
import { callAsContact } from '../../cli/environment/call.ts';
import { type HostKind, hostFactory } from '../../cli/environment/host.ts';
import { type ServedSample, serveSample } from '../../cli/environment/serve.ts';
import { root } from '../../cli/paths.ts';
import { rowId } from '../../cli/sample/ids.ts';
import { type ExpectedAccess, readSample, type Sample } from '../../cli/sample/read.ts';
import type { Answer, ApiName, RecordOperation } from '../../contracts/index.ts';
import type { TypedValue } from '../../portal/dataverse/index.ts';
import { newVisitor, type Visitor } from '../doors/visitor.ts';

/** The two programmable doors to the same data: the custom API as the site calls it, and server logic over HTTP. */
export const doorNames = ['custom api', 'server logic'] as const;

/** The portal of the sample `support` with everybody of its matrix signed in. */
export interface Support {
  readonly portal: ServedSample;
  readonly sample: Sample;
  readonly visitorOf: (person: string) => Visitor;
  readonly direct: <Result>(person: string, api: ApiName, request: object) => Promise<Answer<Result>>;
  readonly overHttp: <Result>(person: string, operation: RecordOperation, request: object) => Promise<Answer<Result>>;
  /** Asks at both doors; their answers are of the same kind, or the test fails. */
  readonly atBoth: <Result>(person: string, operation: 'query' | 'get' | 'check' | 'actions', request: object) => Promise<Answer<Result>>;
  /** Changes a row as Dataverse's own users do, past all rules. */
  readonly change: (table: string, short: string, values: { readonly [column: string]: TypedValue }) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const idOf = (table: string, short: string): string => rowId('support', table, short);

/** Every expectation of the sample's matrix, table by table. */
export const expectedAccess = ({ matrix }: Sample): readonly ExpectedAccess[] => [matrix, ...(matrix.others ?? [])];

const apiOf = { query: 'QueryRecords', get: 'GetRecord', check: 'CheckAccess', actions: 'ListActions' } as const;

/** Opens the portal; close it with `close()`. */
export async function openSupport(host: HostKind): Promise<Support> {
  const sample = readSample(join(root, 'samples/support'));
  const portal = await serveSample({ file: ':memory:', port: 0, host: hostFactory(host), sample });
  const visitors = new Map<string, Visitor>();
  for (const person of sample.matrix.people) {
    const visitor = newVisitor(portal.url);
    assert.equal((await visitor.signIn(person)).status, 302, `${person} signs in`);
    visitors.set(person, visitor);
  }
  const visitorOf = (person: string): Visitor => visitors.get(person) ?? assert.fail(person);
  const direct: Support['direct'] = (person, api, request) => callAsContact(portal.dataverse, api, request, idOf('contact', person));
  const overHttp: Support['overHttp'] = (person, operation, request) => visitorOf(person).ask('records', { operation, ...request });
  return {
    portal,
    sample,
    visitorOf,
    direct,
    overHttp,
    atBoth: async <Result>(person: string, operation: keyof typeof apiOf, request: object) => {
      const one = await direct<Result>(person, apiOf[operation], request);
      const other = await overHttp<Result>(person, operation, request);
      assert.deepEqual(withoutReference(other), withoutReference(one), `both doors answer ${person} the same`);
      return one;
    },
    change: (table, short, values) =>
      portal.dataverse
        .transaction({ kind: 'system' }, (service) => service.update(table, idOf(table, short), values))
        .then(() => undefined),
    close: () => portal.close(),
  };
}

/** Each refusal has a reference of its own, and each answer a continuation of its own. */
const withoutReference = <Result>(answer: Answer<Result>): unknown =>
  answer.ok
    ? { ...answer, result: { ...answer.result, continuation: null } }
    : { ...answer, refusal: { ...answer.refusal, reference: '' } };
