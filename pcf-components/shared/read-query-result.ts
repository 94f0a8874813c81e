import type { ColumnType, QueryResult, RecordRow } from '../../contracts/index.ts';
import { asCount, asFlag, asJson, asList, asMap, asNullable, asText } from './json.ts';

const columnTypes: { readonly [Type in ColumnType]: true } = {
  text: true,
  number: true,
  choice: true,
  boolean: true,
  datetime: true,
  lookup: true,
};

/** A type that this version does not know is shown as text. */
export const readColumnType = (value: unknown): ColumnType => {
  const type = asText(value);
  return Object.hasOwn(columnTypes, type) ? (type as ColumnType) : 'text';
};

const readCell = (value: unknown): string | number | boolean | null => {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  return asText(value);
};

/** One row; throws `UnreadableAnswer`. */
export const readRow = (value: unknown): RecordRow => {
  const row = asJson(value);
  return {
    id: asText(row.id),
    values: asMap(row.values, readCell),
    labels: asMap(row.labels, asText),
    masked: asList(row.masked, asText),
  };
};

/** The result of `QueryRecords`; throws `UnreadableAnswer`. */
export const readQueryResult = (value: unknown): QueryResult => {
  const result = asJson(value);
  return {
    table: asText(result.table),
    columns: asList(result.columns, (item) => {
      const column = asJson(item);
      return { name: asText(column.name), type: readColumnType(column.type) };
    }),
    rows: asList(result.rows, readRow),
    more: asFlag(result.more),
    continuation: asNullable(result.continuation, asText),
    count: asNullable(result.count, (item) => {
      const count = asJson(item);
      return { value: asCount(count.value), atLeast: asFlag(count.atLeast) };
    }),
  };
};
