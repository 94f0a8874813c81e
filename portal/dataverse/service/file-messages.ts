import { faults } from '../faults.ts';
import type { Column, Table } from '../metadata/model.ts';
import type { SqlRow } from '../storage/database.ts';
import { newGuid } from '../storage/guid.ts';
import { doesNotExist, findColumn, findTable, guidOf, rowExists, type ServiceContext } from './context.ts';
import { readFileContent, storeFile } from './files.ts';
import { requirePrivilege, type Verb } from './privileges.ts';

type Inputs = Readonly<Record<string, unknown>>;
type Place = { readonly table: Table; readonly id: string; readonly column: Extract<Column, { kind: 'file' }> };

/** The largest block that the platform takes: 4 MB. */
const BLOCK_LIMIT = 4 * 1024 * 1024;

function textInput(inputs: Inputs, name: string): string {
  const value = inputs[name];
  if (typeof value !== 'string') throw faults.invalidArgument(`The parameter '${name}' is missing or not a text.`);
  return value;
}

function targetOf(context: ServiceContext, inputs: Inputs, verb: Verb): Place {
  const target = inputs.Target;
  if (typeof target !== 'object' || target === null) throw faults.invalidArgument(`The parameter 'Target' is missing.`);
  const { table: name, id: key } = target as { readonly table?: unknown; readonly id?: unknown };
  const [table, id] = [findTable(context, String(name)), guidOf(String(key))];
  requirePrivilege(context, verb, table);
  const column = findColumn(table, textInput(inputs, 'FileAttributeName'));
  if (column.kind !== 'file') throw faults.invalidArgument(`The column '${column.name}' is not a file column.`);
  if (!rowExists(context, table, id)) throw doesNotExist(table, id);
  return { table, id, column };
}

function openSession(context: ServiceContext, direction: 'up' | 'down', place: Place, name: string): string {
  const token = newGuid();
  context.connection.run('INSERT INTO file_session VALUES (?, ?, ?, ?, ?, ?)', [
    token,
    direction,
    place.table.name,
    place.id,
    place.column.name,
    name,
  ]);
  return token;
}

function sessionOf(
  context: ServiceContext,
  inputs: Inputs,
  direction: 'up' | 'down',
): Place & { readonly token: string; readonly name: string } {
  const token = textInput(inputs, 'FileContinuationToken');
  const row: SqlRow | undefined = context.connection.get('SELECT * FROM file_session WHERE token = ? AND direction = ?', [
    token,
    direction,
  ]);
  if (!row) throw faults.invalidArgument('The FileContinuationToken is not known.');
  const table = findTable(context, String(row.table_name));
  const column = findColumn(table, String(row.column_name));
  if (column.kind !== 'file') throw faults.invalidArgument(`The column '${column.name}' is not a file column.`);
  return { token, table, id: String(row.row_id), column, name: String(row.name) };
}

function initializeUpload(context: ServiceContext, inputs: Inputs): Inputs {
  const place = targetOf(context, inputs, 'Write');
  return { FileContinuationToken: openSession(context, 'up', place, textInput(inputs, 'FileName')) };
}

function uploadBlock(context: ServiceContext, inputs: Inputs): Inputs {
  const { token } = sessionOf(context, inputs, 'up');
  const bytes = Buffer.from(textInput(inputs, 'BlockData'), 'base64');
  if (bytes.length > BLOCK_LIMIT) throw faults.invalidArgument('A block of a file is larger than 4 MB.');
  context.connection.run('INSERT INTO file_block VALUES (?, ?, ?) ON CONFLICT (token, block) DO UPDATE SET bytes = excluded.bytes', [
    token,
    textInput(inputs, 'BlockId'),
    bytes,
  ]);
  return {};
}

function commitUpload(context: ServiceContext, inputs: Inputs): Inputs {
  const { token, table, id, column, name } = sessionOf(context, inputs, 'up');
  requirePrivilege(context, 'Write', table);
  const list = inputs.BlockList;
  if (!Array.isArray(list)) throw faults.invalidArgument(`The parameter 'BlockList' is missing.`);
  const blocks = list.map((block) => {
    const row = context.connection.get('SELECT bytes FROM file_block WHERE token = ? AND block = ?', [token, String(block)]);
    if (!row) throw faults.invalidArgument(`The block '${String(block).slice(0, 60)}' was not uploaded.`);
    return row.bytes as Buffer;
  });
  const bytes = Buffer.concat(blocks);
  const fileId = storeFile(context, table, id, column, {
    name,
    mimeType: typeof inputs.MimeType === 'string' ? inputs.MimeType : 'application/octet-stream',
    bytes,
  });
  closeSession(context, token);
  return { FileId: fileId, FileSizeInBytes: bytes.length };
}

function closeSession({ connection }: ServiceContext, token: string): void {
  connection.run('DELETE FROM file_block WHERE token = ?', [token]);
  connection.run('DELETE FROM file_session WHERE token = ?', [token]);
}

function initializeDownload(context: ServiceContext, inputs: Inputs): Inputs {
  const place = targetOf(context, inputs, 'Read');
  const file = readFileContent(context, place.table, place.id, place.column);
  if (!file) throw faults.notFound(`No file attachment found for attribute: ${place.column.name} EntityId: ${place.id}.`);
  const token = openSession(context, 'down', place, file.name);
  return { FileContinuationToken: token, FileSizeInBytes: file.bytes.length, FileName: file.name, IsChunkingSupported: true };
}

function downloadBlock(context: ServiceContext, inputs: Inputs): Inputs {
  const { table, id, column } = sessionOf(context, inputs, 'down');
  const file = readFileContent(context, table, id, column);
  if (!file) throw faults.notFound(`No file attachment found for attribute: ${column.name} EntityId: ${id}.`);
  const [offset, length] = [Number(inputs.Offset ?? 0), Number(inputs.BlockLength ?? BLOCK_LIMIT)];
  if (!(offset >= 0 && length > 0)) throw faults.invalidArgument('Offset and BlockLength must be positive numbers.');
  return { Data: Buffer.from(file.bytes.subarray(offset, offset + Math.min(length, BLOCK_LIMIT))).toString('base64') };
}

/** The five messages that move a file in blocks; blocks travel as base64. */
export const fileMessages = {
  InitializeFileBlocksUpload: initializeUpload,
  UploadBlock: uploadBlock,
  CommitFileBlocksUpload: commitUpload,
  InitializeFileBlocksDownload: initializeDownload,
  DownloadBlock: downloadBlock,
} as const;
