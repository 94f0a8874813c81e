import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { localPassword } from '../../cli/sample/load.ts';
import { serverLogicUrl, tokenHeader } from '../../contracts/index.ts';
import type { Visitor } from '../doors/visitor.ts';
import { type Attacked, openAttacked } from './environment.ts';
import { assertTellsNothing } from './polite.ts';

const records = serverLogicUrl('records');
let world: Attacked;
let jane: Visitor;
before(async () => {
  world = await openAttacked('node');
  jane = await world.visitor('jane');
  world.newEntries();
});
after(() => world?.close());

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
  // Pages of the site ask the bridge with an input of their own (Liquid); an address alone asks for nothing.
  const asked = await jane.request('GET', `${records}?operation=query&table=salesorder`, { headers: { [tokenHeader]: token } });
  assert.match(asked.text, /invalid-request/);
  assertTellsNothing(asked.text, uuids(asked.text));
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
    const answer = await jane.request(method, records, { headers: { [tokenHeader]: token } });
    assert.equal(answer.status, 405, method);
    assertTellsNothing(answer.text, uuids(answer.text));
  }
  for (const method of ['POST', 'PUT', 'DELETE']) assert.equal((await jane.request(method, '/orders', { body: 'x' })).status, 405);
});

test('oversized bodies, addresses, headers and cookies are refused, and the site goes on', async () => {
  const headers = { [tokenHeader]: await jane.token() };
  for (let time = 0; time < 4; time += 1) {
    const big = await jane.request('POST', records, { headers, body: 'x'.repeat(1_100_000) });
    assert.deepEqual([big.status, big.text, big.headers.get('connection')], [413, 'The request is too large.\n', 'close']);
    assert.equal((await jane.request('GET', '/')).status, 200);
  }
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
