import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
    const [, kept = ''] = /name="ReturnUrl" value="([^"]*)"/i.exec(link.text) ?? [];
    assert.equal(new URL(kept, world.portal.url).origin, world.portal.url, target);
    assert.match(kept, /^\/(?![/\\])/, target);
  }
});
