import { parseArgs } from 'node:util';
import { listed, UsageError } from '../output.ts';
import { sampleFolder } from '../paths.ts';
import { exitCode, type Finding, preflightFindings } from '../preflight/checks.ts';
import { readConnectorStatus } from '../preflight/connector-status.ts';
import type { WritingDefinitions } from '../preflight/writers.ts';
import { readSample } from '../sample/read.ts';

/**
 * `portico preflight samples/scm [--connector status.json] [--contact jane] [--wait 30] [--json]`: is everything ready for
 * inviting people whom another system has to know? Ends with 0 only when all is fine, 1 with a problem, 3 when it cannot tell.
 */
export async function preflight(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { connector: text, contact: text, wait: text, json: { type: 'boolean' } },
  });
  const sample = readSample(sampleFolder(positionals[0]));
  const contacts = Object.keys(sample.rows['contact'] ?? {});
  const { contact } = values;
  if (contact !== undefined && !contacts.includes(contact))
    throw new UsageError(`there is no contact \`${contact}\`; there are ${listed(contacts)}`);
  const { rules, tables } = sample.policy as Pick<WritingDefinitions, 'rules' | 'tables'>;
  const { actions = [] } = sample.experience as { readonly actions?: WritingDefinitions['actions'] };
  const findings = await preflightFindings({
    definitions: { rules, tables, actions },
    status: () => readConnectorStatus(values.connector),
    now: Date.now,
    waitSeconds: secondsFrom(values.wait),
    ...(contact === undefined ? {} : { contact }),
  });
  process.stdout.write(values.json ? `${JSON.stringify(findings, null, 2)}\n` : `${findings.map(line).join('\n')}\n`);
  return exitCode(findings);
}

const marks = { fine: '✓', problem: '✗', 'cannot-tell': '?' } as const;
const line = ({ row, check, outcome, sentence }: Finding): string => `${marks[outcome]} ${row} ${check}: ${sentence}`;

function secondsFrom(text: string | undefined): number {
  const seconds = Number(text ?? '0');
  if (text === '' || !Number.isFinite(seconds) || seconds < 0 || seconds > 600)
    throw new UsageError(`--wait is \`${text}\`; it has to be a number of seconds from 0 to 600`);
  return seconds;
}
