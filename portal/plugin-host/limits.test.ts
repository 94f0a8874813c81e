import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Limits, type ScriptFault, type ScriptOutcome, shippedLimits } from './index.ts';
import { act, context, hostNames, limits, noGateway, startDotnet, textOf, useHosts } from './test/hosts.ts';

const isvAborted = -2147220891;

function assertStopped(outcome: ScriptOutcome, status: number, subCode: number, message: string): void {
  assert.equal(outcome.kind, 'fault');
  const fault: ScriptFault = { kind: 'plugin', code: isvAborted, message: `portico ${message}`, status, subCode };
  assert.deepEqual((outcome as { fault?: ScriptFault }).fault, fault);
}

for (const name of hostNames) {
  describe(`limits of the ${name} host: each stops the call, and the next call works`, { concurrency: false }, () => {
    const hosts = useHosts();
    const host = () => hosts[name];
    before(() => act(host(), { act: 'echo' }));

    test('a missing or empty request is refused', async () => {
      for (const inputs of [{}, { Request: null }, { Request: '' }]) {
        const outcome = await host().execute({ message: 'sample_Call', inputs, context, gateway: noGateway });
        assertStopped(outcome, 400, 1001, 'request-missing: the parameter `Request` is missing');
      }
    });

    test('a request with too many characters is refused before it is parsed', async () => {
      const inputs = { Request: '"'.repeat(limits.requestCharacters + 1) };
      const outcome = await host().execute({ message: 'sample_Call', inputs, context, gateway: noGateway });
      assertStopped(outcome, 413, 1002, 'request-too-large: the parameter `Request` has more than 5000 characters');
    });

    test('a request nested too deep is refused before it is parsed', async () => {
      const inputs = { Request: '['.repeat(limits.jsonDepth + 1) };
      const outcome = await host().execute({ message: 'sample_Call', inputs, context, gateway: noGateway });
      assertStopped(outcome, 400, 1003, 'request-too-deep: the parameter `Request` is nested deeper than 20 levels');
    });

    test('JSON.parse refuses texts nested too deep, as an error that the script may catch', async () => {
      const text = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
      assert.equal(textOf(await act(host(), { act: 'parse', text: text(20) })), 'object');
      assert.equal(textOf(await act(host(), { act: 'parse', text: text(21) })), 'SyntaxError: JSON is nested deeper than 20 levels');
    });

    test('an answer with too many characters is not handed out', async () => {
      assert.equal(textOf(await act(host(), { act: 'long', length: limits.answerCharacters })).length, limits.answerCharacters);
      const outcome = await act(host(), { act: 'long', length: limits.answerCharacters + 1 });
      assertStopped(outcome, 500, 1004, 'answer-too-large: the answer has more than 20000 characters');
    });

    test('an answer that is no text is a fault', async () => {
      assertStopped(await act(host(), { act: 'number' }), 500, 1011, 'script-error: the script failed: it did not answer with a text');
    });

    test('too many host calls end the script', async () => {
      assert.equal(textOf(await act(host(), { act: 'many', times: limits.hostCalls })), 'done');
      const outcome = await act(host(), { act: 'many', times: limits.hostCalls + 1 });
      assertStopped(outcome, 500, 1008, 'host-call-limit: the script made more than 20 calls to its host');
    });

    test('recursion ends the script, also inside try', async () => {
      // V8 offers its script a chance to catch the overflow; what counts is that neither process dies.
      const outcome = await act(host(), { act: 'recurse' });
      if (name === 'node') assert.equal(textOf(outcome), 'caught');
      else assertStopped(outcome, 500, 1007, 'recursion-limit: the script called itself deeper than 60 levels');
      assert.equal(textOf(await act(host(), { act: 'parse', text: '1' })), 'number');
    });

    test('what a script throws is a fault with its message', async () => {
      const told = 'script-error: the script failed: out of "luck" \u2028';
      assertStopped(await act(host(), { act: 'fail', text: 'out of "luck" \u2028' }), 500, 1011, told);
      assertStopped(await act(host(), { act: 'fail', text: 'out of "luck" \u2028', bare: true }), 500, 1011, told);
    });
  });
}

describe('time and statements', () => {
  const quick: Limits = { ...limits, milliseconds: 700, statements: 2_000_000_000 };
  const hosts = useHosts(quick);

  for (const name of hostNames) {
    test(`${name}: an endless loop is stopped, and try, catch and finally do not help it`, async () => {
      for (const endless of ['spin', 'sort']) {
        assertStopped(await act(hosts[name], { act: endless }), 504, 1005, 'time-limit: the call ran longer than 700 milliseconds');
      }
      assert.equal(textOf(await act(hosts[name], { act: 'count' })), '1');
    });
  }

  for (const runtime of ['dotnet', 'mono'] as const) {
    test(`${runtime}: the statement limit stops an endless loop, also in try and in a sort`, async () => {
      const host = startDotnet(runtime, limits);
      for (const endless of ['spin', 'sort']) {
        assertStopped(await act(host, { act: endless }), 500, 1006, 'statement-limit: the script ran more than 50000 statements');
      }
      await host.close();
    });
  }

  test('dotnet: functions that call each other do not use up a stack of 1 MB', async () => {
    const host = startDotnet('dotnet', { ...limits, recursion: 100_000, statements: 10_000_000 });
    const outcome = await act(host, { act: 'ring', depth: 20_000 });
    assertStopped(outcome, 500, 1007, 'recursion-limit: the script called itself deeper than 100000 levels');
    assert.equal(textOf(await act(host, { act: 'ring', depth: 20 })), '20');
    await host.close();
  });

  test('the limits that Node uses are those of the shipped plug-in', async () => {
    const outcome = await hosts.dotnet.limits();
    assert.ok(outcome.kind === 'done');
    assert.deepEqual(JSON.parse(outcome.outputs.Limits ?? ''), shippedLimits);
  });
});
