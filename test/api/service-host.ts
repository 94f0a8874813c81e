import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { HostFunction } from '../../plugins/api/index.ts';
import type { Caller, OrganizationService, Transaction, Values } from '../../portal/dataverse/index.ts';

interface Argument {
  readonly as?: 'system' | 'user';
  readonly fetchXml: string;
  readonly table: string;
  readonly id: string;
  readonly column: string;
  readonly values: Values;
  readonly text: string;
  readonly key: string;
  readonly bytes: number;
  readonly version?: string;
}

/** What a call asked of the host, for tests that count or look. */
export interface Asked {
  readonly operation: string;
  readonly argument: Argument;
}

/** `porticoHost` over one transaction of the local Dataverse; every operation is written down in `asked`. */
export function serviceHost(transaction: Transaction, user: string, now: string, asked: Asked[]): HostFunction {
  const system = transaction.service({ kind: 'system' });
  const caller: Caller = { kind: 'user', id: user };
  const own = transaction.service(caller);
  const of = (as: Argument['as']): OrganizationService => (as === 'system' ? system : own);
  const operations: { readonly [operation: string]: (argument: Argument) => unknown } = {
    retrieveMultiple: ({ as, fetchXml }) => {
      const { rows, more, cookie, count } = of(as).retrieveMultiple(fetchXml);
      return { rows, more, cookie, count };
    },
    create: ({ as, table, values }) => ({ id: of(as).create(table, values) }),
    update: ({ as, table, id, values, version }) => {
      of(as).update(table, id, values, version === undefined ? {} : { version });
      return {};
    },
    delete: ({ as, table, id }) => {
      of(as).delete(table, id);
      return {};
    },
    readFile: ({ table, id, column }) => ({
      text: new TextDecoder().decode(system.readFile(table, id, column)?.bytes ?? new Uint8Array()),
    }),
    sha256: ({ text }) => ({ hex: createHash('sha256').update(text).digest('hex') }),
    hmac: ({ key, text }) => ({ hex: createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex') }),
    random: ({ bytes }) => ({ hex: randomBytes(bytes).toString('hex') }),
    now: () => ({ now }),
  };
  return (operation, json) => {
    const argument = JSON.parse(json) as Argument;
    asked.push({ operation, argument });
    const run = operations[operation];
    if (!run) throw new Error(`the host has no operation \`${operation}\``);
    return JSON.stringify(run(argument));
  };
}
