import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import type { OrganizationGateway, ServiceAnswer } from './index.ts';
import { act, context, hostNames, limits, noGateway, textOf, useHosts } from './test/hosts.ts';

const denied = { code: -2147220960, message: 'Principal user is missing prvReadAccount privilege' };
const query = { operation: 'retrieveMultiple', argument: { as: 'user', fetchXml: '<fetch/>' } };
const none: ServiceAnswer = { result: { rows: [], more: false, cookie: null, count: null } };

/** Answers each request with the next of the given answers. */
function answering(...answers: readonly ServiceAnswer[]): OrganizationGateway & { readonly calls: () => number } {
  let calls = 0;
  return { handle: () => answers[calls++] ?? assert.fail('one request too many'), calls: () => calls };
}

for (const name of hostNames) {
  describe(`faults in the ${name} host`, () => {
    const hosts = useHosts();
    const host = () => hosts[name];

    test('a fault of the service ends the call with its own code and message', async () => {
      const outcome = await act(host(), { act: 'host', ...query }, answering({ fault: denied }));
      assert.ok(outcome.kind === 'fault');
      assert.deepEqual(outcome.fault, { kind: 'service', ...denied });
    });

    test('a script that catches a fault gets no further call, and the caller still gets the first fault', async () => {
      const gateway = answering({ fault: denied }, none);
      const outcome = await act(host(), { act: 'swallow', ...query }, gateway);
      assert.ok(outcome.kind === 'fault');
      assert.deepEqual(outcome.fault, { kind: 'service', ...denied });
      assert.equal(gateway.calls(), 1);
    });

    test('a limit cannot be caught either', async () => {
      const outcome = await act(host(), { act: 'swallow', operation: 'unknown', argument: {} }, answering());
      assert.ok(outcome.kind === 'fault');
      assert.equal(outcome.fault.message, 'portico host-argument: `unknown` is no operation of the host');
    });

    test('an engine is used again after a normal end and thrown away after a fault', async () => {
      const counted = async () => textOf(await act(host(), { act: 'count' }));
      await act(host(), { act: 'fail', text: 'start with a fresh engine' });
      while ((await counted()) !== '1') await act(host(), { act: 'fail', text: 'throw away what another test left' });
      assert.equal(await counted(), '2');
      assert.equal(await counted(), '3');
      await act(host(), { act: 'host', ...query }, answering({ fault: denied }));
      assert.equal(await counted(), '1');
      await act(host(), { act: 'parse', text: '!' });
      assert.equal(await counted(), '2');
    });

    test('engines of one organization never serve another', async () => {
      const call = { message: 'sample_Call', inputs: { Request: '{"act":"count"}' }, gateway: noGateway };
      const counted = async (organizationId: string) => textOf(await host().execute({ ...call, context: { ...context, organizationId } }));
      assert.equal(await counted('0a000000-0000-4000-8000-0000000000a1'), '1');
      assert.equal(await counted('0a000000-0000-4000-8000-0000000000a2'), '1');
      assert.equal(await counted('0a000000-0000-4000-8000-0000000000a1'), '2');
    });

    test('a gateway that breaks rejects the call with its own error', async () => {
      const broken: OrganizationGateway = {
        handle: () => {
          throw new TypeError('a defect of the database');
        },
      };
      await assert.rejects(act(host(), { act: 'swallow', ...query }, broken), new TypeError('a defect of the database'));
      assert.equal(textOf(await act(host(), { act: 'parse', text: '1' })), 'number');
    });

    test('host calls that take no part in the transaction', async () => {
      const said = async (operation: string, argument: object) =>
        JSON.parse(textOf(await act(host(), { act: 'host', operation, argument }))) as { readonly [name: string]: string };
      const text = 'é漢😀 \ud800';
      assert.deepEqual(await said('sha256', { text }), { hex: createHash('sha256').update(text, 'utf8').digest('hex') });
      assert.deepEqual(await said('sha256', { text: 'abc' }), { hex: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' });
      // RFC 4231, test case 2.
      const signed = await said('hmac', { key: '4a656665', text: 'what do ya want for nothing?' });
      assert.deepEqual(signed, { hex: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843' });
      assert.match((await said('random', { bytes: 16 })).hex ?? '', /^[0-9a-f]{32}$/);
      assert.notDeepEqual(await said('random', { bytes: 16 }), await said('random', { bytes: 16 }));
      const { now = '' } = await said('now', {});
      assert.match(now, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.ok(Math.abs(Date.now() - Date.parse(now)) < 60_000);
    });

    test('arguments that the host does not take', async () => {
      const wrong: readonly (readonly [string, string])[] = [
        ['random', '{"bytes":65}'],
        ['random', '{"bytes":1.5}'],
        ['hmac', '{"key":"4A","text":""}'],
        ['hmac', '{"key":"","text":""}'],
        ['sha256', '{"text":5}'],
        ['sha256', 'null'],
        ['sha256', '{"text":"x"'],
        ['sha256', `{"text":${'['.repeat(limits.jsonDepth + 1)}`],
        ['update', '{"as":"user","table":"account","id":"1","values":{}}'],
        ['delete', '{"as":"system","table":"account","id":"1"}'],
        ['delete', '{"as":"system","id":"0b000000-0000-4000-8000-000000000001"}'],
        ['retrieveMultiple', '{"as":"somebody","fetchXml":"<fetch/>"}'],
      ];
      for (const [operation, argument] of wrong) {
        const outcome = await act(host(), { act: 'raw', operation, argument });
        assert.ok(
          outcome.kind === 'fault' && outcome.fault.kind === 'plugin' && outcome.fault.subCode === 1010,
          `${operation} ${argument}`,
        );
      }
    });

    test('the trace tells the call and what the script traced, cut at 1000 characters', async () => {
      const outcome = await act(host(), { act: 'host', operation: 'trace', argument: { text: `{0} ${'x'.repeat(2000)}` } });
      assert.equal(outcome.trace, `sample_Call: depth 1, stage 30, in transaction True\n{0} ${'x'.repeat(996)}\n`);
    });
  });
}

describe('built-ins', () => {
  const hosts = useHosts();
  for (const name of hostNames) {
    test(`${name}: those of ECMAScript 5 alone`, async () => {
      assert.equal(textOf(await act(hosts[name], { act: 'builtins' })), Array(7).fill('undefined').join());
    });
  }
});
