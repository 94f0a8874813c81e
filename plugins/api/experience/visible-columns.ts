import type { ColumnType, Texts } from '../../../contracts/index.ts';
import { own } from '../json.ts';
import { typeOf } from '../rows/column-types.ts';
import type { Page } from './page.ts';

export interface VisibleColumns {
  /** Those that the person sees on some row, in clear or masked. */
  readonly columns: readonly { readonly name: string; readonly title: string; readonly type: ColumnType; readonly sortable: boolean }[];
  /** Whether a column is clear wherever its row may be read. */
  readonly isClear: (column: string) => boolean;
  /** Whether a column is clear on some row. */
  readonly isEverClear: (column: string) => boolean;
}

/** The columns of a definition as a person sees them; none of a table that the policy does not know. */
export function visibleColumns(
  { session, say }: Page,
  table: string,
  defined: readonly { readonly name: string; readonly titles: Texts }[],
): VisibleColumns {
  const { engine, active, principal, policy, rows, now } = session;
  const facts = own(policy.tables, table);
  const options = { source: rows };
  const clear = facts === undefined ? {} : engine.clearColumns(principal, table, now, options);
  const shown = facts === undefined ? {} : active.variants.unmasked().clearColumns(principal, table, now, options);
  const isClear = (column: string): boolean => own(clear, column)?.kind === 'always';
  return {
    columns: defined
      .filter(({ name }) => facts !== undefined && (own(shown, name)?.kind ?? 'never') !== 'never')
      .map(({ name, titles }) => {
        const type = (facts === undefined ? null : typeOf(facts, name)) ?? 'text';
        return { name, title: say(titles), type, sortable: isClear(name) && type !== 'lookup' };
      }),
    isClear,
    isEverClear: (column) => (own(clear, column)?.kind ?? 'never') !== 'never',
  };
}
