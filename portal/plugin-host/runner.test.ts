import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { apis } from '../../contracts/index.ts';
import { createDotnetHost, createNodeHost, type ServiceAnswer, shippedLimits } from './index.ts';
import { act, context, limits, noGateway, pluginFolder, runnerPath, scriptPath, startDotnet, textOf, useHosts } from './test/hosts.ts';

const hostProject = fileURLToPath(new URL('../../plugins/host/Portico.Plugins.csproj', import.meta.url));
const none: ServiceAnswer = { result: { rows: [], more: false, cookie: null, count: null } };
const query = { act: 'host', operation: 'retrieveMultiple', argument: { as: 'user', fetchXml: '<fetch/>' } };

/** The processes that this one has started, by Linux's own list. */
const childProcesses = (): readonly number[] =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

for (const runtime of ['dotnet', 'mono'] as const) {
  describe(`the runner on ${runtime}`, () => {
    const hosts = useHosts();

    test('calls overlap: each waits for its own answers', async () => {
      const release: (() => void)[] = [];
      const gateway = { handle: () => new Promise<ServiceAnswer>((resolve) => release.push(() => resolve(none))) };
      const waiting = [1, 2, 3].map(() => act(hosts[runtime], query, gateway));
      while (release.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
      assert.equal(textOf(await act(hosts[runtime], { act: 'parse', text: '1' })), 'number');
      for (const answer of release.reverse()) answer();
      for (const outcome of await Promise.all(waiting)) assert.equal(outcome.kind, 'done');
    });

    test('a closed pipe ends the process and rejects the calls that wait', async () => {
      const host = startDotnet(runtime, limits);
      let asked: () => void = () => assert.fail();
      const reached = new Promise<void>((resolve) => {
        asked = resolve;
      });
      const gateway = {
        handle: () => {
          asked();
          return new Promise<ServiceAnswer>(() => undefined);
        },
      };
      const call = assert.rejects(act(host, query, gateway), /the runner has ended/);
      await reached;
      await host.close();
      await call;
      await assert.rejects(act(host, query), /the runner has ended/);
    });

    test('a process that dies takes the waiting call with it, and the next call starts another', async () => {
      const others = childProcesses();
      const host = startDotnet(runtime, limits);
      const gateway = {
        handle: () => {
          for (const id of childProcesses()) if (!others.includes(id)) process.kill(id, 'SIGKILL');
          return new Promise<ServiceAnswer>(() => undefined);
        },
      };
      await assert.rejects(act(host, query, gateway), /the runner has ended \(SIGKILL\)/);
      assert.equal(textOf(await act(host, { act: 'parse', text: '1' })), 'number');
      await host.close();
      await assert.rejects(act(host, query), /the runner has ended/);
    });

    test('evaluates any script in the engine of the plug-in', async () => {
      const evaluation = { script: scriptPath, function: 'portico.evaluated', argument: 'é😀', limits };
      assert.equal(textOf(await hosts[runtime].evaluate(evaluation)), 'é😀!');
      const outcome = await hosts[runtime].evaluate({ ...evaluation, function: 'portico.absent' });
      assert.ok(outcome.kind === 'fault');
      assert.equal(outcome.fault.message, 'portico script-error: the script failed: it has no function `portico.absent`');
    });

    test('the shipped plug-in runs its embedded script by its plug-in type', async () => {
      const host = createDotnetHost({ runnerPath, runtime, pluginFolder });
      const gateway = { handle: () => ({ fault: { code: 1, message: 'no database here' } }) };
      const outcome = await host.execute({ message: apis.WhoAmI.uniqueName, inputs: { Request: '{}' }, context, gateway });
      await host.close();
      // Whatever the bundle says: it was found, parsed, and reached the organization service or an answer.
      if (outcome.kind === 'fault') assert.deepEqual(outcome.fault, { kind: 'service', code: 1, message: 'no database here' });
      else assert.equal(typeof outcome.outputs.Response, 'string');
    });
  });
}

test('a runtime that is missing rejects the call with a sentence', async () => {
  const path = process.env.PATH;
  process.env.PATH = '/nowhere';
  const host = startDotnet('mono', limits);
  process.env.PATH = path;
  await assert.rejects(act(host, query), /the runner has ended \(spawn mono ENOENT\)/);
  await host.close();
});

test('the Node host asks for a gateway that answers at once', async () => {
  const host = createNodeHost({ bundleText: 'var portico={run:function(){return porticoHost("now","{}")}};', limits: shippedLimits });
  assert.match(textOf(await act(host, { act: '' }, noGateway)), /"now"/);
  const asking = createNodeHost({
    bundleText: `var portico={run:function(){return porticoHost("retrieveMultiple",'{"as":"user","fetchXml":""}')}};`,
    limits: shippedLimits,
  });
  await assert.rejects(act(asking, { act: '' }, { handle: async () => none }), /answers at once/);
});

test('a build without the script bundle says what is missing', () => {
  const args = ['msbuild', hostProject, '-nologo', '-t:RequireBundle', '-p:TargetFramework=net462', '-p:PorticoBundle=absent.js'];
  const { status, stdout } = spawnSync('dotnet', args, { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(
    stdout,
    /error PORTICO1: the script bundle 'absent\.js' is missing: build it first, or name another with -p:PorticoBundle=<file>/,
  );
});

test('the plug-in builds to the same bytes in another folder', () => {
  const other = mkdtempSync(join(tmpdir(), 'portico-build-'));
  try {
    const args = ['build', hostProject, '-c', 'Release', '-v', 'quiet', '--artifacts-path', other, '-p:TargetFrameworks=net462'];
    const { status, stdout } = spawnSync('dotnet', args, { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
    const built = readFileSync(join(other, 'bin', 'Portico.Plugins', 'release_net462', 'Portico.Plugins.dll'));
    assert.ok(built.equals(readFileSync(join(pluginFolder, 'Portico.Plugins.dll'))));
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});
