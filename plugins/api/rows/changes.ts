import type { SaveRequest, TypedValue } from '../../../contracts/index.ts';
import { type Cell, type ColumnAccesses, maskOf, type Row, type TableFacts } from '../../../engine/index.ts';
import { own } from '../json.ts';
import { type Refused, refused } from '../outcome.ts';
import { notUnderstood } from '../request.ts';
import type { VisitorSession } from '../session.ts';
import { typeOf } from './column-types.ts';
import { storeValue } from './store-value.ts';

/** What a person wants to write, for the engine and for the store. */
export interface Changes {
  readonly kind: 'changes';
  readonly set: { readonly [column: string]: Cell };
  readonly typed: { readonly [column: string]: TypedValue };
}

/** The stored row and its levels, where there is one. */
interface Before {
  readonly row: Row;
  readonly access: ColumnAccesses;
}

/**
 * Reads the values of a request by the policy's column types and the store's kinds. All columns of one kind of mistake are named at once.
 * A mask that was sent back never fits a number or a date: it is told as what it is.
 */
export function changesIn(
  { active, policy }: VisitorSession,
  table: string,
  facts: TableFacts,
  values: SaveRequest['values'],
  before: Before | null,
): Changes | Refused {
  const columns = values.map(({ column }) => column);
  if (columns.some((column, index) => columns.indexOf(column) !== index)) return notUnderstood('a column is named twice');
  const store = own(active.store, table) ?? {};
  const unknown = columns.filter((column) => typeOf(facts, column) === null || (own(store, column)?.kind ?? 'fixed') === 'fixed');
  if (unknown.length > 0) return refused('column-not-available', { columns: unknown });

  const set: { [column: string]: Cell } = {};
  const typed: { [column: string]: TypedValue } = {};
  const masked: string[] = [];
  const unfit: string[] = [];
  const empty: string[] = [];
  values.forEach(({ column, value: literal }) => {
    const kind = own(store, column);
    if (kind === undefined) return;
    const value = storeValue(kind, facts, column, literal);
    if (value === null) (isMask(column, literal) ? masked : unfit).push(column);
    else if (value.cell === null && kind.required === true) empty.push(column);
    else {
      set[column] = value.cell;
      typed[column] = value.typed;
    }
  });
  if (masked.length > 0) return refused('masked-value-returned', { columns: masked });
  if (unfit.length > 0) return refused('value-invalid', { columns: unfit });
  if (empty.length > 0) return refused('input-missing', { columns: empty });
  return { kind: 'changes', set, typed };

  function isMask(column: string, literal: unknown): boolean {
    if (before === null || own(before.access, column)?.level === 'read') return false;
    const stored = own(before.row, column) ?? null;
    return Object.keys(policy.masks ?? {}).some((mask) => literal === maskOf(policy, mask, stored));
  }
}
