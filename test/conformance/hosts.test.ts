import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, root } from '../../cli/paths.ts';
import { createDotnetHost, type Limits } from '../../portal/plugin-host/index.ts';
import { answerOf, bundleCases, engineAdapter, loadChecks } from './index.ts';

/** Cases are many and large: these limits are far above what a request of a portal gets. */
const limits: Limits = {
  milliseconds: 100_000,
  statements: 500_000_000,
  recursion: 400,
  jsonDepth: 60,
  requestCharacters: 50_000_000,
  answerCharacters: 50_000_000,
  hostCalls: 1,
  fileBytes: 1,
};
const portion = 60;

const folder = mkdtempSync(join(tmpdir(), 'portico-cases-'));
const script = join(folder, 'cases.js');
before(async () => writeFileSync(script, await bundleCases()));
after(() => rmSync(folder, { recursive: true, force: true }));

for (const runtime of ['dotnet', 'mono'] as const) {
  test(`every golden case has the same answer in the shipped plug-in’s engine on ${runtime} as in Node, byte for byte (D16)`, async () => {
    const host = createDotnetHost({ runnerPath: join(build, 'runner'), runtime, pluginFolder: join(build, 'host/net462') });
    try {
      const checks = loadChecks();
      assert.ok(checks.length > 400, `only ${checks.length} checks were read from ${root}test/cases`);
      for (let from = 0; from < checks.length; from += portion) {
        const some = checks.slice(from, from + portion);
        const outcome = await host.evaluate({
          script,
          function: 'porticoCases.runAll',
          argument: JSON.stringify(some.map(({ check }) => check)),
          limits,
        });
        assert.equal(outcome.kind, 'done', JSON.stringify(outcome).slice(0, 400));
        const answers = outcome.kind === 'done' ? (JSON.parse(outcome.outputs['Result'] ?? '[]') as string[]) : [];
        for (const [index, { name, check }] of some.entries()) assert.equal(answers[index], answerOf(engineAdapter, check), name);
      }
    } finally {
      await host.close();
    }
  });
}
