import { faults } from '../faults.ts';
import type { Column } from '../metadata/model.ts';
import type { Cell, TypedValue } from '../types.ts';

const wrong = (column: Column) => faults.invalidArgument(`The value of '${column.name}' does not fit its type ${column.kind}.`);

/**
 * Turns a plain cell, as rows are read and as loaders write them, into a typed value of its column. A lookup is `table:guid`.
 * @example typedCell(column, 'account:0f…') // ['lookup', 'account', '0f…']
 */
export function typedCell(column: Column, cell: Cell | null): TypedValue {
  if (cell === null) return null;
  switch (column.kind) {
    case 'text':
    case 'memo':
      return ['text', textOf(column, cell)];
    case 'integer':
    case 'bigint':
      return ['integer', numberOf(column, cell)];
    case 'decimal':
    case 'money':
      if (typeof cell !== 'string' && !Number.isSafeInteger(cell)) throw wrong(column);
      return [column.kind, String(cell)];
    case 'boolean':
      if (typeof cell !== 'boolean') throw wrong(column);
      return ['boolean', cell];
    case 'choice':
    case 'state':
    case 'status':
      return ['choice', numberOf(column, cell)];
    case 'multi-choice':
      return ['choices', textOf(column, cell).split(',').map(Number)];
    case 'datetime':
    case 'dateonly':
      return ['datetime', textOf(column, cell)];
    case 'key':
    case 'guid':
      return ['guid', textOf(column, cell)];
    case 'file':
      return ['file', textOf(column, cell)];
    case 'lookup': {
      const [table = '', id = ''] = textOf(column, cell).split(':');
      return ['lookup', table, id];
    }
  }
}

function textOf(column: Column, cell: Cell): string {
  if (typeof cell !== 'string') throw wrong(column);
  return cell;
}

function numberOf(column: Column, cell: Cell): number {
  if (typeof cell !== 'number') throw wrong(column);
  return cell;
}
