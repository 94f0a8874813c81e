import type { ColumnType, QueryResult, RecordRow } from '../../contracts/index.ts';
import { asCount, asFlag, asJson, asList, asMap, asNullable, asText, own } from './json.ts';

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

const readRow = (value: unknown): RecordRow => {
  const row = asJson(value);
  return {
    id: asText(own(row, 'id')),
    values: asMap(own(row, 'values'), readCell),
    labels: asMap(own(row, 'labels'), asText),
    masked: asList(own(row, 'masked'), asText),
  };
};

/** The result of `QueryRecords`; throws `UnreadableAnswer`. */
export const readQueryResult = (value: unknown): QueryResult => {
  const result = asJson(value);
  return {
    table: asText(own(result, 'table')),
    columns: asList(own(result, 'columns'), (item) => {
      const column = asJson(item);
      return { name: asText(own(column, 'name')), type: readColumnType(own(column, 'type')) };
    }),
    rows: asList(own(result, 'rows'), readRow),
    more: asFlag(own(result, 'more')),
    continuation: asNullable(own(result, 'continuation'), asText),
    count: asNullable(own(result, 'count'), (item) => {
      const count = asJson(item);
      return { value: asCount(own(count, 'value')), atLeast: asFlag(own(count, 'atLeast')) };
    }),
  };
};
