import { parseArgs } from 'node:util';
import type { ExplainResult } from '../../contracts/index.ts';
import { type NearestGrant, nearestGrant } from '../../engine/index.ts';
import { callAsStaff } from '../environment/call.ts';
import { localUsers } from '../environment/prepare.ts';
import { withSampleEnvironment } from '../environment/with-sample.ts';
import { listed, UsageError } from '../output.ts';
import { sampleFolder } from '../paths.ts';
import { momentOf, nearestLines, openScene, requestFor } from '../questions/index.ts';
import { rowId } from '../sample/ids.ts';
import type { Sample } from '../sample/read.ts';
import { readSample } from '../sample/read.ts';
import { sourceOf } from '../scene/index.ts';
import { page } from '../trace/index.ts';

const privileges = ['read', 'create', 'write', 'delete', 'append', 'appendto'];

/**
 * `portico explain samples/scm --contact jane --table salesorder --record order-x-sam --privilege read [--json]`: every rule that was
 * looked at, asked of the custom API of a fresh environment; and where the answer is no, the smallest changes that would have allowed it.
 */
export async function explain(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { contact: text, table: text, record: text, privilege: text, json: { type: 'boolean' } },
  });
  const question = askedOf(readSample(sampleFolder(positionals[0])), values);
  return withSampleEnvironment(positionals[0], async ({ dataverse, site, sample }) => {
    const { contact, table, record, privilege } = question;
    const request = { site, contact: rowId(sample.name, 'contact', contact), table, id: rowId(sample.name, table, record), privilege };
    const answer = await callAsStaff<ExplainResult>(dataverse, 'ExplainAccess', request, localUsers.auditor);
    if (!answer.ok) throw new Error(`${answer.refusal.message} (${answer.refusal.code}, reference ${answer.refusal.reference})`);
    const nearest = answer.result.allowed ? null : nearestOf(sample.folder, question);
    if (values.json) process.stdout.write(`${JSON.stringify({ ...question, ...answer.result, nearest }, null, 2)}\n`);
    else process.stdout.write(told(question, answer.result) + (nearest === null ? '' : page(['', ...nearestLines(nearest, contact)])));
    return 0;
  });
}

/** Sets of three changes are the largest that anybody wants to read. */
const limits = { changes: 3, tries: 20_000 };

/** The smallest changes that would have allowed it, found on the sample's own rows. */
function nearestOf(folder: string, { contact, table, record, privilege }: Question): NearestGrant | null {
  const now = momentOf(undefined);
  const { policy, scene } = openScene(folder, now);
  const principal = scene.people[contact];
  if (principal === undefined || privilege === 'create') return null;
  const request = requestFor({ table, record, asked: privilege, met: [] });
  return nearestGrant({ policy, principal, request, source: sourceOf(scene) }, now, { limits });
}

interface Question {
  readonly contact: string;
  readonly table: string;
  readonly record: string;
  readonly privilege: string;
}

/** The question, every name checked against what the sample has: an unknown one is told with the list of those that exist. */
function askedOf(sample: Sample, given: { readonly [name: string]: string | boolean | undefined }): Question {
  const known = (name: string, names: readonly string[]): string => {
    const value = given[name];
    if (typeof value === 'string' && names.includes(value)) return value;
    throw new UsageError(
      `${value === undefined ? `--${name} is missing` : `there is no ${name} \`${value}\``}; there are ${listed(names)}`,
    );
  };
  const contact = known('contact', Object.keys(sample.rows['contact'] ?? {}));
  const table = known('table', Object.keys(sample.rows));
  return { contact, table, record: known('record', Object.keys(sample.rows[table] ?? {})), privilege: known('privilege', privileges) };
}

function told({ contact, table, record, privilege }: Question, result: ExplainResult): string {
  const lines = [
    `${contact} · ${privilege} · ${table} ${record}: ${result.allowed ? 'allowed' : 'not allowed'} (${result.code})`,
    ...(result.deciding
      ? [`decided by ${result.deciding}${result.reason ? `: ${result.reason}` : ''}`]
      : ['no rule that applies allows it']),
    '',
  ];
  for (const rule of result.rules) {
    lines.push(`${rule.applies ? '✓' : '✗'} ${rule.effect} ${rule.rule}`);
    for (const { part, truth, leaves } of rule.parts) {
      lines.push(`    ${part.padEnd(9)} ${truth}`);
      for (const leaf of leaves) {
        const compared = [leaf.left, leaf.right].filter((each) => each !== undefined).map((each) => each ?? 'null');
        lines.push(`      ${leaf.truth.padEnd(8)} ${leaf.text}${compared.length ? `  [${compared.join(' | ')}]` : ''}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}
