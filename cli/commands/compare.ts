import { parseArgs } from 'node:util';
import { createEngine } from '../../engine/index.ts';
import { UsageError } from '../output.ts';
import { asksOf, compare as compared, comparisonLines, knownName, momentOf, openScene, type RecordQuestion } from '../questions/index.ts';
import { page } from '../trace/index.ts';

/**
 * `portico compare <policy folder> --people jane,sam --table salesorder --record order-x-jane [--privilege read] [--now time] [--json]`:
 * why one of two people may and the other may not, rule by rule. Ends with 0, with 2 where it was asked wrongly.
 */
export async function compare(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      people: text,
      table: text,
      record: text,
      privilege: { type: 'string', default: 'read' },
      now: text,
      json: { type: 'boolean' },
    },
  });
  const now = momentOf(values.now);
  const { policy, scene } = openScene(positionals[0], now);
  const names = (values.people ?? '').split(',').map((name) => name.trim());
  const [left, right] = names;
  if (names.length !== 2 || left === undefined || right === undefined)
    throw new UsageError('`--people` names two people, e.g. `--people jane,sam`');
  const everybody = Object.keys(scene.people);
  const people = [knownName('person', left, everybody), knownName('person', right, everybody)] as const;
  const table = knownName(
    'table',
    values.table,
    Object.keys(scene.rows).filter((each) => policy.tables[each] !== undefined),
  );
  const question: RecordQuestion = {
    table,
    record: knownName('record', values.record, Object.keys(scene.rows[table] ?? {})),
    asked: knownName('privilege', values.privilege, asksOf(policy, table)),
    met: [],
    now,
  };
  const found = compared(createEngine(policy), scene, people, question);
  if (values.json) process.stdout.write(`${JSON.stringify({ ...question, ...found }, null, 2)}\n`);
  else process.stdout.write(page([`${question.asked} ${table} ${question.record}`, ...comparisonLines(found)]));
  return 0;
}
