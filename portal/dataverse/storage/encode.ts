import { faults } from '../faults.ts';
import type { Column } from '../metadata/model.ts';
import type { TypedValue } from '../types.ts';
import type { SqlValue } from './database.ts';
import { compareDecimals, parseDecimal, printDecimal, rescale, sortKey } from './decimal.ts';
import { fold } from './fold.ts';
import { parseGuid } from './guid.ts';
import { parseInstant, startOfDay } from './instant.ts';
import { columnSql, foldedSql, sortableSql, targetSql } from './names.ts';

/** What to write into which SQLite columns. */
export type Assignment = readonly (readonly [string, SqlValue])[];

const EARLIEST = '1753-01-01T00:00:00Z';

const wrongType = (column: Column, kind: string) =>
  faults.invalidArgument(`Incorrect attribute value type: the column '${column.name}' is of type ${column.kind} and was given ${kind}.`);

/**
 * Checks a value against its column and says what to store. Empty text becomes null, as on the platform. A file column is not
 * written here. Faults: wrong type 0x80040203, too long 0x80044331, out of range 0x80044330 / 0x8004432f / 0x8004431a.
 */
export function encodeValue(column: Column, value: TypedValue): Assignment {
  const empty = value === null || (value[0] === 'text' && value[1] === '');
  switch (column.kind) {
    case 'text':
    case 'memo':
      return empty ? nulls(columnSql(column.name), foldedSql(column.name)) : encodeText(column, value);
    case 'decimal':
    case 'money':
      return empty ? nulls(columnSql(column.name), sortableSql(column.name)) : encodeNumber(column, value);
    case 'lookup':
      return empty ? nulls(columnSql(column.name), targetSql(column.name)) : encodeLookup(column, value);
    default:
      return [[columnSql(column.name), empty ? null : encodeSingle(column, value)]];
  }
}

const nulls = (...columns: readonly string[]): Assignment => columns.map((column) => [column, null] as const);

function encodeText(column: Extract<Column, { kind: 'text' | 'memo' }>, value: NonNullable<TypedValue>): Assignment {
  if (value[0] !== 'text') throw wrongType(column, value[0]);
  if (value[1].length > column.maxLength) {
    throw faults.tooLong(
      `A validation error occurred. The length of the '${column.name}' attribute exceeded the maximum allowed length of '${column.maxLength}'.`,
    );
  }
  return [
    [columnSql(column.name), value[1]],
    [foldedSql(column.name), fold(value[1])],
  ];
}

function encodeNumber(column: Extract<Column, { kind: 'decimal' | 'money' }>, value: NonNullable<TypedValue>): Assignment {
  if (value[0] !== column.kind) throw wrongType(column, value[0]);
  const exact = parseDecimal(value[1]);
  if (!exact) throw faults.invalidArgument(`The value of '${column.name}' is not a number of plain digits.`);
  const [low, high] = [parseDecimal(column.min), parseDecimal(column.max)];
  if ((low && compareDecimals(exact, low) < 0) || (high && compareDecimals(exact, high) > 0)) {
    throw faults.decimalOutOfRange(
      `A validation error occurred. The value of '${column.name}' is outside the valid range (${column.min} to ${column.max}).`,
    );
  }
  const stored = rescale(exact, column.precision);
  return [
    [columnSql(column.name), printDecimal(stored)],
    [sortableSql(column.name), sortKey(stored)],
  ];
}

function encodeLookup(column: Extract<Column, { kind: 'lookup' }>, value: NonNullable<TypedValue>): Assignment {
  if (value[0] !== 'lookup') throw wrongType(column, value[0]);
  const id = parseGuid(value[2]);
  if (!id) throw faults.invalidArgument(`The value of '${column.name}' is not a guid.`);
  if (!column.targets.includes(value[1])) {
    throw faults.invalidArgument(`The column '${column.name}' points to ${column.targets.join(', ')}, not to '${value[1]}'.`);
  }
  return [
    [columnSql(column.name), id],
    [targetSql(column.name), value[1]],
  ];
}

function encodeSingle(column: Column, value: NonNullable<TypedValue>): SqlValue {
  switch (column.kind) {
    case 'integer':
    case 'bigint':
      return encodeInteger(column, value);
    case 'boolean':
      if (value[0] !== 'boolean') throw wrongType(column, value[0]);
      return value[1] ? 1 : 0;
    case 'choice':
    case 'state':
    case 'status':
      return encodeChoice(column, value);
    case 'multi-choice':
      return encodeChoices(column, value);
    case 'datetime':
    case 'dateonly':
      return encodeInstant(column, value);
    case 'key':
    case 'guid':
      return encodeGuid(column, value);
    default:
      throw wrongType(column, value[0]);
  }
}

function encodeInteger(column: Extract<Column, { kind: 'integer' | 'bigint' }>, value: NonNullable<TypedValue>): number {
  if (value[0] !== 'integer' || !Number.isSafeInteger(value[1])) throw wrongType(column, value[0]);
  if (column.kind === 'integer' && (value[1] < column.min || value[1] > column.max)) {
    throw faults.integerOutOfRange(
      `A validation error occurred. The value of '${column.name}' is outside the valid range (${column.min} to ${column.max}).`,
    );
  }
  return value[1];
}

function checkChoice(column: Extract<Column, { kind: 'choice' | 'state' | 'status' | 'multi-choice' }>, value: number): number {
  if (column.choices.some((choice) => choice.value === value)) return value;
  throw faults.choiceOutOfRange(
    `A validation error occurred. The value '${value}' of '${column.name}' is outside the valid range of its choices.`,
  );
}

function encodeChoice(column: Extract<Column, { kind: 'choice' | 'state' | 'status' }>, value: NonNullable<TypedValue>): number {
  if (value[0] !== 'choice') throw wrongType(column, value[0]);
  return checkChoice(column, value[1]);
}

function encodeChoices(column: Extract<Column, { kind: 'multi-choice' }>, value: NonNullable<TypedValue>): string | null {
  if (value[0] !== 'choices') throw wrongType(column, value[0]);
  const values = [...new Set(value[1].map((each) => checkChoice(column, each)))].sort((a, b) => a - b);
  return values.length === 0 ? null : `,${values.join(',')},`;
}

function encodeInstant(column: Extract<Column, { kind: 'datetime' | 'dateonly' }>, value: NonNullable<TypedValue>): string {
  if (value[0] !== 'datetime') throw wrongType(column, value[0]);
  const instant = parseInstant(value[1]);
  if (!instant || instant < EARLIEST) throw faults.invalidArgument(`The value of '${column.name}' is not a date that can be stored.`);
  return column.kind === 'dateonly' ? startOfDay(instant) : instant;
}

function encodeGuid(column: Column, value: NonNullable<TypedValue>): string {
  if (value[0] !== 'guid') throw wrongType(column, value[0]);
  const id = parseGuid(value[1]);
  if (!id) throw faults.invalidArgument(`The value of '${column.name}' is not a guid.`);
  return id;
}
