import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MessageCell, OrganizationGateway, ServiceAnswer } from './index.ts';
import { act, context, hostNames, limits, textOf, useHosts } from './test/hosts.ts';

const id = '0b000000-0000-4000-8000-000000000001';
const target: MessageCell = ['lookup', 'sample_version', id];
const block = 4 * 1024 * 1024;

type Message = readonly [caller: string, name: string, parameters: { readonly [name: string]: MessageCell }];

/** The part of a file store that the block messages reach; `chunks` is what the platform calls `IsChunkingSupported`. */
function fileStore(content: Buffer, chunks: boolean): OrganizationGateway & { readonly seen: Message[]; readonly stored: () => Buffer } {
  const seen: Message[] = [];
  const blocks = new Map<unknown, Buffer>();
  let stored = Buffer.alloc(0);
  const answer = (name: string, parameters: { readonly [name: string]: MessageCell }): { readonly [name: string]: MessageCell } => {
    const [offset, length] = [Number(parameters.Offset?.[1]), Number(parameters.BlockLength?.[1])];
    switch (name) {
      case 'InitializeFileBlocksDownload':
        return {
          FileContinuationToken: ['text', 'token'],
          FileSizeInBytes: ['bigint', String(content.length)],
          IsChunkingSupported: ['boolean', chunks],
        };
      case 'DownloadBlock':
        return { Data: ['bytes', content.subarray(offset, offset + length).toString('base64')] };
      case 'InitializeFileBlocksUpload':
        return { FileContinuationToken: ['text', 'token'] };
      case 'UploadBlock':
        blocks.set(parameters.BlockId?.[1], Buffer.from(String(parameters.BlockData?.[1]), 'base64'));
        return {};
      case 'CommitFileBlocksUpload':
        stored = Buffer.concat(([parameters.BlockList?.[1] ?? []].flat() as string[]).map((name) => blocks.get(name) ?? assert.fail(name)));
        return { FileId: ['guid', id], FileSizeInBytes: ['bigint', String(stored.length)] };
      default:
        return assert.fail(name);
    }
  };
  const handle: OrganizationGateway['handle'] = (caller, request): ServiceAnswer => {
    if (request.kind === 'create') return { result: { id } };
    if (request.kind !== 'execute') return assert.fail(request.kind);
    seen.push([caller, request.name, request.parameters]);
    return { result: { results: answer(request.name, request.parameters) } };
  };
  return { handle, seen, stored: () => stored };
}

for (const name of hostNames) {
  describe(`file columns in the ${name} host`, () => {
    const hosts = useHosts({ ...limits, requestCharacters: 20_000_000, answerCharacters: 20_000_000 });
    const read = { act: 'host', operation: 'readFile', argument: { table: 'sample_version', id, column: 'sample_pack' } };
    const text = `é漢😀${'x'.repeat(block)}`;

    for (const chunks of [true, false]) {
      test(`reads a text as SYSTEM ${chunks ? 'in blocks of 4 MB' : 'at once'}`, async () => {
        const bytes = Buffer.from(text, 'utf8');
        const store = fileStore(bytes, chunks);
        const answer = JSON.parse(textOf(await act(hosts[name], read, store)));
        assert.deepEqual(Object.keys(answer), ['text']);
        assert.ok(answer.text === text);
        const next = (offset: number, length: number): Message => [
          'system',
          'DownloadBlock',
          { FileContinuationToken: ['text', 'token'], Offset: ['bigint', String(offset)], BlockLength: ['bigint', String(length)] },
        ];
        assert.deepEqual(store.seen, [
          ['system', 'InitializeFileBlocksDownload', { Target: target, FileAttributeName: ['text', 'sample_pack'] }],
          ...(chunks ? [next(0, block), next(block, bytes.length - block)] : [next(0, bytes.length)]),
        ]);
      });
    }

    test('a file that is too large is not read', async () => {
      const outcome = await act(hosts[name], read, fileStore(Buffer.alloc(limits.fileBytes + 1), true));
      assert.ok(outcome.kind === 'fault');
      assert.equal(outcome.fault.message, 'portico file-too-large: a file has more than 5000000 bytes');
    });

    test('a text is stored after its row, in blocks, as the same caller', async () => {
      const store = fileStore(Buffer.alloc(0), true);
      const values = { sample_name: ['text', 'v1'], sample_pack: ['file', text] };
      const create = { act: 'host', operation: 'create', argument: { as: 'user', table: 'sample_version', values } };
      assert.equal(textOf(await act(hosts[name], create, store)), `{"id":"${id}"}`);
      assert.ok(store.stored().equals(Buffer.from(text, 'utf8')));
      const [first, , , last] = store.seen;
      const [named, kept] = [{ FileAttributeName: ['text', 'sample_pack'] }, { FileName: ['text', 'sample_pack.txt'] }];
      assert.deepEqual(first, [context.userId, 'InitializeFileBlocksUpload', { Target: target, ...named, ...kept }]);
      assert.deepEqual(last?.[1], 'CommitFileBlocksUpload');
      assert.deepEqual(last?.[2].BlockList, ['texts', ['MDAwMDAwMDA=', 'MDAwMDAwMDE=']]);
    });
  });
}
