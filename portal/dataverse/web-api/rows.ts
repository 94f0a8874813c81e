import type { Column, Table } from '../metadata/model.ts';
import type { Cell, Row } from '../types.ts';
import type { Json } from './json.ts';

const FORMATTED = 'OData.Community.Display.V1.FormattedValue';
const LOOKUP_NAME = 'Microsoft.Dynamics.CRM.lookuplogicalname';

export type RowOptions = { readonly columns: readonly Column[]; readonly annotations: boolean };

/** A row as the Web API writes it: lookups as `_name_value`, null columns as null, annotations when asked. */
export function rowJson(table: Table, row: Row, { columns, annotations }: RowOptions): Readonly<Record<string, Json>> {
  const json: Record<string, Json> = row.version === undefined ? {} : { '@odata.etag': `W/"${row.version}"` };
  for (const column of columns) {
    const name = column.kind === 'lookup' ? `_${column.name}_value` : column.name;
    const cell = row.values[column.name];
    const label = row.labels[column.name];
    if (annotations && label !== undefined) json[`${name}@${FORMATTED}`] = label;
    if (annotations && column.kind === 'lookup' && typeof cell === 'string')
      json[`${name}@${LOOKUP_NAME}`] = cell.slice(0, cell.indexOf(':'));
    json[name] = cell === undefined ? null : cellJson(column, cell);
  }
  json[table.primaryKey] = row.id;
  return json;
}

function cellJson(column: Column, cell: Cell): Json {
  switch (column.kind) {
    case 'decimal':
    case 'money':
      return { kind: 'digits', digits: String(cell) };
    case 'lookup':
      return String(cell).slice(String(cell).indexOf(':') + 1);
    case 'dateonly':
      return String(cell).slice(0, 10);
    default:
      return cell;
  }
}

/** Rows of a FetchXML query: cells by their key, lookups as `_name_value` where they are columns of the main table. */
export function fetchedJson(table: Table, row: Row, annotations: boolean): Readonly<Record<string, Json>> {
  const own = table.columns.filter((column) => column.name in row.values);
  const json: Record<string, Json> = { ...rowJson(table, row, { columns: own, annotations }) };
  for (const [key, cell] of Object.entries(row.values)) {
    if (own.some((column) => column.name === key)) continue;
    const isReference = typeof cell === 'string' && /^[a-z0-9_]+:[0-9a-f-]{36}$/.test(cell);
    json[key] = isReference ? cell.slice(cell.indexOf(':') + 1) : cell;
    const label = row.labels[key];
    if (annotations && label !== undefined) json[`${key}@${FORMATTED}`] = label;
  }
  return json;
}
