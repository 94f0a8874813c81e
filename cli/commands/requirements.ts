import { parseArgs } from 'node:util';
import { say } from '../output.ts';
import { root } from '../paths.ts';
import { account } from '../requirements/account.ts';
import { readJudgements } from '../requirements/judgement.ts';
import { readNamedTests } from '../requirements/named-tests.ts';
import { runTests } from '../requirements/run-tests.ts';
import { readRequirements } from '../requirements/table.ts';
import { told } from '../requirements/told.ts';

/**
 * `portico requirements [--run] [--json]`: the hundred rows with the tests and doors behind each, `N of 100` last.
 * Ends with 1 when table, judgements and tests do not fit together, or when a test that was run did not pass.
 */
export async function requirements(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { run: { type: 'boolean' }, json: { type: 'boolean' } } });
  const [rows, judgements] = [readRequirements(root), readJudgements(root)];
  const tests = readNamedTests(root, judgements.places);
  const listed = account(rows, judgements, tests);
  const proving = listed.rows.flatMap((each) => each.proving);
  const result = values.run ? account(rows, judgements, tests, await runTests(root, proving)) : listed;
  process.stdout.write(values.json ? `${JSON.stringify(result, null, 2)}\n` : told(result, judgements, values.run === true));
  for (const problem of result.problems) say(problem);
  return result.problems.length === 0 && result.proven === listed.proven ? 0 : 1;
}
