import { parseArgs } from 'node:util';
import { createEngine } from '../../engine/index.ts';
import { experienceBeside, siteBeside } from '../lint/beside.ts';
import type { Finding, Severity } from '../lint/finding.ts';
import { lint as findings } from '../lint/lint.ts';
import { sarifOf } from '../lint/sarif.ts';
import { UsageError } from '../output.ts';
import { type Position, printProblems, readPolicyAt } from '../policy-file/index.ts';

const severities: readonly Severity[] = ['note', 'warning', 'error'];

/**
 * `portico lint samples/scm [--json | --sarif] [--fail-on error|warning|note]`: what is weak in a policy, with the experience and the
 * site that stand beside it. Ends with 0; with 1 where there is something of the given severity (`error` unless said), or where the
 * file is no policy; with 2 where it was asked wrongly.
 */
export async function lint(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean' }, sarif: { type: 'boolean' }, 'fail-on': { type: 'string', default: 'error' } },
  });
  const failOn = severities.find((each) => each === values['fail-on']);
  if (failOn === undefined) throw new UsageError(`\`--fail-on\` is one of ${severities.join(', ')}`);
  const { file, folder, read } = readPolicyAt(positionals[0]);
  if (read.kind === 'problems') {
    process.stdout.write(values.json ? `${JSON.stringify({ problems: read.problems }, null, 2)}\n` : printProblems(file, read));
    return 1;
  }
  const found = findings({
    policy: read.policy,
    engine: createEngine(read.policy),
    now: `${new Date().toISOString().slice(0, 19)}Z`,
    experience: experienceBeside(folder),
    site: siteBeside(folder),
  });
  if (values.sarif) process.stdout.write(`${JSON.stringify(sarifOf(found, file, read.positionOf), null, 2)}\n`);
  else if (values.json)
    process.stdout.write(
      `${JSON.stringify(
        found.map((each) => plain(each, file, read.positionOf(each.path))),
        null,
        2,
      )}\n`,
    );
  else process.stdout.write(printed(found, file, read.positionOf));
  return found.some(({ kind }) => severities.indexOf(kind.severity) >= severities.indexOf(failOn)) ? 1 : 0;
}

const plain = ({ kind, path, message, counterexample }: Finding, file: string, position: Position) => ({
  id: kind.id,
  name: kind.name,
  severity: kind.severity,
  file,
  ...position,
  path,
  message,
  why: kind.why,
  ...(counterexample === undefined ? {} : { counterexample }),
});

/** By place; the sentence why stands once below each kind. */
function printed(found: readonly Finding[], file: string, positionOf: (path: string) => Position): string {
  if (found.length === 0) return 'nothing was found; that does not prove that a policy is safe\n';
  const byKind = new Map<string, Finding[]>();
  for (const each of found) byKind.set(each.kind.id, [...(byKind.get(each.kind.id) ?? []), each]);
  const blocks = [...byKind.values()].map((group) => {
    const { id, name, severity, why } = (group[0] as Finding).kind;
    const lines = group.map(({ path, message, counterexample }) => {
      const { line, column } = positionOf(path);
      const example =
        counterexample === undefined ? '' : `\n      e.g. ${counterexample.person}: ${counterexample.record}, ${counterexample.shows}`;
      return `  ${file}:${line}:${column}  ${message}${example}\n`;
    });
    return `${severity} ${id} ${name}\n  ${why}\n${lines.join('')}`;
  });
  const count = (severity: Severity): number => found.filter(({ kind }) => kind.severity === severity).length;
  return `${blocks.join('\n')}\n${count('error')} errors, ${count('warning')} warnings, ${count('note')} notes\n`;
}
