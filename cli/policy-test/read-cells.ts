import type { Cell, ColumnType, Policy } from '../../engine/index.ts';
import { compareNumbers, millisecondsOf } from '../../engine/index.ts';
import { meant, type Path, type Plain, type Reading } from './reading.ts';

/** The values of a record as a test file writes them: columns exist, values have the type of their column. */
export function readCells(
  reading: Reading,
  { tables }: Policy,
  table: string,
  columns: Plain,
  path: Path,
): { readonly [column: string]: Cell } {
  const types = tables[table]?.columns ?? {};
  const cells = Object.entries(columns).flatMap(([column, value]) => {
    const at = [...path, column];
    const type = types[column];
    if (type === undefined) {
      reading.wrong(at, `the table \`${table}\` has no column \`${column}\` in this policy`, meant(column, Object.keys(types)));
      return [];
    }
    const problem = problemOf(type, value);
    if (problem !== null) {
      reading.wrong(at, `\`${column}\` ${problem}`);
      return [];
    }
    return [[column, value as Cell] as const];
  });
  return Object.fromEntries(cells);
}

function problemOf(type: ColumnType, value: unknown): string | null {
  if (value === null) return null;
  if (typeof type === 'object') {
    const target = typeof value === 'string' ? value.split(':') : [];
    const leads = target.length === 2 && type.lookup.includes(target[0] ?? '') && target[1] !== '';
    return leads ? null : `is a lookup: write ${type.lookup.map((each) => `\`${each}:name\``).join(' or ')}`;
  }
  switch (type) {
    case 'text':
      return typeof value === 'string' ? null : 'is a text: put it in quotes';
    case 'number':
      return (typeof value === 'number' || typeof value === 'string') && compareNumbers(value, 0) !== null ? null : 'is a number';
    case 'choice':
      return Number.isInteger(value) ? null : 'is a choice: write its number';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'is true or false';
    case 'datetime': {
      const day = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
      return typeof value === 'string' && (day || millisecondsOf(value) !== null) ? null : 'is a time, e.g. `2026-06-15T12:00:00Z`';
    }
  }
}
