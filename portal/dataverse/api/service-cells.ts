import type { AliasedCell, MessageCell, PlainCell, ServiceRow } from '../../plugin-host/index.ts';
import type { CellOrigin } from '../query/run.ts';
import type { Cell, Row } from '../types.ts';

/** A row in the shapes of the SDK: every cell with its type, those of links and aggregates with their table and column. */
export function serviceRow(row: Row, origins: ReadonlyMap<string, CellOrigin>): ServiceRow {
  const values: Record<string, PlainCell | AliasedCell> = {};
  for (const [key, cell] of Object.entries(row.values)) {
    const origin = origins.get(key);
    if (!origin) throw new Error(`the query returned the unasked column \`${key}\``);
    const plain = plainCell(origin, cell, row.labels[key] ?? null);
    values[key] = origin.aliased ? ['aliased', origin.table, origin.column.name, plain] : plain;
  }
  const version = origins.has('versionnumber') && !origins.get('versionnumber')?.aliased ? (row.version ?? null) : null;
  return { id: row.id, table: row.table, version, values, formatted: row.labels };
}

function plainCell({ column, numeric }: CellOrigin, cell: Cell, label: string | null): PlainCell {
  if (numeric === 'count') return ['integer', Number(cell)];
  if (numeric === 'exact') return [column.kind === 'money' ? 'money' : 'decimal', String(cell)];
  switch (column.kind) {
    case 'text':
    case 'memo':
      return ['text', String(cell)];
    case 'integer':
      return ['integer', Number(cell)];
    case 'bigint':
      return ['bigint', String(cell)];
    case 'decimal':
    case 'money':
      return [column.kind, String(cell)];
    case 'boolean':
      return ['boolean', cell === true];
    case 'choice':
    case 'state':
    case 'status':
      return ['choice', Number(cell)];
    case 'multi-choice':
      return ['choices', String(cell).split(',').map(Number)];
    case 'datetime':
    case 'dateonly':
      return ['datetime', String(cell)];
    case 'key':
    case 'guid':
    case 'file':
      return ['guid', String(cell)];
    case 'lookup': {
      const [table = '', id = ''] = String(cell).split(':');
      return ['lookup', table, id, label];
    }
  }
}

/** The results of the file block messages; everything else that a message could return would be an error of ours. */
const RESULTS: Readonly<Record<string, 'text' | 'bigint' | 'boolean' | 'bytes' | 'guid'>> = {
  FileContinuationToken: 'text',
  FileName: 'text',
  FileSizeInBytes: 'bigint',
  IsChunkingSupported: 'boolean',
  Data: 'bytes',
  FileId: 'guid',
};

export function resultCells(results: Readonly<Record<string, unknown>>): Readonly<Record<string, MessageCell>> {
  return Object.fromEntries(
    Object.entries(results).map(([name, value]): [string, MessageCell] => {
      const kind = RESULTS[name];
      if (kind === undefined) throw new Error(`the result \`${name}\` has no declared type`);
      return [name, kind === 'boolean' ? ['boolean', value === true] : [kind, String(value)]];
    }),
  );
}
