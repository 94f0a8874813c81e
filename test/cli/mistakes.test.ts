import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { portico } from './run-program.ts';

const asked = { contact: 'jane', table: 'salesorder', record: 'order-x-sam', privilege: 'read' } as const;
const explain = (change: Partial<Record<keyof typeof asked, string>>): readonly string[] => [
  'explain',
  'samples/scm',
  ...Object.entries({ ...asked, ...change }).flatMap(([name, value]) => [`--${name}`, value]),
];
const commands =
  '`start`, `pack`, `generate`, `matrix`, `explain`, `lint`, `test`, `diff`, `who-can`, `compare`, `bench`, `preflight` and `requirements`';

const samples = '`samples/scm` and `samples/support`';

const mistakes: readonly { readonly title: string; readonly args: readonly string[]; readonly sentence: RegExp | string }[] = [
  { title: 'no command', args: [], sentence: `name a command; there are ${commands}` },
  { title: 'an unknown command', args: ['matrx'], sentence: `there is no command \`matrx\`; there are ${commands}` },
  { title: 'no sample', args: ['matrix'], sentence: `name a sample; there are ${samples}` },
  { title: 'an unknown sample', args: ['matrix', 'samples/nope'], sentence: `there is no sample \`samples/nope\`; there are ${samples}` },
  { title: 'a folder elsewhere', args: ['matrix', '../scm'], sentence: `there is no sample \`../scm\`; there are ${samples}` },
  { title: 'an unknown flag', args: ['matrix', 'samples/scm', '--jsn'], sentence: /Unknown option '--jsn'/ },
  {
    title: 'an unknown contact',
    args: explain({ contact: 'jan' }),
    sentence: 'there is no contact `jan`; there are `admin`, `rep-x`, `jane`, `sam`, `may` and `nora`',
  },
  {
    title: 'an unknown table',
    args: explain({ table: 'order' }),
    sentence: 'there is no table `order`; there are `account`, `contact` and `salesorder`',
  },
  {
    title: 'a record of another table',
    args: explain({ record: 'jane' }),
    sentence: /^there is no record `jane`; there are `order-x-jane`, `order-x-sam`, .* and `order-y-3`$/,
  },
  {
    title: 'an unknown privilege',
    args: explain({ privilege: 'update' }),
    sentence: 'there is no privilege `update`; there are `read`, `create`, `write`, `delete`, `append` and `appendto`',
  },
  {
    title: 'a question without a contact',
    args: ['explain', 'samples/scm', '--table', 'salesorder'],
    sentence: /^--contact is missing; there are `admin`/,
  },
];

for (const { title, args, sentence } of mistakes)
  test(`${title}: one sentence that says what exists, and 2`, async () => {
    const { code, stdout, stderr } = await portico(args);
    assert.deepEqual([code, stdout], [2, '']);
    const told = stderr.trim();
    if (typeof sentence === 'string') assert.equal(told, sentence);
    else assert.match(told, sentence);
    assert.equal(told.includes('\n'), false, told);
  });

for (const port of ['eighty', '70000'])
  test(`PORT=${port}: said before anything is built`, async () => {
    const { code, stdout, stderr } = await portico(['start'], { PORT: port });
    assert.deepEqual([code, stdout, stderr.trim()], [2, '', `PORT is \`${port}\`; it has to be a number from 0 to 65535`]);
  });

test('a taken port: said before anything is built', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { code, stdout, stderr } = await portico(['start'], { PORT: String(port) });
  server.close();
  assert.deepEqual([code, stdout], [2, '']);
  assert.equal(
    stderr.trim(),
    `port ${port} cannot be used (EADDRINUSE); choose another one with PORT, for instance PORT=${port + 1} npm start`,
  );
});

for (const args of [['start'], ['matrix', 'samples/scm']])
  test(`PORTICO_HOST=java with ${args[0]}: said before anything is built`, async () => {
    const { code, stdout, stderr } = await portico(args, { PORTICO_HOST: 'java', PORT: '0' });
    assert.deepEqual([code, stdout, stderr.trim()], [2, '', 'PORTICO_HOST is `java`; it has to be one of `node`, `dotnet` and `mono`']);
  });
