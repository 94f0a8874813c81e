import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { apis, serverLogics } from '../contracts/index.ts';
// @ts-expect-error the build is plain JavaScript without declarations
import { buildServerLogic } from './build.mjs';

const out = await mkdtemp(join(tmpdir(), 'portico-acting-'));
const scripts: { readonly [name: string]: string } = await buildServerLogic(out);
test.after(() => rm(out, { recursive: true }));

const envelope = (StatusCode: number, Body: unknown) =>
  JSON.stringify({ StatusCode, Body: JSON.stringify(Body), IsSuccessStatusCode: StatusCode < 300 });
const answers = (answer: unknown) => envelope(200, { Response: JSON.stringify(answer) });
const fault = (code: string) => envelope(code === '0x80060882' ? 412 : 500, { error: { code, message: 'SECRET' } });
const ok = { ok: true, result: { fine: true } };
const reported = { ok: true, result: { reference: 'ABCDEFGH2345' } };

/** Posts to the records bridge, or asks it as Liquid does; the replies come in turn. */
function post(body: object, replies: readonly string[], from: 'browser' | 'liquid' = 'browser') {
  const urls: string[] = [];
  const requests: { readonly [field: string]: unknown }[] = [];
  const InvokeCustomApi = (_method: string, url: string, payload: string) => {
    urls.push(url);
    requests.push(JSON.parse(JSON.parse(payload).Request));
    return replies[urls.length - 1];
  };
  const Server = {
    Context: { ActivityId: 'activity-1', [from === 'browser' ? 'Body' : 'Input']: JSON.stringify(body) },
    Connector: { Dataverse: { InvokeCustomApi } },
    User: { contactid: '0a1b2c3d-0000-4000-8000-00000000000a' },
    Website: { adx_websiteid: '5c1f9a40-0f5e-4a66-9d5e-0c7b7a1b2c3d' },
    Logger: { Log: () => undefined, Error: () => undefined },
  };
  return {
    answer: JSON.parse(runInNewContext(`${scripts[serverLogics.records.name]}\n;${from === 'browser' ? 'post' : 'get'}()`, { Server })),
    urls,
    requests,
  };
}

test('save, actions and run each reach their API with the body as it is and the platform’s claims', () => {
  for (const [operation, api] of [
    ['save', apis.SaveRecord],
    ['actions', apis.ListActions],
    ['run', apis.RunAction],
  ] as const) {
    const { answer, urls, requests } = post({ operation, table: 'salesorder', claims: { site: 'forged' } }, [answers(ok)]);
    assert.deepEqual(answer, ok);
    assert.deepEqual(urls, [api.uniqueName]);
    assert.equal(requests[0]?.table, 'salesorder');
    assert.notDeepEqual(requests[0]?.claims, { site: 'forged' });
  }
});

test('a lost race is asked once more with the same key: the winner’s answer, or the conflict, comes back', () => {
  const conflict = { ok: false, refusal: { code: 'version-conflict', status: 409, reference: 'X', message: 'changed' } };
  for (const code of ['0x80060882', '0x80040237', '0x80060892', '0x80040217']) {
    const { answer, urls, requests } = post({ operation: 'run', key: 'k'.repeat(20) }, [fault(code), answers(conflict)]);
    assert.deepEqual(answer, conflict);
    assert.deepEqual(urls, [apis.RunAction.uniqueName, apis.RunAction.uniqueName]);
    assert.deepEqual(requests[0], requests[1]);
  }
});

test('a race that is lost twice, another fault, and an operation without a key are reported', () => {
  const twice = post({ operation: 'save' }, [fault('0x80060882'), fault('0x80060882'), answers(reported)]);
  assert.deepEqual([twice.answer.refusal.code, twice.answer.refusal.reference], ['fault', 'ABCDEFGH2345']);
  assert.deepEqual(twice.urls, [apis.SaveRecord.uniqueName, apis.SaveRecord.uniqueName, apis.RecordFailure.uniqueName]);
  const other = post({ operation: 'save' }, [fault('0x80040220'), answers(reported)]);
  assert.deepEqual(other.urls, [apis.SaveRecord.uniqueName, apis.RecordFailure.uniqueName]);
  const reading = post({ operation: 'query' }, [fault('0x80060882'), answers(reported)]);
  assert.deepEqual(reading.urls, [apis.QueryRecords.uniqueName, apis.RecordFailure.uniqueName]);
  assert.doesNotMatch(JSON.stringify([twice, other, reading]), /SECRET/);
});

test('a long text may be saved; a long query is still refused', () => {
  const long = 'y'.repeat(40000);
  assert.deepEqual(post({ operation: 'save', x: long }, [answers(ok)]).answer, ok);
  assert.equal(post({ operation: 'query', x: long }, [answers(reported)]).answer.refusal.code, 'request-too-large');
  assert.equal(post({ operation: 'save', x: long.repeat(4) }, [answers(reported)]).answer.refusal.code, 'request-too-large');
});

test('a page that the site refused is reported with its address alone; code and status are the bridge’s own', () => {
  for (const from of ['browser', 'liquid'] as const) {
    const { answer, urls, requests } = post(
      { operation: 'denied', page: '/orders?id=SECRET#SECRET', claims: { site: 'forged' } },
      [answers(reported)],
      from,
    );
    assert.deepEqual(answer, reported);
    assert.deepEqual(urls, [apis.RecordFailure.uniqueName]);
    const { claims, ...report } = requests[0] ?? {};
    assert.deepEqual(report, { api: 'Page', code: 'page-denied', status: 403, message: '/orders' });
    assert.notDeepEqual(claims, { site: 'forged' });
  }
});

test('a report with anything else, or without an address, is refused and reported as that', () => {
  for (const wrong of [
    {},
    { page: 7 },
    { page: 'https://example.com/' },
    { page: `/${'x'.repeat(400)}` },
    { page: '/a', code: 'allowed' },
    { page: '/a', status: 200 },
    { page: '/a', message: 'forged' },
    { page: '/a', api: 'SaveRecord' },
    { page: '/a', correlation: 'x' },
  ]) {
    const { answer, requests } = post({ operation: 'denied', ...wrong }, [answers(reported)]);
    assert.deepEqual([answer.refusal.code, requests[0]?.code], ['invalid-request', 'invalid-request'], JSON.stringify(wrong));
  }
});

test('a reference is explained for the browser and for pages; pages ask for nothing else', () => {
  for (const from of ['browser', 'liquid'] as const) {
    const { answer, urls, requests } = post({ operation: 'explain', reference: 'ABCDEFGH2345' }, [answers(ok)], from);
    assert.deepEqual([answer, urls, requests[0]?.reference], [ok, [apis.ExplainReference.uniqueName], 'ABCDEFGH2345']);
  }
  for (const operation of ['save', 'run', 'query', 'constructor', '__proto__'])
    assert.equal(post({ operation }, [answers(reported)], 'liquid').answer.refusal.code, 'invalid-request', operation);
});
