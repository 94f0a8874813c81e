import { join } from 'node:path';
import type { CheckResult, QueryResult } from '../../contracts/index.ts';
import type { HostFactory } from '../../portal/dataverse/index.ts';
import { callAsContact } from '../environment/call.ts';
import { type HostKind, hostFactory } from '../environment/host.ts';
import { prepareEnvironment } from '../environment/prepare.ts';
import { siteRoles } from '../environment/site-roles.ts';
import { root } from '../paths.ts';
import { besideOf } from '../policy/beside.ts';
import { packPolicy } from '../policy/pack.ts';
import { publishPolicy } from '../policy/publish.ts';
import { rowId } from '../sample/ids.ts';
import { type Spread, spreadOf, times } from './measure.ts';
import { submitNewOrder } from './run-action.ts';
import { benchColumns, benchSample } from './sample.ts';

/** Milliseconds inside the host (without the database), as the host itself measured them. */
export interface HostTimes {
  readonly host: HostKind;
  readonly coldCall: number;
  readonly checkAccess: Spread;
  readonly queryRecords: Spread;
  /** One order submitted: decided twice, written, audited, with its event. */
  readonly runAction: Spread;
  /** The first call after another policy came into force. */
  readonly policyLoad: number;
}

const runs = 21;
/** .NET compiles a method again, faster, once it has run some thirty times: before that a host is not warm. */
const warmUps = 40;

/** Measures one host on the sample with 200 more orders: cold, warm, and after a policy change. */
export async function measureHost(kind: HostKind): Promise<HostTimes> {
  const measured: number[] = [];
  const sample = benchSample(join(root, 'samples/scm'), 200);
  const environment = await prepareEnvironment(
    { file: ':memory:', sales: true, service: false, host: measuring(hostFactory(kind), measured) },
    sample,
  );
  const { dataverse, site } = environment;
  try {
    const person = rowId(sample.name, 'contact', 'rep-x');
    const id = rowId(sample.name, 'salesorder', 'order-x-jane');
    const check = async (): Promise<number> => {
      const answer = await callAsContact<CheckResult>(
        dataverse,
        'CheckAccess',
        { table: 'salesorder', id, privileges: ['read', 'write'] },
        person,
      );
      if (!answer.ok) throw new Error(`CheckAccess was refused: ${answer.refusal.code}`);
      return measured.at(-1) ?? Number.NaN;
    };
    const query = async (): Promise<number> => {
      const answer = await callAsContact<QueryResult>(
        dataverse,
        'QueryRecords',
        { table: 'salesorder', columns: benchColumns, pageSize: 50 },
        person,
      );
      if (!answer.ok || answer.result.rows.length !== 50) throw new Error('QueryRecords did not give 50 rows');
      return measured.at(-1) ?? Number.NaN;
    };
    const coldCall = await check();
    await times(warmUps, check);
    const checkAccess = spreadOf(await times(runs, check));
    await times(warmUps, query);
    const queryRecords = spreadOf(await times(runs, query));
    const jane = rowId(sample.name, 'contact', 'jane');
    const submit = async (index: number): Promise<number> => {
      await submitNewOrder(dataverse, jane, index);
      return measured.at(-1) ?? Number.NaN;
    };
    const runAction = spreadOf((await times(runs + 3, submit)).slice(3));
    const changed = {
      ...sample.policy,
      rules: [
        ...sample.policy.rules,
        { id: 'bench', effect: 'deny', table: 'account', roles: ['SCM Unauthorised'], privileges: ['read'], access: 'global' },
      ],
    };
    await publishPolicy(dataverse, site, packPolicy(changed, besideOf(dataverse, sample), site, siteRoles(dataverse, site)));
    return { host: kind, coldCall, checkAccess, queryRecords, runAction, policyLoad: await check() };
  } finally {
    await dataverse.close();
  }
}

/** The same hosts, noting what each call says of its own time. */
const measuring =
  (make: HostFactory, measured: number[]): HostFactory =>
  async (code) => {
    const host = await make(code);
    return {
      execute: async (call) => {
        const outcome = await host.execute(call);
        measured.push(outcome.hostMilliseconds);
        return outcome;
      },
      close: () => host.close(),
    };
  };
