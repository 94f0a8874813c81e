import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { localPassword } from '../../cli/sample/load.ts';
import { type QueryResult, serverLogicUrl, tokenHeader, type WhoResult } from '../../contracts/index.ts';
import { contactOf } from '../doors/open-doors.ts';
import { answerIn, resultOf, type Visitor } from '../doors/visitor.ts';
import { type Attacked, openAttacked, sessionMilliseconds } from './environment.ts';
import { assertAudited, assertTellsNothing } from './polite.ts';

const records = serverLogicUrl('records');
const list = { operation: 'query', table: 'salesorder' };
const sessionCookie = '.AspNet.ApplicationCookie';
let world: Attacked;
let jane: Visitor;
before(async () => {
  world = await openAttacked('node');
  jane = await world.visitor('jane');
  world.newEntries();
});
after(() => world?.close());

const send = (visitor: Visitor, token: string | null, more: Readonly<Record<string, string>> = {}) =>
  visitor.request('POST', records, {
    body: JSON.stringify(list),
    headers: { ...more, ...(token === null ? {} : { [tokenHeader]: token }) },
  });

test('a missing, forged, foreign or outdated token reaches no custom API and tells no more than that', async () => {
  const fingerprint = world.fingerprint();
  const sam = await world.visitor('sam');
  world.fingerprint();
  const afterSignIn = world.fingerprint();
  const own = await jane.token();
  const before = await world.visitor();
  const early = await before.token();
  const forged = [
    await sam.token(),
    early,
    `${own}x`,
    own.slice(0, -2),
    `x${own}`,
    own.split('.')[0] ?? '',
    '..',
    '\u00e9',
    `${own}, ${own}`,
    'null',
  ];
  for (const token of [null, '', ...forged]) {
    const answer = await send(jane, token);
    assert.equal(answer.status, token === null || token === '' ? 401 : 403, `${token}`);
    assert.match(answer.text, /^\{"error":\{"code":"900401(07|09)","message":"[A-Z][^"]+\."\}\}$/);
    assertTellsNothing(answer.text);
  }
  const inBody = await jane.form(records, { [tokenHeader]: own });
  assert.equal(inBody.status, 401, 'a form of another site can carry fields, not headers');
  const inQuery = await jane.request('POST', `${records}?${tokenHeader}=${own}`, { body: '{}' });
  assert.equal(inQuery.status, 401);
  assert.deepEqual(world.newEntries(), []);
  assert.equal(world.fingerprint(), afterSignIn);
  assert.notEqual(afterSignIn, fingerprint, 'the fingerprint sees what a sign-in writes');
  assert.equal(resultOf(answerIn<QueryResult>(await send(jane, own))).rows.length > 0, true, 'the genuine one still works');
});

test('a session that was idle for too long is over: the old token is refused, the next request is a visitor’s', async () => {
  const person = await world.visitor('jane');
  const token = await person.token();
  world.advance(sessionMilliseconds + 1000);
  assert.equal((await send(person, token)).status, 403);
  assert.equal((await person.request('GET', '/orders')).headers.get('location'), '/SignIn?ReturnUrl=%2Forders');
  world.newEntries();
  assertAudited(world, await person.ask('records', list), { code: 'no-rule', contact: null });
  jane = await world.visitor('jane');
});

test('a cookie that was changed, made up, or kept after signing out is nobody’s', async () => {
  const genuine = jane.cookies.get(sessionCookie) ?? '';
  assert.match(genuine, /^[\w-]{43}$/);
  const stranger = await world.visitor();
  const known = contactOf('jane');
  for (const value of [
    genuine.slice(0, -1),
    `${genuine}x`,
    genuine.toLowerCase(),
    known,
    'admin',
    '%00',
    `${genuine}%20`,
    'x'.repeat(4000),
    '__proto__',
  ]) {
    stranger.cookies.set(sessionCookie, value);
    assert.equal(resultOf(await stranger.ask<WhoResult>('records', { operation: 'who' })).kind, 'anonymous', value.slice(0, 60));
  }
  const leaver = await world.visitor('jane');
  const kept = leaver.cookies.get(sessionCookie) ?? '';
  const token = await leaver.token();
  await leaver.form('/Account/Login/LogOff', { [tokenHeader]: token });
  leaver.cookies.set(sessionCookie, kept);
  assert.equal((await send(leaver, token)).status, 403);
  assert.equal(resultOf(await leaver.ask<WhoResult>('records', { operation: 'who' })).kind, 'anonymous');
});

test('a session that the attacker chose before sign-in is not the session after it (fixation)', async () => {
  const victim = await world.visitor();
  victim.cookies.set(sessionCookie, 'chosen-by-somebody-else');
  const pair = await victim.token();
  assert.equal((await victim.signIn('sam')).status, 302);
  assert.notEqual(victim.cookies.get(sessionCookie), 'chosen-by-somebody-else');
  assert.equal((await send(victim, pair)).status, 403, 'a token from before sign-in is worthless after it');
});

test('sign-in leads nowhere else, whatever address it is given (open redirect)', async () => {
  for (const target of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
    '/\r\nLocation: https://evil.example',
    '/ /evil.example',
    '/..//evil.example',
    '/./\\evil.example',
    'http:evil.example',
    '@evil.example',
    '\u2028//evil.example',
  ]) {
    const person = await world.visitor();
    const answer = await person.signIn('jane', target);
    assert.equal(answer.status, 302, target);
    const location = new URL(answer.headers.get('location') ?? '', world.portal.url);
    assert.equal(location.origin, world.portal.url, target);
    const link = await (await world.visitor()).request('GET', `/SignIn?ReturnUrl=${encodeURIComponent(target)}`);
    assert.doesNotMatch(link.text, /value="[^"]*evil/, target);
  }
});

test('a request for another host, or with an odd method, is not answered by the site', async () => {
  const { port } = world.portal;
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1',
    `127.0.0.1:${port + 1}`,
    `127.0.0.1:${port}.evil.example`,
    `localhost:${port}@evil.example`,
    '',
  ]) {
    const { status, text } = await raw({ host });
    assert.ok(status === 421 || status === 400, `${host}: ${status}`);
    assert.doesNotMatch(text, /evil/);
  }
  const forwarded = await raw({ host: `127.0.0.1:${port}`, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' });
  assert.equal(forwarded.status, 200);
  assert.doesNotMatch(forwarded.text, /evil/);
  for (const method of ['TRACE', 'PROPFIND', 'CONNECT']) assert.ok((await rawMethod(method)) >= 400, method);
  const token = await jane.token();
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'GET', 'HEAD']) {
    const answer = await jane.request(method, records, { headers: { [tokenHeader]: token } });
    assert.equal(answer.status, 405, method);
    assertTellsNothing(answer.text, uuids(answer.text));
  }
  for (const method of ['POST', 'PUT', 'DELETE']) assert.equal((await jane.request(method, '/orders', { body: 'x' })).status, 405);
});

test('oversized bodies, addresses, headers and cookies are refused, and the site goes on', async () => {
  const headers = { [tokenHeader]: await jane.token() };
  const big = await jane.request('POST', records, { headers, body: 'x'.repeat(1_100_000) });
  assert.equal(big.status, 413);
  assertTellsNothing(big.text);
  assert.equal((await jane.request('GET', `/${'a'.repeat(9000)}`)).status, 414);
  assert.equal((await jane.request('GET', '/', { headers: { 'x-long': 'a'.repeat(20_000) } })).status, 431);
  const form = await (await world.visitor()).form('/SignIn', { Username: 'jane', Password: localPassword, x: 'y'.repeat(1_100_000) });
  assert.equal(form.status, 413);
  assert.equal((await jane.request('GET', '/')).status, 200);
});

test('line breaks in an address, a parameter or a field never become a header', async () => {
  for (const path of [
    '/orders%0d%0aSet-Cookie:%20x=1',
    '/SignIn?ReturnUrl=/%0d%0aSet-Cookie:%20x=1',
    '/%0d%0aLocation:%20https://evil.example',
    '/Account/Login/LogOff?ReturnUrl=/x%0d%0aSet-Cookie:x=1',
  ]) {
    const answer = await (await world.visitor()).request('GET', path);
    assert.equal(
      answer.headers.getSetCookie().some((each) => each.startsWith('x=')),
      false,
      path,
    );
    assert.doesNotMatch(answer.headers.get('location') ?? '', /evil|[\r\n]/);
  }
  const anonymous = await (await world.visitor()).request('GET', '/orders?x=%0d%0aSet-Cookie:%20x=1');
  assert.equal(
    anonymous.headers.getSetCookie().some((each) => each.startsWith('x=')),
    false,
  );
});

const uuids = (text: string): readonly string[] => text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi) ?? [];

function raw(headers: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port: world.portal.port, path: '/', headers, setHost: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** The status line's number for a method that `fetch` does not send; a closed connection counts as 400. */
function rawMethod(method: string): Promise<number> {
  return new Promise((resolve) => {
    const { port } = world.portal;
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${method} / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => resolve(400));
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 400)));
  });
}
