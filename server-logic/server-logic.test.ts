import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { type Answer, apis, refusals, serverLogics } from '../contracts/index.ts';
// @ts-expect-error the build is plain JavaScript without declarations
import { buildServerLogic, plainScript } from './build.mjs';
import { forbiddenTexts } from './forbidden.ts';

const site = '5c1f9a40-0f5e-4a66-9d5e-0c7b7a1b2c3d';
const contact = '0a1b2c3d-0000-4000-8000-00000000000a';
const out = await mkdtemp(join(tmpdir(), 'portico-server-logic-'));
const scripts: { readonly [name: string]: string } = await buildServerLogic(out);
test.after(() => rm(out, { recursive: true }));

interface Invoked {
  readonly method: string;
  readonly url: string;
  readonly request: { readonly [field: string]: unknown };
}
type Reply = (url: string, request: Invoked['request']) => unknown;

const envelope = (StatusCode: number, Body: string) =>
  JSON.stringify({ StatusCode, Body, IsSuccessStatusCode: StatusCode < 300, ReasonPhrase: '', ServerError: false, Headers: {} });
const answers = (answer: unknown) => envelope(200, JSON.stringify({ '@odata.context': 'x', Response: JSON.stringify(answer) }));

/** Runs a built script as the platform does: the whole script in a fresh scope, then one of its functions. */
function run(name: string, operation: 'get' | 'post', more: { context?: object; user?: object | null; website?: object; reply: Reply }) {
  const invoked: Invoked[] = [];
  const logged: string[] = [];
  const InvokeCustomApi = (method: string, url: string, payload: string) => {
    const request = JSON.parse(JSON.parse(payload).Request);
    invoked.push({ method, url, request });
    return more.reply(url, request);
  };
  const Server = {
    Context: { ActivityId: 'activity-1', FunctionName: operation, ServerLogicName: name, ...more.context },
    Connector: { Dataverse: { InvokeCustomApi } },
    User: more.user === undefined ? { contactid: contact.toUpperCase(), fullname: 'Jane' } : more.user,
    Website: more.website ?? { adx_websiteid: site, adx_name: 'Site' },
    Logger: { Log: (text: string) => logged.push(text), Error: (text: string) => logged.push(text) },
  };
  const text: unknown = runInNewContext(`${scripts[name]}\n;${operation}()`, { Server });
  assert.equal(typeof text, 'string');
  return { answer: JSON.parse(text as string) as Answer<unknown>, invoked, logged };
}
const experience = serverLogics.experience.name;
const records = serverLogics.records.name;
const ok = { ok: true, result: { fine: true } };
const refusalOf = (answer: Answer<unknown>) => (answer.ok ? assert.fail('not refused') : answer.refusal);

test('the scripts are plain: top-level functions, no modules, nothing that the platform refuses', async () => {
  for (const name of [experience, records]) {
    const text = await readFile(join(out, `${name}.js`), 'utf8');
    assert.deepEqual(forbiddenTexts(text), []);
    assert.match(text, /^function post\(\)/m);
    assert.equal(text, scripts[name]);
  }
  assert.match(scripts[experience] ?? '', /^function get\(\)/m);
});

test('a seeded fault is found, also with blanks, in a comment and as a module', () => {
  const good = 'function get() { return "x"; }';
  assert.deepEqual(forbiddenTexts(good), []);
  for (const [bad, named] of [
    ['return eval ("1");', 'eval('],
    ['// delete this', 'delete'],
    ['({}).__proto__', '__proto__'],
    ['new Function("1")', 'Function('],
    ['fetch("/x")', 'fetch('],
    ['console.log(1)', 'console.'],
    ['import x from "y";', 'import'],
    ['export { get };', 'export'],
    ['require("fs")', 'require('],
  ] as const)
    assert.ok(forbiddenTexts(`${good}\n${bad}`).includes(named), bad);
});

test('the build refuses a forbidden text and a renamed function; two builds are equal', async () => {
  const list = '\nexport {\n  get\n};\n';
  assert.equal(plainScript(`function get() {}\n${list}`, 'x', forbiddenTexts), 'function get() {}\n\n');
  assert.throws(() => plainScript(`function get() { eval("1"); }\n${list}`, 'x', forbiddenTexts), /Power Pages refuses: eval\(/);
  assert.throws(() => plainScript(`function get2() {}\n${list.replace('get', 'get2 as get')}`, 'x', forbiddenTexts), /plain list/);
  assert.deepEqual(await buildServerLogic(out), scripts);
});

test('the experience bridge asks for the page and names the person that the platform knows', () => {
  const body = JSON.stringify({ page: '/orders', grids: ['orders'], language: 'de', claims: { site, contact: 'forged' }, admin: true });
  const { answer, invoked } = run(experience, 'post', { context: { Body: body, HttpMethod: 'POST' }, reply: () => answers(ok) });
  assert.deepEqual(answer, ok);
  assert.deepEqual(invoked, [
    {
      method: 'POST',
      url: apis.LoadExperience.uniqueName,
      request: { page: '/orders', grids: ['orders'], language: 'de', claims: { site, contact } },
    },
  ]);
});

test('a visitor is claimed as anonymous; braces and case of ids do not matter', () => {
  const visitor = run(experience, 'get', { user: null, website: { adx_websiteid: `{${site.toUpperCase()}}` }, reply: () => answers(ok) });
  assert.deepEqual(visitor.invoked[0]?.request, { page: '/', claims: { site, anonymous: true } });
});

test('a page made for somebody learns that the session has ended; the flag opens nothing and goes no further', () => {
  const context = { Body: JSON.stringify({ operation: 'query', table: 'salesorder', signedIn: true }) };
  const ended = run(records, 'post', { user: null, context, reply: () => answers({ ok: true, result: { reference: 'K7QM2XW4RT5B' } }) });
  assert.deepEqual(refusalOf(ended.answer), {
    code: 'session-expired',
    status: 401,
    reference: 'K7QM2XW4RT5B',
    message: refusals['session-expired'].message,
  });
  assert.deepEqual(
    ended.invoked.map(({ url }) => url),
    [apis.RecordFailure.uniqueName],
  );
  const present = run(records, 'post', { context, reply: () => answers(ok) });
  assert.deepEqual(present.invoked[0]?.request, { table: 'salesorder', claims: { site, contact } });
});

test('nothing is claimed where the platform gives no id', () => {
  const without = run(experience, 'get', { website: {}, reply: () => answers(ok) });
  assert.deepEqual(without.invoked[0]?.request, { page: '/' });
  const nameless = run(experience, 'get', { user: { fullname: 'Jane' }, reply: () => answers(ok) });
  assert.deepEqual(nameless.invoked[0]?.request, { page: '/' }, 'a signed-in person without an id is never a visitor');
});

test('Liquid gives its input, a browser its query string', () => {
  const liquid = run(experience, 'get', { context: { Input: '{"page":"/orders","language":"en"}' }, reply: () => answers(ok) });
  assert.equal(liquid.invoked[0]?.request.page, '/orders');
  const browser = run(experience, 'get', { context: { QueryParameters: { page: '/profile' } }, reply: () => answers(ok) });
  assert.equal(browser.invoked[0]?.request.page, '/profile');
});

test('the records bridge maps operations to APIs and passes the request on', () => {
  for (const [operation, api] of [
    ['query', apis.QueryRecords],
    ['get', apis.GetRecord],
    ['check', apis.CheckAccess],
    ['who', apis.WhoAmI],
  ] as const) {
    const body = JSON.stringify({ operation, table: 'salesorder', claims: { site: 'other' } });
    const { invoked } = run(records, 'post', { context: { Body: body }, reply: () => answers(ok) });
    assert.deepEqual(invoked[0], { method: 'POST', url: api.uniqueName, request: { table: 'salesorder', claims: { site, contact } } });
  }
});

const failureReply =
  (failing: unknown): Reply =>
  (url) => {
    if (url === apis.RecordFailure.uniqueName) return answers({ ok: true, result: { reference: 'ABCDEFGH2345' } });
    if (failing instanceof Error) throw failing;
    return failing;
  };

test('when Dataverse fails, the failure is reported and the person gets its reference and no error text', () => {
  const error = JSON.stringify({ error: { code: '0x80040265', message: 'SECRET column value' } });
  for (const [failing, code] of [
    [envelope(400, error), 'fault'],
    [envelope(503, ''), 'busy'],
    [envelope(429, ''), 'busy'],
    [{ StatusCode: 500, Body: error, IsSuccessStatusCode: false }, 'fault'],
    [envelope(204, ''), 'fault'],
    ['not json', 'fault'],
    [undefined, 'fault'],
    [envelope(200, '{"Response":"[1]"}'), 'fault'],
    [envelope(200, '{"Response":"{\\"ok\\":true}"}'), 'fault'],
    [new Error('SECRET host error'), 'fault'],
  ] as const) {
    const body = JSON.stringify({ operation: 'query', table: 'salesorder' });
    const { answer, invoked, logged } = run(records, 'post', { context: { Body: body }, reply: failureReply(failing) });
    assert.deepEqual(refusalOf(answer), { code, ...refusals[code], reference: 'ABCDEFGH2345' });
    assert.equal(invoked[1]?.url, apis.RecordFailure.uniqueName);
    assert.equal(invoked[1]?.request.correlation, 'activity-1');
    assert.doesNotMatch(JSON.stringify([answer, invoked, logged]), /SECRET/);
  }
});

test('the envelope may be an object, and its body one too', () => {
  const body = { Response: JSON.stringify(ok) };
  const { answer } = run(records, 'post', {
    context: { Body: '{"operation":"who"}' },
    reply: () => ({ StatusCode: 200, IsSuccessStatusCode: true, Body: body }),
  });
  assert.deepEqual(answer, ok);
});

test('a refusal of the API passes as it is', () => {
  const refused = { ok: false, refusal: { code: 'no-rule', status: 403, reference: 'X', message: 'no' } };
  const { answer } = run(records, 'post', { context: { Body: '{"operation":"query"}' }, reply: () => answers(refused) });
  assert.deepEqual(answer, refused);
});

test('bad bodies are refused in the bridge, with a reference, and reach no API', () => {
  for (const [Body, code] of [
    ['{', 'invalid-request'],
    ['[]', 'invalid-request'],
    ['"query"', 'invalid-request'],
    ['{}', 'invalid-request'],
    ['undefined', 'invalid-request'],
    ['{"operation":"constructor"}', 'invalid-request'],
    ['{"operation":["query"]}', 'invalid-request'],
    [`{"operation":"query","table":${'['.repeat(9000)}${']'.repeat(9000)}}`, 'invalid-request'],
    [`{"operation":"query","x":"${'y'.repeat(40000)}"}`, 'request-too-large'],
  ] as const) {
    const { answer, invoked } = run(records, 'post', { context: { Body }, reply: failureReply(null) });
    assert.equal(refusalOf(answer).code, code, Body.slice(0, 40));
    assert.equal(refusalOf(answer).reference, 'ABCDEFGH2345');
    assert.deepEqual(
      invoked.map((each) => each.url),
      [apis.RecordFailure.uniqueName],
    );
  }
});

test('without a reference there is still a polite refusal', () => {
  const { answer } = run(records, 'post', { context: { Body: '{"operation":"who"}' }, reply: () => envelope(500, '') });
  assert.deepEqual(refusalOf(answer), { code: 'fault', ...refusals.fault, reference: '' });
});
