import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Browser, openBrowser, textAt } from './browser.ts';
import { portalUser, startFixture } from './fixture.ts';
import { idOf } from './fixture-site.ts';

const fixture = await startFixture();
after(() => fixture.close());
const visitor = openBrowser(fixture);
const jane = openBrowser(fixture);
await jane.signIn('jane');
const sam = openBrowser(fixture);
await sam.signIn('sam');

const call = async (
  browser: Browser,
  name: string,
  { method = 'POST', body = '{}', token }: { method?: string; body?: string; token?: string } = {},
) => {
  const headers = { __RequestVerificationToken: token ?? (await browser.token()) };
  const path = `/_api/serverlogics/${name}`;
  const answer = method === 'GET' ? await browser.get(path, headers) : await browser.send(method, path, body, headers);
  return {
    ...answer,
    json: JSON.parse(answer.text) as {
      success?: boolean;
      data?: string;
      error?: { code: string; message: string } | null;
      requestId?: string;
    },
  };
};

test('server logic: the function of the method runs with the visitor and the request; the envelope carries its text', async () => {
  const { status, json } = await call(jane, 'echo?id=7', { method: 'GET' });
  assert.equal(status, 200);
  assert.equal(json.success, true);
  assert.equal(json.error, null);
  const data = JSON.parse(json.data ?? '') as { user: string; query: object; headers: Record<string, string>; hash?: string };
  assert.equal(data.user, 'Jane Doe');
  assert.deepEqual(data.query, { id: '7' });
  assert.equal(data.hash, undefined, 'no identity columns');
  assert.equal(
    Object.keys(data.headers).some((name) => /cookie|token/i.test(name)),
    false,
    'no secrets of the session',
  );
});

test('server logic: custom APIs are called as the site’s user with the visitor’s contact; absent evidence leaves both out', async () => {
  const { json } = await call(jane, 'echo', { body: '{"x":1}' });
  const answer = JSON.parse(json.data ?? '') as { StatusCode: number; Body: string };
  assert.equal(answer.StatusCode, 200);
  assert.equal((JSON.parse(answer.Body) as { Response: string }).Response, '{"ok":true}');
  assert.deepEqual(fixture.calls.at(-1), {
    user: portalUser,
    message: 'sample_Api',
    inputs: { Request: '{"x":1}' },
    portal: { isPortalsClientCall: true, contactId: idOf('contact jane') },
  });
  await call(visitor, 'echo');
  assert.deepEqual(fixture.calls.at(-1)?.portal, { isPortalsClientCall: true, contactId: null });
  const own = await startFixture({ identityEvidence: 'absent', envelope: 'pascal' });
  const pascal = await call(openBrowser(own), 'echo');
  assert.match(pascal.text, /"Success":true,"Data":/);
  assert.equal('portal' in (own.calls.at(-1) ?? {}), false);
  await own.close();
});

test('server logic: a fault of Dataverse is an answer, not an exception', async () => {
  const own = await startFixture({}, () => ({ kind: 'failed', status: 400, code: '0x80040265', message: 'no' }));
  const { json } = await call(openBrowser(own), 'echo');
  const answer = JSON.parse(json.data ?? '') as { StatusCode: number; IsSuccessStatusCode: boolean; Body: string };
  assert.equal(answer.StatusCode, 400);
  assert.equal(answer.IsSuccessStatusCode, false);
  assert.match(answer.Body, /0x80040265/);
  await own.close();
});

test('server logic: roles guard it, also from Liquid; unknown ones are 404, refused texts and exceptions 500 without details', async () => {
  assert.equal((await call(jane, 'staff-only', { method: 'GET' })).status, 403);
  assert.equal((await call(visitor, 'staff-only', { method: 'GET' })).status, 403);
  assert.equal((await call(sam, 'staff-only', { method: 'GET' })).json.data, 'staff');
  assert.equal((await call(jane, 'nothing')).status, 404);
  assert.equal((await call(jane, 'refused', { method: 'GET' })).status, 500);
  assert.equal((await call(jane, 'echo', { method: 'DELETE' })).status, 405);
  const thrown = await call(jane, 'echo', { method: 'PUT' });
  assert.equal(thrown.status, 500);
  assert.doesNotMatch(thrown.text, /secret detail/);
  assert.ok(
    fixture.site.site.diagnostics.list().some(({ message }) => message.includes('secret detail')),
    'the maker sees it',
  );
});

test('anti-forgery: a missing token is 401 90040109, a forged one or another person’s 403 90040107, whatever the method', async () => {
  const calls = fixture.calls.length;
  const own = await jane.token();
  for (const method of ['GET', 'POST', 'DELETE']) {
    const none = method === 'GET' ? await jane.get('/_api/serverlogics/echo') : await jane.send(method, '/_api/serverlogics/echo', '');
    assert.equal(none.status, 401);
    assert.match(none.text, /90040109/);
    for (const forged of ['forged', 'a.b', `${own}x`, await sam.token(), own.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))]) {
      const { status, json } = await call(jane, 'echo', { method, token: forged });
      assert.equal(status, 403, forged);
      assert.equal(json.error?.code, '90040107');
    }
  }
  assert.equal((await jane.send('POST', '/_api/accounts', '{}')).status, 401);
  assert.equal(fixture.calls.length, calls, 'nothing reached Dataverse');
});

test('portal Web API: every door in the platform’s order, closed unless settings and permissions open it', async () => {
  const code = async (browser: Browser, path: string) => {
    const { status, text } = await browser.get(path);
    return `${status} ${(JSON.parse(text) as { error: { code: string } }).error.code}`;
  };
  for (const path of ['/_api/powerpagecomponents', '/_api/mspp_webroles', '/_api/adx_settings'])
    assert.equal(await code(sam, path), '404 9004010E');
  assert.equal(await code(sam, '/_api/nothing'), '400 9004010A');
  assert.equal(await code(sam, '/_api/contacts'), '404 9004010C');
  assert.equal(await code(sam, `/_api/contacts(${idOf('contact jane')})`), '404 9004010C');
  assert.equal(await code(visitor, '/_api/accounts'), '403 90040120');
  assert.equal(await code(sam, '/_api/accounts'), '501 9004010D');
});

test('Liquid tags: server logic, code component, fetchxml under table permissions; no identity column is printed', async () => {
  const own = (await jane.get('/tags')).text;
  assert.equal(textAt(own, 'said'), 'HELLO|200');
  assert.equal(textAt(own, 'refused'), 'false|403');
  assert.equal(textAt(own, 'roles'), 'Buyers, Everybody');
  assert.equal(textAt(own, 'accounts'), 'true:Child;', 'the company’s children by the account scope');
  assert.equal(textAt(own, 'hash'), '[]');
  assert.equal(textAt((await sam.get('/tags')).text, 'accounts'), 'true:Parent;Child;');
  assert.equal(textAt((await visitor.get('/tags')).text, 'accounts'), 'false:');
});

test('a code component’s place holds its files and properties, escaped; the files are served', async () => {
  const { text } = await jane.get('/tags');
  const [, attribute = ''] = /data-control="([^"]*)"/.exec(text) ?? [];
  const place = JSON.parse(attribute.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')) as {
    parameters: Record<string, { value: string | null }>;
    code: string[];
    resx: { lcid: number }[];
  };
  assert.equal(place.parameters['grid']?.value, 'a"b');
  assert.equal('colour' in place.parameters, false);
  assert.equal(place.resx[0]?.lcid, 1033);
  const bundle = await visitor.get(place.code[0] ?? '');
  assert.match(bundle.text, /registerControl\('Sample.Grid'/);
  assert.equal(bundle.headers.get('content-type'), 'text/javascript; charset=utf-8');
  assert.equal((await visitor.get(`/_pcfwebresource/${idOf('nothing')}`)).status, 404);
  assert.equal((await visitor.get('/_portal/pcf-host.js')).status, 200);
});

test('workbench: outside of the site, one POST with the token switches the person; a forged one does nothing', async () => {
  const person = openBrowser(fixture);
  assert.match((await person.get('/')).text, /<script src="\/_workbench\/bar.js" defer><\/script>\s*<\/body>/);
  const facts = JSON.parse((await person.get('/_workbench/personas')).text) as {
    personas: { name: string; roles: string[] }[];
    token: string;
  };
  assert.deepEqual(
    facts.personas.map(({ name, roles }) => `${name}: ${roles.join(', ')}`),
    ['Jane Doe: Buyers', 'Sam <i>Okafor</i>: Staff'],
  );
  assert.equal((await person.post('/_workbench/persona', { contact: idOf('contact sam') })).status, 403);
  assert.equal((await person.get('/staff')).status, 302);
  const switched = await person.post('/_workbench/persona', {
    contact: idOf('contact sam'),
    __RequestVerificationToken: facts.token,
    ReturnUrl: '/staff',
  });
  assert.equal(switched.headers.get('location'), '/staff');
  assert.equal((await person.get('/staff')).status, 200);
  const page = (await person.get('/_workbench')).text;
  assert.doesNotMatch(page, /<i>Okafor/);
  await person.post('/_workbench/persona', { contact: '', __RequestVerificationToken: await person.token() });
  assert.equal((await person.get('/staff')).status, 302);
});

test('without the workbench nothing of it exists', async () => {
  const own = await startFixture({ workbench: false });
  const person = openBrowser(own);
  assert.doesNotMatch((await person.get('/')).text, /_workbench/);
  assert.equal((await person.get('/_workbench')).status, 404);
  assert.equal((await person.get('/_workbench/personas')).status, 404);
  await own.close();
});
