import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sessionCookie } from '../index.ts';
import { localReturnUrl } from '../pages/return-url.ts';
import { openBrowser } from './browser.ts';
import { startFixture } from './fixture.ts';
import { idOf } from './fixture-site.ts';

const fixture = await startFixture();
after(() => fixture.close());
const minute = 60_000;
const hour = 60 * minute;

test('sign-in: cookie and token are new, HttpOnly and Lax; the return address is local only', async () => {
  const jane = openBrowser(fixture);
  const before = await jane.token();
  const answer = await jane.signIn('JANE', undefined, '/orders?x=1');
  assert.equal(answer.status, 302);
  assert.equal(answer.headers.get('location'), '/orders?x=1');
  const cookie = answer.headers.getSetCookie().find((each) => each.startsWith(sessionCookie)) ?? '';
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Lax/);
  const stale = await jane.send('POST', '/_api/serverlogics/echo', '{}', { __RequestVerificationToken: before });
  assert.equal(stale.status, 403, 'a token from before the sign-in is worthless');
  const again = openBrowser(fixture);
  again.cookies.set(sessionCookie, 'chosen-by-somebody-else');
  await again.signIn('jane');
  assert.notEqual(again.cookies.get(sessionCookie), 'chosen-by-somebody-else');
});

test('open redirect: foreign, protocol-relative, backslashed and encoded addresses lead home', () => {
  for (const given of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\tevil',
    '/\n/evil.example',
    'javascript:alert(1)',
    'orders',
    '/.//evil.example',
    '/a/..//evil.example',
    '',
    null,
    '/SignIn?ReturnUrl=/',
    '/Account/Login/LogOff',
  ])
    assert.equal(localReturnUrl(given), '/', String(given));
  assert.equal(localReturnUrl('/orders?a=1#b'), '/orders?a=1#b');
});

test('open redirect through the form, and through sign-out', async () => {
  const jane = openBrowser(fixture);
  assert.equal((await jane.signIn('jane', undefined, '//evil.example/')).headers.get('location'), '/');
  const out = await jane.post('/Account/Login/LogOff', {
    __RequestVerificationToken: await jane.token(),
    ReturnUrl: 'https://evil.example',
  });
  assert.equal(out.headers.get('location'), '/');
});

test('wrong password, unknown name and locked account answer alike; five failures lock, also for the right password, until the lock ends', async () => {
  const own = await startFixture();
  const person = openBrowser(own);
  const wrong = await person.signIn('jane', 'wrong');
  const unknown = await person.signIn('nobody-of-that-name', 'wrong');
  const problem = (text: string) => /id="problem">([^<]+)/.exec(text)?.[1];
  assert.equal(wrong.status, 401);
  assert.equal(unknown.status, 401);
  assert.equal(problem(wrong.text), problem(unknown.text));
  await Promise.all([1, 2, 3, 4].map(() => openBrowser(own).signIn('jane', 'wrong')));
  const locked = await person.signIn('jane');
  assert.deepEqual([locked.status, problem(locked.text)], [401, problem(unknown.text)]);
  assert.equal((await openBrowser(own).signIn('sam')).status, 302, 'another person is not locked');
  own.advance(24 * hour + minute);
  assert.equal((await person.signIn('jane')).status, 302);
  await own.close();
});

test('sign-in needs the token; hostile input is escaped and changes nothing', async () => {
  const person = openBrowser(fixture);
  assert.equal((await person.post('/SignIn', { Username: 'jane', Password: 'x' })).status, 403);
  const answer = await person.signIn('"><script>alert(1)</script>', 'x');
  assert.equal(answer.status, 401);
  assert.doesNotMatch(answer.text, /<script>alert/);
  assert.equal((await person.signIn("jane' or 1=1 --", 'x')).status, 401);
});

test('a session ends after being idle, slides while it is used, and ends when the contact is disabled', async () => {
  const own = await startFixture();
  const jane = openBrowser(own);
  await jane.signIn('jane');
  own.advance(23 * hour);
  assert.equal((await jane.get('/orders')).status, 200);
  own.advance(23 * hour);
  assert.equal((await jane.get('/orders')).status, 200);
  const token = await jane.token();
  const call = () => jane.send('POST', '/_api/serverlogics/echo', '{}', { __RequestVerificationToken: token });
  assert.equal((await call()).status, 200);
  own.advance(24 * hour + 1);
  assert.equal((await call()).status, 403, 'an expired session takes its token with it');
  assert.equal(own.calls.length, 1, 'and nothing reached Dataverse');
  assert.equal((await jane.get('/orders')).status, 302);
  await jane.signIn('jane');
  assert.equal((await call()).status, 403, 'the token of another session');
  await own.dataverse.transaction({ kind: 'system' }, (service) =>
    service.update('contact', idOf('contact jane'), { statecode: ['choice', 1], statuscode: ['choice', 2] }),
  );
  assert.equal((await jane.get('/orders')).status, 302, 'out with the next request');
  assert.equal((await jane.signIn('jane')).status, 401);
  await own.close();
});

test('a contact that was merged into another is out with the next request, and may not sign in', async () => {
  const own = await startFixture();
  const jane = openBrowser(own);
  await jane.signIn('jane');
  assert.equal((await jane.get('/orders')).status, 200);
  await own.dataverse.transaction({ kind: 'system' }, (service) =>
    service.update('contact', idOf('contact jane'), { merged: ['boolean', true] }),
  );
  assert.equal((await jane.get('/orders')).status, 302);
  assert.equal((await jane.signIn('jane')).status, 401);
  await own.close();
});

test('signing out asks first, needs the token and ends the session on the server', async () => {
  const jane = openBrowser(fixture);
  await jane.signIn('jane');
  const cookie = jane.cookies.get(sessionCookie) ?? '';
  assert.match((await jane.get('/Account/Login/LogOff')).text, /Stay signed in/);
  await jane.post('/Account/Login/LogOff', { __RequestVerificationToken: 'forged.forged' });
  assert.equal((await jane.get('/orders')).status, 200);
  await jane.post('/Account/Login/LogOff', { __RequestVerificationToken: await jane.token() });
  jane.cookies.set(sessionCookie, cookie);
  assert.equal((await jane.get('/orders')).status, 302);
});

test('registration is closed', async () => {
  for (const path of ['/Register', '/Account/Login/Register', '/Account/Login/ExternalLogin'])
    assert.equal((await openBrowser(fixture).get(path)).status, 404, path);
});
