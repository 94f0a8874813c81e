import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { createEngine, type Policy, parsePolicy } from '../../engine/index.ts';
import { root, sampleNames } from '../paths.ts';
import { page } from '../trace/index.ts';
import { coverageLines, createCoverage, readSuite, resultLines, runFolder, runSuite } from './index.ts';

const sample = join(root, 'samples/scm');
const temporary = mkdtempSync(join(tmpdir(), 'portico-policy-test-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

/** A copy of the sample whose suite is changed. */
function folderWith(change: (suite: string) => string, policy: (text: string) => string = (text) => text): string {
  const folder = mkdtempSync(join(temporary, 'sample-'));
  cpSync(sample, folder, { recursive: true });
  for (const [name, edit] of [
    ['orders.policy-test.yaml', change],
    ['policy.yaml', policy],
  ] as const)
    writeFileSync(join(folder, name), edit(readFileSync(join(folder, name), 'utf8')));
  return folder;
}
const replaced =
  (from: string, to: string) =>
  (text: string): string => {
    assert.ok(text.includes(from), `the text has \`${from}\``);
    return text.replace(from, to);
  };
const failuresOf = (folder: string) =>
  runFolder(folder, null).files.flatMap(({ results }) => results.filter(({ wrong }) => wrong.length > 0));

function portico(...args: readonly string[]): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...args], { cwd: root });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

test('the suite of the sample holds: the visibility matrix, columns, actions, boundaries; every rule applied (D16, B21, B22)', () => {
  const run = runFolder(sample, null);
  assert.deepEqual(run.mistakes, []);
  assert.deepEqual(
    run.files.flatMap(({ results }) => results).filter(({ wrong }) => wrong.length > 0),
    [],
  );
  const cells = run.files.flatMap(({ results }) => results.filter(({ check }) => check.kind === 'list' && check.test.includes('D16')));
  assert.deepEqual(
    cells.map(({ check }) => (check.kind === 'list' ? check.records.length : 0)),
    [3, 3, 3, 3, 3],
  );
  assert.deepEqual(run.coverage[0]?.coverage.share, { rules: 100, leaves: 100 });
});

test('every sample has a suite, which holds and lets every rule apply (A09, B22)', () => {
  for (const name of sampleNames()) {
    const run = runFolder(join(root, 'samples', name), null);
    assert.deepEqual(run.mistakes, [], name);
    const results = run.files.flatMap((each) => each.results);
    assert.ok(results.length > 500, `${name}: ${results.length}`);
    assert.deepEqual(
      results.filter(({ wrong }) => wrong.length > 0).map(({ check, wrong }) => [check.title, wrong]),
      [],
    );
    for (const { coverage } of run.coverage) assert.deepEqual(coverage.share, { rules: 100, leaves: 100 }, name);
  }
});

test('one record too many in a list fails, and so does one too few (A09)', () => {
  const list = '      jane: [order-x-jane]\n      sam: [order-x-sam]';
  const missing = failuresOf(folderWith(replaced(list, '      jane: []\n      sam: [order-x-sam]')));
  assert.deepEqual(
    missing.map(({ wrong }) => wrong),
    [['`order-x-jane` is one too many in the list']],
  );
  const extra = failuresOf(folderWith(replaced(list, '      jane: [order-x-jane, order-x-sam]\n      sam: [order-x-sam]')));
  assert.deepEqual(
    extra.map(({ wrong }) => wrong),
    [['`order-x-sam` is missing from the list']],
  );
});

test('who is not listed is denied: a rule that lets more people in fails the suite (A09, B10)', () => {
  const wider = (text: string): string =>
    replaced(
      'roles: [SCM Representative]\n    privileges: [read, create',
      'roles: [SCM Representative, SCM Unauthorised]\n    privileges: [read, create',
    )(text);
  const failed = failuresOf(folderWith((text) => text, wider));
  assert.ok(failed.some(({ check }) => check.title === 'may · write · salesorder order-y-may'));
  assert.ok(failed.every(({ check }) => check.person === 'may'));
});

for (const { what, change, wrong } of [
  {
    what: 'a code',
    change: ['privilege: delete, code: no-rule', 'privilege: delete, code: denied'],
    wrong: 'expected the code `denied`, got `no-rule`',
  },
  {
    what: 'a reason',
    change: ['reason: A submitted', 'reason: The submitted'],
    wrong: 'expected the reason `The submitted order is kept; cancel it instead.`, got `A submitted order is kept; cancel it instead.`',
  },
  {
    what: 'a requirement',
    change: ['requires: [second-person]', 'requires: [comment]'],
    wrong: 'expected the requirements ["comment"], got ["second-person"]',
  },
  {
    what: 'a refused column',
    change: ['columns: [name] }', 'columns: [description] }'],
    wrong: 'expected the columns ["description"], got ["name"]',
  },
  {
    what: 'a mask',
    change: ['scm_paymentreference: masked last4\n', 'scm_paymentreference: masked full\n'],
    wrong: '`scm_paymentreference`: expected masked full, got masked last4',
  },
  {
    what: 'a column that may be written',
    change: ['description: read write', 'description: read'],
    wrong: '`description`: expected read, got read write',
  },
] as const)
  test(`${what} that is another one fails (A11)`, () => {
    const failed = failuresOf(folderWith(replaced(change[0], change[1])));
    assert.deepEqual(
      failed.map((each) => each.wrong),
      [[wrong]],
    );
    assert.ok((failed[0]?.traces.length ?? 0) > 0, 'the trace is there');
  });

for (const { what, change, message } of [
  {
    what: 'person',
    change: ['      sam: [order-x-sam]\n', '      sma: [order-x-sam]\n'],
    message: 'there is no person `sma` (did you mean `sam`',
  },
  {
    what: 'record',
    change: ['[order-x-jane, order-x-sam, order-y-may]', '[order-x-jne, order-x-sam, order-y-may]'],
    message: 'there is no record of `salesorder` `order-x-jne` (did you mean `order-x-jane`',
  },
  {
    what: 'column',
    change: ['requestdeliveryby: read write', 'requestdeliverby: read write'],
    message: 'there is no column of `salesorder` `requestdeliverby` (did you mean `requestdeliveryby`?)',
  },
  {
    what: 'privilege',
    change: ['      delete:\n', '      delte:\n'],
    message: 'there is no privilege or action `delte` (did you mean `delete`?)',
  },
  {
    what: 'action',
    change: ['action: approve', 'action: aprove'],
    message: 'there is no action on `salesorder` `aprove` (did you mean `approve`?)',
  },
  {
    what: 'role',
    change: ['roles: [SCM Representative, SCM Authorised]', 'roles: [SCM Represntative, SCM Authorised]'],
    message: 'there is no web role `SCM Represntative` (did you mean `SCM Representative`?)',
  },
  {
    what: 'mask',
    change: ['scm_paymentreference: masked last4\n', 'scm_paymentreference: masked lst4\n'],
    message: 'the policy has no mask `lst4` (did you mean `last4`?)',
  },
  {
    what: 'value',
    change: ['set: { statuscode: 3 }', 'set: { statuscode: three }'],
    message: '`statuscode` is a choice: write its number',
  },
  {
    what: 'key',
    change: ['    lists:\n      admin', '    list:\n      admin'],
    message: 'there is no key `list` here (did you mean `lists`?)',
  },
] as const)
  test(`an unknown ${what} is told with the line and what was meant`, () => {
    const folder = folderWith(replaced(change[0], change[1]));
    const line =
      readFileSync(join(folder, 'orders.policy-test.yaml'), 'utf8')
        .split('\n')
        .findIndex((each) => each.includes(change[1].split('\n')[0] ?? '')) + 1;
    const run = runFolder(folder, null);
    assert.deepEqual(run.files, [], 'nothing of a wrong file is run');
    assert.ok(
      run.mistakes.some((each) => each.includes(`orders.policy-test.yaml:${line}:`) && each.includes(message)),
      run.mistakes.join('\n'),
    );
  });

const tiny: Policy = (() => {
  const parsed = parsePolicy({
    site: 'local',
    timezone: 'UTC',
    roles: { a: { site: 'local' }, b: { site: 'local' } },
    tables: {
      contact: { kind: 'protected', columns: {} },
      thing: { kind: 'protected', columns: { status: 'choice', owner: { lookup: ['contact'] } } },
    },
    rules: [
      {
        id: 'own',
        effect: 'allow',
        table: 'thing',
        roles: ['a'],
        privileges: ['read'],
        access: { contact: 'owner' },
        when: { any: [['status', '=', 1], { not: ['status', 'in', [2, 3]] }] },
      },
      { id: 'never', effect: 'allow', table: 'thing', roles: ['b'], privileges: ['read'], access: 'global' },
    ],
  });
  return parsed.kind === 'policy' ? parsed.policy : assert.fail(JSON.stringify(parsed.problems));
})();
const tinySuite = `
now: 2026-06-15T12:00:00Z
people: { ann: { roles: [a] }, bob: {} }
records: { thing: { one: { owner: "contact:ann", status: 1 }, two: { owner: "contact:ann", status: 2 } } }
tests:
  - { name: list, table: thing, lists: { ann: [one] } }
`;

test('coverage names the rule that never applied and each comparison that was never true or never false', () => {
  const suite = readSuite(tiny, 'tiny.policy-test.yaml', tinySuite);
  assert.equal(suite.kind, 'suite', JSON.stringify(suite));
  if (suite.kind !== 'suite') return;
  const recorder = createCoverage(tiny);
  const results = runSuite(createEngine(tiny), suite.suite, recorder, () => true);
  assert.deepEqual(
    results.flatMap(({ wrong }) => wrong),
    [],
  );
  const { rules, share } = recorder.result();
  assert.deepEqual(rules, [
    {
      rule: 'own',
      applied: true,
      leaves: [
        { place: 'access', text: 'owner = own contact.id', wasTrue: true, wasFalse: false, wasUnknown: false },
        { place: 'when.0', text: 'status = 1', wasTrue: true, wasFalse: true, wasUnknown: false },
        // The first alternative was true for the one record, so this was looked at for the other alone.
        { place: 'when.1.0', text: 'status in [2, 3]', wasTrue: true, wasFalse: false, wasUnknown: false },
      ],
    },
    { rule: 'never', applied: false, leaves: [] },
  ]);
  assert.deepEqual(share, { rules: 50, leaves: 66 });
  const text = page(coverageLines(recorder.result()));
  assert.match(text, /never: never applied/);
  assert.match(text, /never false +owner = own contact\.id/);
});

test('a failure is shown with its trace, in at most 80 columns', () => {
  const folder = folderWith(replaced('      jane: [order-x-jane]\n', '      jane: all\n'));
  const { files } = runFolder(folder, null);
  const text = page(files.flatMap(({ file, results }) => resultLines(file, results)));
  assert.match(text, /`order-x-sam` is missing from the list/);
  assert.match(text, /false access: scm_orderedby = own contact\.id \[contact:sam \|\s+contact:jane\]/);
  assert.deepEqual(
    text.split('\n').filter((line) => line.length > 80),
    [],
  );
});

test('portico test: 0 when all is well, 1 for a failure, an empty suite and a floor, 2 when asked wrongly', async () => {
  const green = await portico('test', 'samples/scm');
  assert.equal(green.code, 0, green.stdout);
  assert.match(green.stdout, /0 failed\n$/);
  const failing = await portico('test', folderWith(replaced('      jane: [order-x-jane]\n', '      jane: []\n')));
  assert.equal(failing.code, 1);
  const none = mkdtempSync(join(temporary, 'none-'));
  const empty = await portico('test', none);
  assert.deepEqual([empty.code, empty.stdout.includes('an empty suite proves nothing')], [1, true]);
  const filtered = await portico('test', 'samples/scm', '--filter', 'no such test');
  assert.deepEqual([filtered.code, filtered.stdout.includes('no test holds the text')], [1, true]);
  // Without the columns of the administrator's deletes a rule is never asked.
  const thin = folderWith((text) =>
    text
      .replace('coverage: { rules: 100, leaves: 100 }', '')
      .slice(0, text.indexOf('  - name: Who acts') - 'coverage: { rules: 100, leaves: 100 }'.length),
  );
  const below = await portico('test', thin, '--coverage-floor', '90');
  assert.equal(below.code, 1);
  assert.match(below.stdout, /rules: \d+ %\s+covered,\s+the floor is 90 %/);
  assert.equal((await portico('test', thin)).code, 0);
  for (const args of [
    ['nowhere'],
    ['samples/scm', '--coverage-floor', 'much'],
    ['samples/scm/policy.yaml'],
    ['samples/scm', '--fiter', 'x'],
  ]) {
    const wrong = await portico('test', ...args);
    assert.deepEqual([wrong.code, wrong.stdout], [2, ''], args.join(' '));
  }
});

test('a file states floors of its own, and falls short of them with 1', async () => {
  const folder = folderWith((text) => text.slice(0, text.indexOf('  - name: Who acts')));
  const { code, stdout } = await portico('test', folder);
  assert.equal(code, 1);
  assert.match(stdout, /the\s+floor\s+is\s+100\s+%/);
});

test('--json and --junit hold every check, what is wrong and the trace', async () => {
  const folder = folderWith(replaced('      jane: [order-x-jane]\n', '      jane: []\n'));
  const junit = join(temporary, 'junit.xml');
  const { code, stdout } = await portico('test', folder, '--json', '--junit', junit);
  assert.equal(code, 1);
  const answer = JSON.parse(stdout);
  const checks = answer.files[0].checks as {
    readonly passed: boolean;
    readonly wrong: readonly string[];
    readonly traces: readonly unknown[];
  }[];
  assert.deepEqual(
    checks.filter(({ passed }) => !passed).map(({ wrong, traces }) => [wrong, traces.length]),
    [[['`order-x-jane` is one too many in the list'], 1]],
  );
  assert.deepEqual(answer.coverage[0].share, { rules: 100, leaves: 100 });
  const xml = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'testcase' || name === 'testsuite' }).parse(
    readFileSync(junit, 'utf8'),
  );
  const suites = xml.testsuites.testsuite as { readonly testcase: readonly { readonly failure?: unknown }[] }[];
  const cases = suites.flatMap(({ testcase }) => testcase);
  assert.equal(cases.length, checks.length);
  assert.equal(cases.filter(({ failure }) => failure !== undefined).length, 1);
});

test('--filter keeps the checks that hold the text', () => {
  const { files } = runFolder(sample, 'approves');
  assert.deepEqual(
    [...new Set(files.flatMap(({ results }) => results.map(({ check }) => check.test)))],
    ['With a second person the representative approves'],
  );
});

test('--watch runs again when a file changes', { timeout: 60_000 }, async () => {
  const folder = folderWith((text) => text);
  const child = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', 'test', folder, '--watch'], { cwd: root });
  let stdout = '';
  const until = (text: RegExp): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (text.test(stdout)) resolve();
      };
      child.stdout.on('data', (chunk) => {
        stdout += chunk;
        look();
      });
      look();
    });
  const watching = new Promise<void>((resolve) => child.stderr.on('data', (chunk) => String(chunk).includes('watching') && resolve()));
  await until(/, 0 failed/);
  await watching;
  const file = join(folder, 'orders.policy-test.yaml');
  // The watch is set up just after the word of it.
  await new Promise((resolve) => setTimeout(resolve, 300));
  writeFileSync(file, replaced('      jane: [order-x-jane]\n', '      jane: []\n')(readFileSync(file, 'utf8')));
  await until(/, 1 failed/);
  child.kill();
});
