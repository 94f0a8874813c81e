import type { ColumnType } from '../../../contracts/index.ts';
import type { ColumnType as FactsType, TableFacts } from '../../../engine/index.ts';
import { own } from '../json.ts';

/** The type of a column as controls know it; null for a column that the policy does not name. */
export function typeOf(facts: TableFacts, column: string): ColumnType | null {
  const type: FactsType | undefined = own(facts.columns, column);
  if (type === undefined) return null;
  return typeof type === 'string' ? type : 'lookup';
}

/** The tables that a lookup may point to; empty for other columns. */
export function targetsOf(facts: TableFacts, column: string): readonly string[] {
  const type = own(facts.columns, column);
  return type === undefined || typeof type === 'string' ? [] : type.lookup;
}

/** A lookup value's parts. @example referenceIn('account:1f…') // { table: 'account', id: '1f…' } */
export function referenceIn(value: unknown): { readonly table: string; readonly id: string } | null {
  const at = typeof value === 'string' ? value.indexOf(':') : -1;
  return typeof value === 'string' && at > 0 ? { table: value.slice(0, at), id: value.slice(at + 1) } : null;
}
