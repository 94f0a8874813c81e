import type { Cell, Column, Metadata, Row } from '../../dataverse/index.ts';
import { LiquidDecimal } from '../../liquid/index.ts';

/** A row as Liquid sees it: its columns in the platform's shapes, `id` and `logical_name`. */
export function liquidRow(metadata: Metadata, row: Row): Readonly<Record<string, unknown>> {
  const columns = Object.entries(row.values).map(([name, cell]): [string, unknown] => [
    name,
    liquidCell(metadata.column(row.table, name), cell, row.labels[name] ?? null),
  ]);
  return { ...Object.fromEntries(columns), id: row.id, logical_name: row.table };
}

/** A cell in the shape of its column; a column of a linked table (`alias.column`) is told by its label. */
function liquidCell(column: Column | null, cell: Cell, label: string | null): unknown {
  switch (column?.kind) {
    case 'choice':
    case 'state':
    case 'status':
      return { value: cell, label: label ?? column.choices.find(({ value }) => value === cell)?.label ?? null };
    case 'multi-choice':
      return String(cell)
        .split(',')
        .map(Number)
        .map((value) => ({ value, label: column.choices.find((each) => each.value === value)?.label ?? null }));
    case 'decimal':
    case 'money':
      return decimal(String(cell));
    case 'datetime':
    case 'dateonly':
      return new Date(String(cell));
    case 'lookup':
      return reference(String(cell), label);
    case 'file':
      return { name: label };
    case undefined:
      return label === null ? cell : typeof cell === 'number' ? { value: cell, label } : reference(String(cell), label);
    default:
      return cell;
  }
}

function reference(cell: string, name: string | null): object {
  const [table = '', id = ''] = cell.split(':');
  return { id, logical_name: table, name, is_entity_reference: true };
}

/** .NET's decimal out of plain digits. */
function decimal(digits: string): LiquidDecimal {
  const [whole = '0', fraction = ''] = digits.split('.');
  return new LiquidDecimal(BigInt(`${whole}${fraction}`), fraction.length);
}
