import type {
  Caller as HostCaller,
  MessageCell,
  OrganizationGateway,
  PlainCell,
  ServiceAnswer,
  ServiceRequest,
  ServiceResult,
} from '../../plugin-host/index.ts';
import { faults, isFault } from '../faults.ts';
import { retrieveWithOrigins } from '../service/read.ts';
import type { Guard } from '../transactions/guard.ts';
import type { OpenTransaction } from '../transactions/transactions.ts';
import type { Caller, OrganizationService, TypedValue, Values } from '../types.ts';
import { resultCells, serviceRow } from './service-cells.ts';

/** The platform's error code as the signed 32-bit number that the SDK carries. */
export const signedCode = (code: string): number => Number.parseInt(code, 16) | 0;

/**
 * The organization service of one call as a script host asks for it, bound to an open transaction. A fault of the service is an
 * answer (and poisons the transaction); anything else that is thrown is a defect.
 */
export function gatewayOf(transaction: OpenTransaction): OrganizationGateway {
  return {
    handle: (caller: HostCaller, request: ServiceRequest): ServiceAnswer => {
      try {
        return { result: serve(transaction, caller === 'system' ? { kind: 'system' } : { kind: 'user', id: caller }, request) };
      } catch (error) {
        if (!isFault(error)) throw error;
        return { fault: { code: signedCode(error.code), message: error.message } };
      }
    },
  };
}

function serve(transaction: OpenTransaction, caller: Caller, request: ServiceRequest): ServiceResult {
  const service = transaction.service(caller);
  switch (request.kind) {
    case 'retrieveMultiple':
      return query(transaction, caller, request.fetchXml);
    case 'create':
      return {
        id: service.create(
          request.table,
          transaction.guard(() => valuesOf(request.values)),
        ),
      };
    case 'update':
      service.update(
        request.table,
        request.id,
        transaction.guard(() => valuesOf(request.values)),
        request.version === undefined ? {} : { version: request.version },
      );
      return {};
    case 'delete':
      service.delete(request.table, request.id);
      return {};
    case 'execute':
      return execute(service, transaction.guard, request.name, request.parameters);
  }
}

function query(transaction: OpenTransaction, caller: Caller, fetchXml: string): ServiceResult {
  const { page, origins } = transaction.guard(() => retrieveWithOrigins(transaction.context(caller), fetchXml));
  return { rows: page.rows.map((row) => serviceRow(row, origins)), more: page.more, cookie: page.cookie, count: page.count };
}

const valuesOf = (written: Extract<ServiceRequest, { kind: 'create' }>['values']): Values =>
  Object.fromEntries(Object.entries(written).map(([column, cell]) => [column, typedValue(column, cell)]));

function typedValue(column: string, cell: PlainCell | null): TypedValue {
  if (cell === null) return null;
  switch (cell[0]) {
    case 'lookup':
      return ['lookup', cell[1], cell[2]];
    case 'bigint':
      return ['integer', Number(cell[1])];
    case 'decimal':
    case 'money':
      return [cell[0], cell[1]];
    case 'float':
      throw faults.invalidArgument(`The column '${column}' is no floating-point number: the local Dataverse has none.`);
    default:
      return cell;
  }
}

function execute(
  service: OrganizationService,
  guard: Guard,
  name: string,
  parameters: Readonly<Record<string, MessageCell>>,
): ServiceResult {
  const inputs = guard(() => Object.fromEntries(Object.entries(parameters).map(([key, cell]) => [key, inputOf(cell)])));
  return { results: resultCells(service.execute(name, inputs)) };
}

const inputOf = (cell: MessageCell): unknown => {
  if (cell[0] === 'lookup') return { table: cell[1], id: cell[2] };
  return cell[0] === 'bigint' ? Number(cell[1]) : cell[1];
};
