import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { webhookUrl } from '../../portal/index.ts';
import { ensurePacked } from '../build.ts';
import { hostFactory, hostKind } from '../environment/host.ts';
import { serveSample } from '../environment/serve.ts';
import { say, step, UsageError } from '../output.ts';
import { localFolder, sampleFolder } from '../paths.ts';
import { readSample } from '../sample/read.ts';

/**
 * `portico start [samples/scm] [--fresh]`: builds, packs, imports and serves; `PORT` and `PORTICO_HOST` choose port and host,
 * and `PORTICO_WEBHOOK` the address on this machine that events of the automation outbox are sent to.
 */
export async function start(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { fresh: { type: 'boolean' } } });
  const sample = readSample(sampleFolder(positionals[0] ?? 'samples/scm'));
  const port = portFrom(process.env['PORT']);
  const host = hostFactory(hostKind());
  const webhook = webhookFrom(process.env['PORTICO_WEBHOOK']);
  await ensurePacked();
  mkdirSync(localFolder, { recursive: true });
  const file = join(localFolder, `${sample.name}.sqlite`);
  if (values.fresh) for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  const portal = await step('Import and load', () => serveSample({ file, port, host, sample, ...(webhook ? { webhook } : {}) }));
  process.stdout.write(`Portico local portal: ${portal.url}\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  say('Stopping …');
  await portal.close();
  return 0;
}

function portFrom(text: string | undefined): number {
  const port = Number(text ?? '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`PORT is \`${text}\`; it has to be a number from 0 to 65535`);
  return port;
}

/** Absent: events wait in the outbox. */
function webhookFrom(text: string | undefined): URL | null {
  const url = webhookUrl(text);
  if (text && !url)
    throw new UsageError(`PORTICO_WEBHOOK is \`${text}\`; it has to be an address on this machine like http://127.0.0.1:9000/`);
  return url;
}
