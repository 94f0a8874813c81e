import { createHash, createHmac, randomBytes } from 'node:crypto';
import { compactRow, isGuid, writtenCell } from './cells.ts';
import { hostFaults } from './faults.ts';
import { readFileText, writeFileText } from './file-columns.ts';
import type { Caller, OrganizationGateway, PlainCell, ServiceRequest, ServiceResult } from './gateway.ts';
import { isDeeperThan, type Limits } from './limits.ts';

export interface HostCallsOptions {
  readonly gateway: OrganizationGateway;
  readonly userId: string;
  readonly limits: Limits;
  readonly trace: (text: string) => void;
}

/** Serves `porticoHost(operation, argumentJson)` during one call; the twin of `HostCalls.cs` and `RowCalls.cs`. Faults are exceptions. */
export function createHostCalls({ gateway, userId, limits, trace }: HostCallsOptions): (operation: string, argumentJson: string) => string {
  let count = 0;
  const ask = (caller: Caller, request: ServiceRequest): ServiceResult => {
    const answer = gateway.handle(caller, request);
    if (answer instanceof Promise) throw new Error('the Node host needs a gateway that answers at once');
    if ('fault' in answer) throw hostFaults.service(answer.fault);
    return answer.result;
  };
  const store = (caller: Caller, row: { readonly table: string; readonly id: string }, files: Files): void => {
    for (const [column, text] of files) {
      writeFileText((name, parameters) => ask(caller, { kind: 'execute', name, parameters }), { ...row, column }, text, limits.fileBytes);
    }
  };
  const serve: { readonly [operation: string]: (argument: Arguments) => object } = {
    retrieveMultiple: (argument) => {
      const found = ask(argument.caller(userId), { kind: 'retrieveMultiple', fetchXml: argument.text('fetchXml') });
      if (!('rows' in found)) throw new Error('the gateway answered a query without `rows`');
      const { rows, more, cookie, count: total } = found;
      return { rows: rows.map(compactRow), more, cookie, count: total };
    },
    create: (argument) => {
      const caller = argument.caller(userId);
      const table = argument.text('table');
      const { values, files } = argument.values();
      const made = ask(caller, { kind: 'create', table, values });
      if (!('id' in made)) throw new Error('the gateway answered a create without `id`');
      store(caller, { table, id: made.id }, files);
      return { id: made.id };
    },
    update: (argument) => {
      const caller = argument.caller(userId);
      const [table, id] = [argument.text('table'), argument.id()];
      const { values, files } = argument.values();
      const version = argument.optionalText('version');
      if (version !== null || Object.keys(values).length > 0 || files.length === 0) {
        ask(caller, { kind: 'update', table, id, values, ...(version === null ? {} : { version }) });
      }
      store(caller, { table, id }, files);
      return {};
    },
    delete: (argument) => {
      ask(argument.caller(userId), { kind: 'delete', table: argument.text('table'), id: argument.id() });
      return {};
    },
    readFile: (argument) => {
      const place = { table: argument.text('table'), id: argument.id(), column: argument.text('column') };
      return { text: readFileText((name, parameters) => ask('system', { kind: 'execute', name, parameters }), place, limits.fileBytes) };
    },
    sha256: (argument) => ({ hex: createHash('sha256').update(argument.text('text'), 'utf8').digest('hex') }),
    hmac: (argument) => {
      const key = argument.text('key');
      if (!/^([0-9a-f]{2})+$/.test(key)) throw argument.wrong('key');
      return { hex: createHmac('sha256', Buffer.from(key, 'hex')).update(argument.text('text'), 'utf8').digest('hex') };
    },
    random: (argument) => ({ hex: randomBytes(argument.whole('bytes', 1, 64)).toString('hex') }),
    now: () => ({ now: new Date().toISOString().replace(/\.\d+Z$/, 'Z') }),
    trace: (argument) => {
      trace(argument.text('text').slice(0, 1000));
      return {};
    },
  };
  return (operation, argumentJson) => {
    if (++count > limits.hostCalls) throw hostFaults.hostCalls(limits.hostCalls);
    const argument = new Arguments(operation, argumentJson, limits.jsonDepth);
    const run = Object.hasOwn(serve, operation) ? serve[operation] : undefined;
    if (!run) throw hostFaults.argument(`\`${operation}\` is no operation of the host`);
    return JSON.stringify(run(argument));
  };
}

type Files = readonly (readonly [column: string, text: string])[];

/** The argument of one host call, checked member by member. */
class Arguments {
  readonly #operation: string;
  readonly #members: { readonly [name: string]: unknown };

  constructor(operation: string, json: string, depth: number) {
    this.#operation = operation;
    const parsed = isDeeperThan(json, depth) ? null : parsedOrNull(json);
    if (!isRecord(parsed)) throw hostFaults.argument(`\`${operation}\` takes a JSON object`);
    this.#members = parsed;
  }

  text(name: string): string {
    const text = this.optionalText(name);
    if (text === null) throw this.wrong(name);
    return text;
  }

  optionalText(name: string): string | null {
    const value = this.#members[name] ?? null;
    if (value !== null && typeof value !== 'string') throw this.wrong(name);
    return value;
  }

  whole(name: string, least: number, most: number): number {
    const value = this.#members[name];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) throw this.wrong(name);
    return value;
  }

  id(): string {
    const id = this.text('id');
    if (!isGuid(id)) throw this.wrong('id');
    return id.toLowerCase();
  }

  caller(userId: string): Caller {
    const as = this.text('as');
    if (as !== 'system' && as !== 'user') throw this.wrong('as');
    return as === 'system' ? 'system' : userId;
  }

  values(): { readonly values: { readonly [column: string]: PlainCell | null }; readonly files: Files } {
    const given = this.#members.values;
    if (!isRecord(given)) throw this.wrong('values');
    const values: { [column: string]: PlainCell | null } = {};
    const files: (readonly [string, string])[] = [];
    for (const [column, cell] of Object.entries(given)) {
      if (Array.isArray(cell) && cell.length === 2 && cell[0] === 'file' && typeof cell[1] === 'string') files.push([column, cell[1]]);
      else values[column] = writtenCell(column, cell);
    }
    return { values, files };
  }

  wrong(name: string): Error {
    return hostFaults.argument(`\`${this.#operation}\` needs a valid \`${name}\``);
  }
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsedOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
