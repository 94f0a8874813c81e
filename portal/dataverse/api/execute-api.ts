import { randomUUID } from 'node:crypto';
import type { PlatformContext, ScriptFault, ScriptHost } from '../../plugin-host/index.ts';
import { DataverseFault, faults, isFault, statusOfCode } from '../faults.ts';
import type { ServiceContext } from '../service/context.ts';
import { requireCaller, requireNamedPrivilege } from '../service/privileges.ts';
import { EMPTY_GUID } from '../storage/guid.ts';
import type { OpenTransaction, Transactions } from '../transactions/transactions.ts';
import type { ApiCall, ApiResult } from '../types.ts';
import { gatewayOf } from './gateway.ts';
import type { HostPool } from './host-pool.ts';
import { checkInputs, findApi } from './registered-api.ts';

export type ApiEnvironment = {
  readonly transactions: Transactions;
  readonly hosts: HostPool;
  readonly organizationId: string;
  /** The caller's context on the shared connection: what is checked before a transaction opens. */
  readonly context: (user: string) => ServiceContext;
};

const failed = ({ status, code, message }: DataverseFault): ApiResult => ({ kind: 'failed', status, code, message });

/**
 * Runs a custom API as the platform does: the caller's privilege and the parameters are checked, then its plug-in runs inside one
 * transaction, which is committed, or rolled back on any fault. Failures are values with the status that the Web API would give.
 */
export async function executeApi(environment: ApiEnvironment, call: ApiCall): Promise<ApiResult> {
  try {
    const context = environment.context(call.user);
    requireCaller(context);
    const api = findApi(context.connection, call.message);
    if (api.executePrivilege !== null) requireNamedPrivilege(context, api.executePrivilege);
    const inputs = checkInputs(api, call.inputs);
    const host = await environment.hosts.hostOf(api);
    return await runInTransaction(environment, { call, host, inputs });
  } catch (error) {
    if (isFault(error)) return failed(error);
    throw error;
  }
}

type Run = { readonly call: ApiCall; readonly host: ScriptHost; readonly inputs: Readonly<Record<string, string | null>> };

async function runInTransaction(environment: ApiEnvironment, { call, host, inputs }: Run): Promise<ApiResult> {
  const transaction = await environment.transactions.begin();
  try {
    const context = platformContext(environment, transaction, call);
    const outcome = await host.execute({ message: call.message, inputs, context, gateway: gatewayOf(transaction) });
    if (outcome.kind === 'fault') return failed(faultOf(outcome.fault));
    transaction.commit();
    return { kind: 'done', outputs: outcome.outputs };
  } catch (error) {
    if (isFault(error)) return failed(error);
    const fault = faults.isvUnexpected('An unexpected error occurred from ISV code.');
    fault.cause = error;
    return failed(fault);
  } finally {
    transaction.rollback();
  }
}

const hexCode = (code: number): string => `0x${(code >>> 0).toString(16).padStart(8, '0')}`;

/** A plug-in says its status itself (400 when it says none); a fault of the service keeps its own code; a defect is a 500. */
function faultOf(fault: ScriptFault): DataverseFault {
  const code = hexCode(fault.code);
  switch (fault.kind) {
    case 'plugin':
      return new DataverseFault(code, fault.status, fault.message);
    case 'service':
      return new DataverseFault(code, statusOfCode(code), fault.message);
    case 'unexpected':
      return new DataverseFault(code, 500, fault.message);
  }
}

function platformContext({ organizationId }: ApiEnvironment, transaction: OpenTransaction, call: ApiCall): PlatformContext {
  const user = call.user.toLowerCase();
  const row = transaction.connection.get('SELECT applicationid FROM t_systemuser WHERE systemuserid = ?', [user]);
  const application = typeof row?.applicationid === 'string' ? row.applicationid : null;
  const common = {
    organizationId,
    userId: user,
    initiatingUserId: user,
    correlationId: call.correlationId ?? randomUUID(),
    requestId: randomUUID(),
    depth: 1,
    stage: 30,
    isInTransaction: true,
  };
  if (call.portal === 'absent') return { ...common, portalProperties: 'absent' };
  return {
    ...common,
    portalProperties: 'present',
    isPortalsClientCall: call.portal?.isPortalsClientCall ?? false,
    portalsContactId: call.portal?.contactId?.toLowerCase() ?? EMPTY_GUID,
    initiatingUserApplicationId: application ?? EMPTY_GUID,
    isApplicationUser: application !== null,
  };
}
