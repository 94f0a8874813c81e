import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import type { Site } from '../model/types.ts';
import { callHttp } from './http-client.ts';

const received: string[] = [];
const server = createServer((request, response) => {
  request.setEncoding('utf8');
  let body = '';
  request.on('data', (part: string) => {
    body += part;
  });
  request.on('end', () => {
    received.push(`${request.method} ${request.url} ${request.headers['x-key'] ?? ''} ${body}`);
    response.writeHead(request.url === '/moved' ? 302 : 200, { location: 'http://elsewhere.invalid/' });
    response.end('{"ok":true}');
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const siteWith = (allowed: string | null) =>
  ({ settings: new Map(allowed === null ? [] : [['serverlogic/alloweddomains', allowed]]) }) as unknown as Site;

test('nothing is called unless the setting lists its domain, and nothing but http', async () => {
  for (const allowed of [null, '', 'example.com; other.example', '127.0.0.1.example'])
    await assert.rejects(callHttp(siteWith(allowed), { method: 'GET', url, parts: [] }), /AllowedDomains/);
  for (const other of ['file:///etc/passwd', 'data:text/plain,x', '/relative', 'not an address'])
    await assert.rejects(callHttp(siteWith('127.0.0.1'), { method: 'GET', url: other, parts: [] }), /http or https/);
  assert.deepEqual(received, []);
});

test('a listed domain is called with body and headers; a redirect is not followed', async () => {
  const site = siteWith('example.com, 127.0.0.1');
  const answer = (await callHttp(site, { method: 'POST', url: `${url}/a`, parts: ['{"x":1}', { 'x-key': 'k' }, 'application/json'] })) as {
    StatusCode: number;
    Body: string;
  };
  assert.deepEqual([answer.StatusCode, answer.Body], [200, '{"ok":true}']);
  assert.deepEqual(received, ['POST /a k {"x":1}']);
  const moved = (await callHttp(site, { method: 'GET', url: `${url}/moved`, parts: [] })) as { StatusCode: number };
  assert.equal(moved.StatusCode, 302);
  await assert.rejects(callHttp(site, { method: 'POST', url, parts: ['x', {}, 'application/octet-stream'] }), /sends application\/json/);
});
