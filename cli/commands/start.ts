import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { webhookUrl } from '../../portal/index.ts';
import { ensurePacked } from '../build.ts';
import { hostFactory, hostKind } from '../environment/host.ts';
import { serveSample } from '../environment/serve.ts';
import { listed, say, step, UsageError } from '../output.ts';
import { localFolder, sampleFolder } from '../paths.ts';
import { localPassword } from '../sample/load.ts';
import { readSample } from '../sample/read.ts';

/**
 * `portico start [samples/scm] [--fresh]`: builds, packs, imports and serves. Each sample has a database file of its own.
 * `PORT` and `PORTICO_HOST` choose port and host, and `PORTICO_WEBHOOK` the address on this machine that events of the
 * automation outbox are sent to.
 */
export async function start(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { fresh: { type: 'boolean' } } });
  const sample = readSample(sampleFolder(positionals[0] ?? 'samples/scm'));
  const port = portFrom(process.env['PORT']);
  const kind = hostKind();
  const webhook = webhookFrom(process.env['PORTICO_WEBHOOK']);
  await ensureFree(port);
  await ensurePacked({ assemblyOptional: kind === 'node' });
  mkdirSync(localFolder, { recursive: true });
  const file = join(localFolder, `${sample.name}.sqlite`);
  if (values.fresh) for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  const portal = await step('Import and load', () =>
    serveSample({ file, port, host: hostFactory(kind), sample, ...(webhook ? { webhook } : {}) }),
  ).catch((error: unknown) => {
    throw isBrokenDatabase(error)
      ? new UsageError(`the database ${file} cannot be read; make a new one with: npm start -- --fresh`)
      : error;
  });
  process.stdout.write(`Portico local portal: ${portal.url}\n`);
  const people = listed(sample.matrix.people);
  say(`Sign in as ${people}, password \`${localPassword}\`, or pick a person in the bar above the site. Ctrl+C stops.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  say('Stopping …');
  await portal.close();
  return 0;
}

/** SQLite's words for a file that is no database of its own, or a damaged one. */
const isBrokenDatabase = (error: unknown): boolean =>
  ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].some((code) => String((error as { readonly code?: unknown } | null)?.code).startsWith(code));

/** Asks before anything is built, so that one need not wait a minute for the refusal. */
function ensureFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(
        new UsageError(`port ${port} cannot be used (${code}); choose another one with PORT, for instance PORT=${port + 1} npm start`),
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

function portFrom(text: string | undefined): number {
  const port = Number(text || '8080');
  if (!/^\d*$/.test(text ?? '') || port > 65535) throw new UsageError(`PORT is \`${text}\`; it has to be a number from 0 to 65535`);
  return port;
}

/** Absent: events wait in the outbox. */
function webhookFrom(text: string | undefined): URL | null {
  const url = webhookUrl(text);
  if (text && !url)
    throw new UsageError(`PORTICO_WEBHOOK is \`${text}\`; it has to be an address on this machine like http://127.0.0.1:9000/`);
  return url;
}
