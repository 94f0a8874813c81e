import type { Choice, Column } from '../metadata/model.ts';
import type { Cell } from '../types.ts';

/** What a column's stored value is read as: the cell, and the label where the column has one. */
export type Decoded = { readonly cell: Cell; readonly label: string | null };

/** Reads a stored value; null is an absent column. `target` and `name` belong to lookups; `name` of money is its currency's symbol. */
export function decodeValue(column: Column, stored: unknown, target?: unknown, name?: unknown): Decoded | null {
  if (stored === null || stored === undefined) return null;
  switch (column.kind) {
    case 'boolean':
      return { cell: stored === 1, label: stored === 1 ? column.trueLabel : column.falseLabel };
    case 'money':
      return { cell: String(stored), label: `${typeof name === 'string' ? name : ''}${grouped(String(stored))}` };
    case 'choice':
    case 'state':
    case 'status':
      return { cell: Number(stored), label: labelOf(column.choices, Number(stored)) };
    case 'multi-choice': {
      const values = String(stored).slice(1, -1);
      const labels = values.split(',').map((value) => labelOf(column.choices, Number(value)) ?? value);
      return { cell: values, label: labels.join('; ') };
    }
    case 'integer':
    case 'bigint':
      return { cell: Number(stored), label: null };
    case 'lookup':
      return { cell: `${String(target)}:${String(stored)}`, label: typeof name === 'string' ? name : null };
    default:
      return { cell: String(stored), label: null };
  }
}

const labelOf = (choices: readonly Choice[], value: number): string | null =>
  choices.find((choice) => choice.value === value)?.label ?? null;

/** Digits with the thousands separated, as the English format shows them. */
const grouped = (digits: string): string => digits.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
