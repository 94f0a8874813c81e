import { hostFaults } from './faults.ts';
import type { MessageCell, ServiceResult } from './gateway.ts';

const blockBytes = 4 * 1024 * 1024;

/** A row whose file column is meant. */
export interface FileColumn {
  readonly table: string;
  readonly id: string;
  readonly column: string;
}

/** Sends one message to the organization service. */
export type Execute = (name: string, parameters: { readonly [name: string]: MessageCell }) => ServiceResult;

/** The text of a file column, through the same messages as the plug-in (`FileColumns.cs`). */
export function readFileText(execute: Execute, { table, id, column }: FileColumn, limit: number): string {
  const target: MessageCell = ['lookup', table, id];
  const opened = results(execute('InitializeFileBlocksDownload', { Target: target, FileAttributeName: ['text', column] }));
  const size = Number(content(opened, 'FileSizeInBytes', 'bigint'));
  if (size > limit) throw hostFaults.fileTooLarge(limit);
  const block = content(opened, 'IsChunkingSupported', 'boolean') ? blockBytes : size;
  const token: MessageCell = ['text', String(content(opened, 'FileContinuationToken', 'text'))];
  const parts: Buffer[] = [];
  for (let offset = 0; offset < size; ) {
    const length = Math.min(block, size - offset);
    const asked = { FileContinuationToken: token, Offset: ['bigint', String(offset)], BlockLength: ['bigint', String(length)] } as const;
    const data = Buffer.from(String(content(results(execute('DownloadBlock', asked)), 'Data', 'bytes')), 'base64');
    if (data.length === 0) throw new Error('a file block came back empty');
    parts.push(data);
    offset += data.length;
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts));
}

/** Stores a text in a file column. */
export function writeFileText(execute: Execute, { table, id, column }: FileColumn, text: string, limit: number): void {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > limit) throw hostFaults.fileTooLarge(limit);
  const name: MessageCell = ['text', `${column}.txt`];
  const started = execute('InitializeFileBlocksUpload', {
    Target: ['lookup', table, id],
    FileAttributeName: ['text', column],
    FileName: name,
  });
  const token: MessageCell = ['text', String(content(results(started), 'FileContinuationToken', 'text'))];
  const blocks: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += blockBytes) {
    const block = Buffer.from(String(blocks.length).padStart(8, '0')).toString('base64');
    const data = bytes.subarray(offset, offset + blockBytes).toString('base64');
    execute('UploadBlock', { BlockId: ['text', block], BlockData: ['bytes', data], FileContinuationToken: token });
    blocks.push(block);
  }
  const mimeType: MessageCell = ['text', 'text/plain'];
  execute('CommitFileBlocksUpload', { BlockList: ['texts', blocks], FileName: name, MimeType: mimeType, FileContinuationToken: token });
}

function results(result: ServiceResult): { readonly [name: string]: MessageCell } {
  if (!('results' in result)) throw new Error('the gateway answered a message without `results`');
  return result.results;
}

function content(cells: { readonly [name: string]: MessageCell }, name: string, kind: MessageCell[0]): unknown {
  const cell = cells[name];
  if (cell?.[0] !== kind) throw new Error(`the gateway's answer needs \`${name}\` as ${kind}`);
  return cell[1];
}
