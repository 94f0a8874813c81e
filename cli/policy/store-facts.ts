import type { StoreColumn, StoreFacts } from '../../contracts/index.ts';
import type { Column, Metadata } from '../../portal/dataverse/index.ts';

/** What the store takes for the columns that a policy names, from its metadata. Columns that nobody may write are left out. */
export function storeFacts(metadata: Metadata, tables: { readonly [table: string]: object }): StoreFacts {
  const columnsOf = (table: string): StoreFacts[string] =>
    Object.fromEntries(
      Object.keys((tables[table] as { readonly columns?: object } | undefined)?.columns ?? {}).flatMap((name) => {
        const column = metadata.column(table, name);
        if (!column) return [];
        const keys = (metadata.table(table)?.keys ?? []).map((key) => key.columns).filter((key) => key.includes(name));
        const facts = column.canCreate && column.canUpdate ? storeColumn(column) : fixedColumn(column);
        return facts
          ? [[name, { ...facts, ...(column.required ? { required: true as const } : {}), ...(keys.length > 0 ? { keys } : {}) }]]
          : [];
      }),
    );
  return Object.fromEntries(Object.keys(tables).map((table) => [table, columnsOf(table)]));
}

const fixedColumn = ({ kind }: Column): StoreColumn | null => (kind === 'integer' || kind === 'bigint' ? { kind: 'fixed' } : null);

function storeColumn(column: Column): StoreColumn | null {
  switch (column.kind) {
    case 'text':
    case 'memo':
      return { kind: 'text', max: column.maxLength };
    case 'integer':
      return { kind: 'integer', min: column.min, max: column.max };
    case 'decimal':
    case 'money':
      return { kind: column.kind, min: column.min, max: column.max, digits: column.precision };
    case 'choice':
    case 'state':
    case 'status':
      return {
        kind: 'choice',
        options: column.choices.map(({ value }) => value),
        labels: Object.fromEntries(column.choices.map(({ value, label }) => [String(value), label])),
      };
    case 'boolean':
    case 'datetime':
    case 'lookup':
      return { kind: column.kind };
    case 'dateonly':
      return { kind: 'date' };
    case 'bigint':
      return { kind: 'fixed' };
    default:
      return null;
  }
}
