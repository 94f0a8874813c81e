import { faults } from '../faults.ts';
import type { Column, Metadata, Table } from '../metadata/model.ts';
import { parseGuid } from '../storage/guid.ts';
import type { TypedValue, Values } from '../types.ts';

const BODY_LIMIT = 8 * 1024 * 1024;

/** The body of a request as a JSON object. Fault 400. */
export function readBody(body: string | undefined): Readonly<Record<string, unknown>> {
  if (body === undefined || body === '') return {};
  if (body.length > BODY_LIMIT) throw faults.tooLarge('The request body is too large.');
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  } catch {
    throw faults.badRequest('Error identified in Payload provided by the user: it is not JSON.');
  }
  throw faults.badRequest('Error identified in Payload provided by the user: it is not an object.');
}

/** Turns the members of a body into typed values; `name@odata.bind` sets a lookup. Fault 400 for anything that does not fit. */
export function readValues(metadata: Metadata, table: Table, body: Readonly<Record<string, unknown>>): Values {
  const values: Record<string, TypedValue> = {};
  for (const [member, value] of Object.entries(body)) {
    if (member.startsWith('@')) continue;
    const bind = /^(.+)@odata\.bind$/.exec(member)?.[1];
    if (bind !== undefined) {
      const [column, bound] = readBinding(metadata, table, bind, value);
      values[column] = bound;
      continue;
    }
    const column = table.columns.find((each) => each.name === member);
    if (!column || column.kind === 'lookup') {
      throw faults.badRequest(
        `Error identified in Payload provided by the user: the property '${member.slice(0, 100)}' does not exist on '${table.name}'.`,
      );
    }
    values[member] = value === null ? null : typedMember(column, value);
  }
  return values;
}

const unfit = (column: Column) =>
  faults.badRequest(`Error identified in Payload provided by the user: the value of '${column.name}' is not of its type.`);

function typedMember(column: Column, value: unknown): TypedValue {
  switch (column.kind) {
    case 'boolean':
      if (typeof value === 'boolean') return ['boolean', value];
      break;
    case 'integer':
    case 'bigint':
      if (typeof value === 'number') return ['integer', value];
      break;
    case 'choice':
    case 'state':
    case 'status':
      if (typeof value === 'number') return ['choice', value];
      break;
    case 'decimal':
    case 'money':
      if (typeof value === 'number') return [column.kind, String(value)];
      break;
    case 'multi-choice':
      if (typeof value === 'string') return ['choices', value.split(',').map(Number)];
      break;
    case 'datetime':
    case 'dateonly':
      if (typeof value === 'string') return ['datetime', value];
      break;
    case 'key':
    case 'guid':
      if (typeof value === 'string') return ['guid', value];
      break;
    case 'text':
    case 'memo':
      if (typeof value === 'string') return ['text', value];
      break;
    default:
      break;
  }
  throw unfit(column);
}

function readBinding(metadata: Metadata, table: Table, property: string, value: unknown): readonly [string, TypedValue] {
  const column = table.columns.find(
    (each) =>
      each.kind === 'lookup' &&
      (each.schemaName === property ||
        each.name === property ||
        each.targets.some((target) => `${each.name}_${target}` === property || `${each.schemaName}_${target}` === property)),
  );
  if (!column)
    throw faults.badRequest(
      `An undeclared property '${property.slice(0, 100)}' which only has property annotations in the payload but no property value was found.`,
    );
  if (value === null) return [column.name, null];
  const match = typeof value === 'string' ? /^(?:.*\/)?(\w+)\(([^)]+)\)$/.exec(value) : null;
  const target = metadata.bySetName(match?.[1] ?? '');
  const id = parseGuid(match?.[2] ?? '');
  if (!target || !id) throw faults.badRequest(`The value of '${property.slice(0, 100)}@odata.bind' is not the address of a row.`);
  return [column.name, ['lookup', target.name, id]];
}
