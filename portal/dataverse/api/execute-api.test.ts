import assert from 'node:assert/strict';
import test from 'node:test';
import type { OrganizationGateway, ScriptCall, ScriptHost, ScriptOutcome, ServiceAnswer } from '../../plugin-host/index.ts';
import { createDataverse } from '../index.ts';
import { EMPTY_GUID } from '../storage/guid.ts';
import { userWith } from '../test/role-for.ts';
import { solutionZip } from '../test/sample-solution.ts';

const system = { kind: 'system' } as const;
const report = { trace: '', hostMilliseconds: 0 };
const things = '<fetch><entity name="new_thing"><attribute name="new_name"/></entity></fetch>';
const isvAborted = 0x80040265 | 0;

const answerOf = (gateway: OrganizationGateway, ...request: Parameters<OrganizationGateway['handle']>): ServiceAnswer => {
  const answer = gateway.handle(...request);
  return answer instanceof Promise ? assert.fail('the gateway answers at once') : answer;
};

type Script = (call: ScriptCall) => ScriptOutcome | Promise<ScriptOutcome>;

/** A dataverse with the sample solution, a caller who may execute its API, and a host that runs the given script. */
async function fixture(script: Script) {
  const made: string[] = [];
  const host: ScriptHost = { execute: async (call) => script(call), close: async () => undefined };
  const dataverse = createDataverse({
    file: ':memory:',
    host: (code) => {
      made.push(code.script ?? '');
      return host;
    },
  });
  assert.equal((await dataverse.importSolution(solutionZip())).kind, 'imported');
  const user = await userWith(dataverse, 'portal', ['prvReadnew_Thing', 'prvCreatenew_Thing']);
  const run = (inputs: Readonly<Record<string, unknown>> = { Request: '{}' }) => dataverse.executeApi({ user, message: 'new_Ask', inputs });
  const count = () => dataverse.read(system).retrieveMultiple(things).rows.length;
  return { dataverse, user, run, made, count };
}

const done = (Response: string): ScriptOutcome => ({ ...report, kind: 'done', outputs: { Response } });

test('a custom API runs the script of the imported package in one transaction and commits it', async () => {
  const { dataverse, run, made, count } = await fixture(({ gateway, inputs }) => {
    const created = answerOf(gateway, 'system', {
      kind: 'create',
      table: 'new_thing',
      values: { new_name: ['text', 'from script'], new_kind: ['choice', 2] },
    });
    assert.ok('result' in created && 'id' in created.result);
    const found = answerOf(gateway, 'system', {
      kind: 'retrieveMultiple',
      fetchXml: things.replace('</entity>', '<attribute name="new_kind"/><attribute name="versionnumber"/></entity>'),
    });
    return done(JSON.stringify([inputs, found]));
  });
  const result = await run({ Request: 'ask' });
  assert.equal(result.kind, 'done', JSON.stringify(result));
  const [inputs, found] = JSON.parse(String(result.kind === 'done' && result.outputs.Response));
  assert.deepEqual(inputs, { Request: 'ask', Hint: null });
  const [row] = found.result.rows;
  assert.deepEqual(
    [row.values.new_name, row.values.new_kind, row.formatted, row.values.versionnumber[0]],
    [['text', 'from script'], ['choice', 2], { new_kind: 'Big' }, 'bigint'],
  );
  assert.equal(row.version, row.values.versionnumber[1]);
  assert.deepEqual([made, count()], [['var portico = {};'], 1]);
  await run();
  assert.equal(made.length, 1);
  await dataverse.importSolution(solutionZip());
  await run();
  assert.equal(made.length, 2);
  await dataverse.close();
});

test('the checks before the script: privilege 403, parameters 400, unknown API 404, unknown caller', async () => {
  const { dataverse, run, user } = await fixture(() => assert.fail('the script ran'));
  const stranger = await userWith(dataverse, 'stranger', []);
  const failure = async (call: Parameters<typeof dataverse.executeApi>[0]) => {
    const result = await dataverse.executeApi(call);
    return result.kind === 'failed' ? [result.status, result.code] : assert.fail('it ran');
  };
  const call = { user, message: 'new_Ask', inputs: { Request: '{}' } };
  assert.deepEqual(await failure({ ...call, user: stranger }), [403, '0x80040220']);
  assert.deepEqual(await failure({ ...call, user: EMPTY_GUID }), [404, '0x80040217']);
  assert.deepEqual(await failure({ ...call, message: "new_Ask' OR 1=1" }), [404, '0x8006088a']);
  assert.deepEqual(await failure({ ...call, inputs: {} }), [400, '0x80048d19']);
  assert.deepEqual(await failure({ ...call, inputs: { Request: 1 } }), [400, '0x80048d19']);
  assert.deepEqual(await failure({ ...call, inputs: { Request: '{}', Contact: 'x' } }), [400, '0x80048d19']);
  assert.equal((await run({ Request: null })).kind, 'failed');
  await dataverse.close();
});

test('faults roll back and map to the status of the platform', async () => {
  const outcomes: ScriptOutcome['kind'][] = [];
  let next: Script = () => done('');
  const { dataverse, run, count } = await fixture(async (call) => {
    answerOf(call.gateway, 'system', { kind: 'create', table: 'new_thing', values: {} });
    const outcome = await next(call);
    outcomes.push(outcome.kind);
    return outcome;
  });
  const failure = async (script: Script) => {
    next = script;
    const result = await run();
    return result.kind === 'failed' ? [result.status, result.code, result.message] : assert.fail('it was committed');
  };
  const plugin = (status: number): ScriptOutcome => ({
    ...report,
    kind: 'fault',
    fault: { kind: 'plugin', code: isvAborted, message: 'no', status, subCode: 1 },
  });
  assert.deepEqual(await failure(() => plugin(400)), [400, '0x80040265', 'no']);
  assert.deepEqual(await failure(() => plugin(413)), [413, '0x80040265', 'no']);
  assert.deepEqual(
    (await failure(() => ({ ...report, kind: 'fault', fault: { kind: 'service', code: 0x80040220 | 0, message: 'no' } }))).slice(0, 2),
    [403, '0x80040220'],
  );
  assert.deepEqual(
    (await failure(() => ({ ...report, kind: 'fault', fault: { kind: 'unexpected', code: 0x80040224 | 0, message: 'no' } })))[0],
    500,
  );
  assert.deepEqual((await failure(() => Promise.reject(new Error('the pipe broke')))).slice(0, 2), [500, '0x80040224']);
  const swallowed: Script = ({ gateway, context }) => {
    const denied = answerOf(gateway, context.userId, { kind: 'update', table: 'new_thing', id: EMPTY_GUID, values: {} });
    assert.ok('fault' in denied && denied.fault.code === (0x80040220 | 0));
    const after = answerOf(gateway, 'system', { kind: 'retrieveMultiple', fetchXml: things });
    assert.ok('fault' in after && after.fault.code === (0x8009000c | 0));
    return done('the script went on');
  };
  assert.deepEqual((await failure(swallowed)).slice(0, 2), [500, '0x8009000c']);
  assert.equal(count(), 0);
  next = () => done('');
  assert.equal((await run()).kind, 'done');
  assert.equal(count(), 1);
  await dataverse.close();
});

test('the context tells the identity of each door: portal contact, anonymous, direct, properties absent', async () => {
  const { dataverse, user } = await fixture(({ context }) => done(JSON.stringify(context)));
  await dataverse.transaction(system, (service) => service.update('systemuser', user, { applicationid: ['guid', user] }));
  const contextOf = async (portal?: Parameters<typeof dataverse.executeApi>[0]['portal']) => {
    const result = await dataverse.executeApi({
      user: user.toUpperCase(),
      message: 'new_Ask',
      inputs: { Request: '' },
      ...(portal ? { portal } : {}),
    });
    return JSON.parse(String(result.kind === 'done' && result.outputs.Response));
  };
  const contact = '8a000000-0000-4000-8000-0000000000dd';
  const signedIn = await contextOf({ isPortalsClientCall: true, contactId: contact });
  assert.deepEqual(
    [
      signedIn.userId,
      signedIn.organizationId,
      signedIn.isPortalsClientCall,
      signedIn.portalsContactId,
      signedIn.isApplicationUser,
      signedIn.stage,
    ],
    [user, dataverse.organizationId, true, contact, true, 30],
  );
  assert.equal((await contextOf({ isPortalsClientCall: true, contactId: null })).portalsContactId, EMPTY_GUID);
  const direct = await contextOf();
  assert.deepEqual([direct.isPortalsClientCall, direct.portalsContactId], [false, EMPTY_GUID]);
  const absent = await contextOf('absent');
  assert.deepEqual([absent.portalProperties, 'portalsContactId' in absent], ['absent', false]);
  await dataverse.close();
});
