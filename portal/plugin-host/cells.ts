import { hostFaults } from './faults.ts';
import type { AliasedCell, MessageCell, PlainCell, ServiceRow } from './gateway.ts';

type Compact = string | number | boolean;

/** A row as the script reads it; the twin of `EntityCells.WriteRow`, down to the order of members. */
export function compactRow({ id, table, version, values, formatted }: ServiceRow): object {
  const compact: { [column: string]: Compact } = {};
  const labels: { [column: string]: string } = {};
  for (const [column, cell] of Object.entries(values)) {
    const plain = unaliased(cell);
    compact[column] = compactCell(plain);
    const label = labelOf(plain, formatted[column]);
    if (label !== null) labels[column] = label;
  }
  return { id, table, values: compact, labels, ...(version ? { version } : {}) };
}

/** A value that the script writes, checked and in its one canonical form. `null` empties the column. */
export function writtenCell(column: string, cell: unknown): PlainCell | null {
  if (cell === null) return null;
  const [kind, first, second] = Array.isArray(cell) && cell.length >= 2 ? cell : [];
  const wrong = () => hostFaults.argument(`the value of column \`${column}\` is no ${String(kind)}`);
  const checked = <T>(value: T, valid: boolean): T => {
    if (!valid) throw wrong();
    return value;
  };
  switch (kind) {
    case 'text':
      return [kind, checked(first, typeof first === 'string')];
    case 'boolean':
      return [kind, checked(first, typeof first === 'boolean')];
    case 'integer':
    case 'choice':
      return [kind, checked(first, isInt32(first))];
    case 'choices':
      return [kind, checked(first, Array.isArray(first) && first.every(isInt32))];
    case 'decimal':
    case 'money':
      return [kind, checked(first, isDigits(first))];
    case 'float':
      return [kind, floatDigits(checked(first, isDigits(first)))];
    case 'datetime':
      return [kind, checked(first, isInstant(first))];
    case 'guid':
      return [kind, checked(first, isGuid(first)).toLowerCase()];
    case 'lookup':
      return [kind, checked(first, typeof first === 'string'), checked(second, isGuid(second)).toLowerCase()];
    default:
      throw hostFaults.argument(`the value of column \`${column}\` has an unknown shape`);
  }
}

/** A guid in its form with hyphens, without braces. */
export const isGuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

function unaliased(cell: PlainCell | AliasedCell): PlainCell {
  return cell[0] === 'aliased' ? cell[3] : cell;
}

function compactCell(cell: PlainCell): Compact {
  switch (cell[0]) {
    case 'choices':
      return cell[1].join(',');
    case 'lookup':
      return `${cell[1]}:${cell[2]}`;
    case 'float':
      return floatDigits(cell[1]);
    default:
      return cell[1];
  }
}

// Texts of numbers and dates are left out: they follow the format of the user that reads, who is SYSTEM.
function labelOf(cell: PlainCell, formatted: string | undefined): string | null {
  const labelled: readonly MessageCell[0][] = ['choice', 'choices', 'boolean', 'money', 'lookup'];
  if (!labelled.includes(cell[0])) return null;
  if (formatted !== undefined) return formatted;
  return cell[0] === 'lookup' ? (cell[3] ?? null) : null;
}

const isInt32 = (value: unknown): value is number => typeof value === 'number' && (value | 0) === value;

const isDigits = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(value) &&
  !/^-[0.]+$/.test(value) &&
  value.replace(/[^0-9]/g, '').length <= 28;

const isInstant = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value) &&
  !value.startsWith('0000') &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString() === value.replace('Z', '.000Z');

/** 15 significant digits without exponent, as .NET's conversion of a double to a decimal gives them. */
function floatDigits(text: string): string {
  const value = Number(Number(text).toPrecision(15));
  if (value === 0 || Math.abs(value) >= 1e-6) return String(value);
  const [digits = '', exponent] = value.toExponential().split('e-');
  return `${value < 0 ? '-' : ''}0.${'0'.repeat(Number(exponent) - 1)}${digits.replace(/[-.]/g, '')}`;
}
