import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from '../../cli/paths.ts';
import { exitCode, type Finding, type PreflightQuestion, preflightFindings } from '../../cli/preflight/checks.ts';
import { parseConnectorStatus, readConnectorStatus } from '../../cli/preflight/connector-status.ts';
import { readSample } from '../../cli/sample/read.ts';

const folder = mkdtempSync(join(tmpdir(), 'portico-preflight-'));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Status {
  readonly checkedAt?: string;
  readonly mappings?: unknown;
  readonly syncColumns?: readonly string[];
  readonly arrived?: object;
}
const file = join(folder, 'status.json');
const write = (status: Status | string): void =>
  writeFileSync(file, typeof status === 'string' ? status : JSON.stringify({ checkedAt: new Date().toISOString(), ...status }));

/** Runs the command as a maker does. */
const command = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'cli/main.ts', 'preflight', 'samples/scm', ...args], { cwd: root, encoding: 'utf8' });

/** The findings on the sample with a status file of these facts, and the code that the command would end with. */
async function preflight(status: Status | string): Promise<{ readonly code: number; readonly findings: readonly Finding[] }> {
  write(status);
  const { policy } = readSample(join(root, 'samples/scm'));
  const definitions = { rules: policy.rules, tables: policy.tables, actions: [] } as unknown as PreflightQuestion['definitions'];
  const findings = await preflightFindings({ definitions, status: () => readConnectorStatus(file), now: Date.now, waitSeconds: 0 });
  return { code: exitCode(findings), findings };
}
const told = (findings: readonly Finding[], row: Finding['row']): string => {
  const { outcome, sentence } = findings.find((each) => each.row === row) ?? assert.fail(row);
  return `${outcome}: ${sentence}`;
};

test('without a word of the connector the preflight cannot tell anything, says why, and does not pass (D06 D07 D10)', () => {
  const { status, stdout } = command('--json');
  assert.equal(status, 3);
  const findings = JSON.parse(stdout) as readonly Finding[];
  assert.deepEqual(
    findings.map(({ row, outcome }) => `${row} ${outcome}`),
    ['D07 cannot-tell', 'D06 cannot-tell', 'D10 cannot-tell'],
  );
  assert.match(told(findings, 'D07'), /Cannot tell whether contacts are mapped: no status file/);
});

test('the state of the mapping of contacts is told; what is silent, old, from the future or broken cannot be told (D07)', async () => {
  for (const [status, code, answer] of [
    [{ mappings: { contact: 'running' } }, 3, /^fine: The mapping of contacts is running/],
    [{ mappings: { contact: 'stopped' } }, 1, /^problem: .*`stopped`, not running: do not invite yet/],
    [{ mappings: { contact: 'Running' } }, 1, /^problem: .*`Running`/],
    [{ mappings: { account: 'running' } }, 3, /^cannot-tell: .*does not mention them/],
    [{ mappings: { contact: true } }, 3, /^cannot-tell: .*does not mention them/],
    [{ mappings: 'running' }, 3, /^cannot-tell: /],
    [{ checkedAt: '2026-01-01T00:00:00Z', mappings: { contact: 'running' } }, 3, /^cannot-tell: .*minutes old/],
    [{ checkedAt: '2999-01-01T00:00:00Z', mappings: { contact: 'running' } }, 3, /^cannot-tell: .*in the future/],
    [{ checkedAt: 'today', mappings: { contact: 'running' } }, 3, /^cannot-tell: .*does not say when/],
    ['{', 3, /^cannot-tell: .*cannot be read/],
    ['null', 3, /^cannot-tell: .*does not say when/],
  ] as const) {
    const run = await preflight(status);
    assert.equal(run.code, code, JSON.stringify(status));
    assert.match(told(run.findings, 'D07'), answer);
  }
});

test('a column of the synchronisation that a rule gives for writing is a problem; one that nobody writes is fine (D06)', async () => {
  const free = await preflight({ syncColumns: ['contact.externaluseridentifier', 'salesorder.ownerid'] });
  assert.match(told(free.findings, 'D06'), /^fine: No rule and no action writes/);
  const written = await preflight({ syncColumns: ['salesorder.description', 'salesorder.totalamount', 'contact.emailaddress1'] });
  assert.equal(written.code, 1);
  const sentence = told(written.findings, 'D06');
  for (const rule of ['order-administrator', 'order-representative', 'order-own-change'])
    assert.match(sentence, new RegExp(`\`${rule}\` may write \`salesorder.description\``));
  assert.doesNotMatch(sentence, /order-own-change` may write `salesorder.totalamount/);
  assert.doesNotMatch(sentence, /`order-own`/);
  assert.match(sentence, /`contact-administrator` may write `contact.emailaddress1`/);
});

test('what an action sets counts as writing, the stage and the owner too (D06)', async () => {
  const approve = { name: 'approve', table: 'salesorder', to: 3, effects: [{ kind: 'set', column: 'approvedby' }, { kind: 'owner' }] };
  for (const column of ['statuscode', 'approvedby', 'ownerid', 'name']) {
    const [, finding] = await preflightFindings({
      ...question(JSON.stringify({ checkedAt: '2026-06-15T12:00:00Z', syncColumns: [`salesorder.${column}`] })),
      definitions: { rules: [], tables: { salesorder: { stage: 'statuscode', columns: {} } }, actions: [approve] },
    });
    assert.equal(finding?.outcome, column === 'name' ? 'fine' : 'problem', column);
  }
});

const started = Date.parse('2026-06-15T12:00:00Z');
const question = (text: string, more: Partial<PreflightQuestion> = {}): PreflightQuestion => ({
  definitions: { rules: [], tables: {}, actions: [] },
  status: () => parseConnectorStatus(text),
  now: () => started,
  waitSeconds: 0,
  ...more,
});
const status = (state: string | null): string =>
  JSON.stringify({ checkedAt: '2026-06-15T12:00:00Z', arrived: state === null ? {} : { jane: state } });
const arrivalOf = async (asked: PreflightQuestion): Promise<string> => told(await preflightFindings({ ...asked, contact: 'jane' }), 'D10');

test('the arrival of a contact is waited for up to the limit, and its state is told (D10)', async () => {
  const answers = [null, 'waiting', 'waiting', 'arrived'];
  const looks: (string | null)[] = [];
  let sawClock = started;
  const asked = question('', {
    status: () => parseConnectorStatus(status(looks[looks.length - 1] ?? null)),
    now: () => {
      looks.push(answers[Math.min(looks.length, answers.length - 1)] ?? null);
      sawClock += 100;
      return sawClock;
    },
    waitSeconds: 10,
  });
  assert.match(await arrivalOf(asked), /^fine: `jane` has arrived/);
  assert.match(await arrivalOf(question(status('arrived'))), /^fine/);
  assert.match(await arrivalOf(question(status('rejected'))), /^problem: .*`rejected`/);
  assert.match(await arrivalOf(question(status('waiting'))), /^cannot-tell: .*after 0 s it is still waiting/);
  const begun = performance.now();
  assert.match(
    await arrivalOf(question(status(null), { now: () => started + (performance.now() - begun), waitSeconds: 0.4 })),
    /^cannot-tell: .*after 0.4 s the connector does not mention it/,
  );
  assert.ok(performance.now() - begun >= 390, 'it waited');
  assert.ok(performance.now() - begun < 5000, 'and no longer');
});

test('everything told and good ends with 0; unknown contacts and odd limits are refused with a sentence', () => {
  write({ mappings: { contact: 'running' }, syncColumns: ['contact.externaluseridentifier'], arrived: { jane: 'arrived' } });
  const good = command('--connector', file, '--contact', 'jane');
  assert.equal(good.status, 0, good.stdout + good.stderr);
  assert.match(good.stdout, /✓ D07 contact-mapping: The mapping of contacts is running/);
  for (const [args, sentence] of [
    [['--contact', 'nobody'], /no contact `nobody`; there are `admin`/],
    [['--wait', 'long'], /--wait is `long`/],
  ] as const) {
    const run = command(...args);
    assert.equal(run.status, 2);
    assert.match(run.stderr, sentence);
  }
});
