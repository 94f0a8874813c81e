import { parseArgs } from 'node:util';
import { createEngine } from '../../engine/index.ts';
import { asksOf, whoCan as found, knownName, momentOf, openScene, type RecordQuestion, whoCanLines } from '../questions/index.ts';
import { page } from '../trace/index.ts';

/**
 * `portico who-can <policy folder> --table salesorder --record order-x-jane [--privilege read] [--now time] [--json]`: everybody of
 * the folder's `data.yaml` who may, with the rule that lets them; `--privilege` takes an action as well. Ends with 0, with 2 where it
 * was asked wrongly.
 */
export async function whoCan(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { table: text, record: text, privilege: { type: 'string', default: 'read' }, now: text, json: { type: 'boolean' } },
  });
  const now = momentOf(values.now);
  const { policy, scene } = openScene(positionals[0], now);
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
  const people = found(policy, createEngine(policy), scene, question);
  if (values.json) process.stdout.write(`${JSON.stringify({ ...question, people }, null, 2)}\n`);
  else process.stdout.write(page(whoCanLines(question, people, Object.keys(scene.people).length)));
  return 0;
}
