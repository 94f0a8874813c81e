import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import { dispatchOutbox, eventKeyHeader, startOutbox, webhookUrl } from '../../portal/index.ts';
import { type ActingWorld, createActingWorld, orders, ran } from './acting-world.ts';
import { ids } from './fixture.ts';

type Receive = (request: IncomingMessage, response: ServerResponse, body: string) => void;
let world: ActingWorld;
let server: Server;
let url: URL;
let receive: Receive;
const received: { readonly key: string; readonly body: { readonly key: string; readonly event: string } }[] = [];

before(async () => {
  world = await createActingWorld();
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ key: String(request.headers[eventKeyHeader.toLowerCase()]), body: JSON.parse(body) });
      receive(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/events`);
});
after(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  world.close();
});
afterEach(() => {
  received.length = 0;
});

const answer =
  (status: number): Receive =>
  (_request, response) =>
    void response.writeHead(status).end();
const event = () => world.ours('AutomationOutbox').at(-1) ?? assert.fail('no event');
const comment = async () =>
  ran(await world.run(ids.rep, 'escalate', orders.sam, { comment: 'x', inputs: [{ name: 'reason', value: 'other' }] }));
const at = (seconds: number) => () => new Date(Date.parse('2026-06-15T12:00:00Z') + seconds * 1000);
const round = (seconds: number, more: object = {}) => dispatchOutbox({ dataverse: world.dataverse, url, now: at(seconds), ...more });
const reset = () =>
  world.dataverse.transaction({ kind: 'system' }, (service) =>
    service.update('salesorder', orders.sam, { statuscode: ['choice', 1], statecode: ['choice', 0] }),
  );

test('an event is delivered once with its key, and then never again', async () => {
  receive = answer(204);
  await comment();
  assert.equal(await round(1), 1);
  assert.equal(await round(2), 0);
  assert.deepEqual(
    received.map(({ key, body }) => [key === body.key, body.event]),
    [[true, 'order-escalated']],
  );
  assert.equal(event().attempts, 1);
  await reset();
});

test('a receiver that fails, redirects, is slow or hangs up is asked again later, with growing pauses and the same key', async () => {
  await comment();
  receive = answer(500);
  assert.equal(await round(10), 1);
  assert.deepEqual(
    [event().attempts, event().nextattempton, event().lastproblem],
    [1, '2026-06-15T12:00:12Z', 'the receiver answered 500'],
  );
  assert.equal(await round(11), 0);
  receive = (_request, response) => void response.writeHead(302, { Location: 'http://example.com/' }).end();
  assert.equal(await round(12), 1);
  assert.deepEqual([event().nextattempton, event().lastproblem], ['2026-06-15T12:00:16Z', 'the receiver answered 302']);
  receive = () => undefined;
  assert.equal(await round(16, { timeout: 60 }), 1);
  assert.deepEqual([event().nextattempton, event().lastproblem], ['2026-06-15T12:00:24Z', 'no answer within 60 ms']);
  receive = (request) => void request.socket.destroy();
  assert.equal(await round(24), 1);
  assert.equal(event().lastproblem, 'the receiver cannot be reached');
  receive = answer(200);
  assert.equal(await round(40), 1);
  assert.equal(event().lastproblem ?? null, null);
  assert.equal(new Set(received.map(({ key }) => key)).size, 1);
  assert.equal(received.length, 5);
  await reset();
});

test('where the receiver took an event but its answer was lost, it comes twice and the key tells', async () => {
  await comment();
  const taken = new Set<string>();
  let lost = true;
  receive = (request, response) => {
    taken.add(String(request.headers[eventKeyHeader.toLowerCase()]));
    if (lost) request.socket.destroy();
    else response.writeHead(200).end('done '.repeat(3));
    lost = false;
  };
  await round(100);
  await round(200);
  assert.deepEqual([received.length, taken.size], [2, 1]);
  await reset();
});

test('after the last attempt an event is given up and stays', async () => {
  await comment();
  receive = answer(400);
  assert.equal(await round(300, { attempts: 2 }), 1);
  assert.equal(await round(400, { attempts: 2 }), 1);
  assert.equal(await round(9999, { attempts: 2 }), 0);
  assert.deepEqual([event().attempts, event().lastproblem], [2, 'the receiver answered 400']);
  await reset();
});

test('the dispatcher looks by itself, and stops when it is closed', async () => {
  receive = answer(200);
  const dispatcher = startOutbox({ dataverse: world.dataverse, url, every: 20, now: at(20000) });
  await comment();
  const deadline = Date.now() + 5000;
  while (received.length === 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  await dispatcher.close();
  assert.equal(received.length, 1);
});

test('events go to this machine only', () => {
  for (const good of ['http://127.0.0.1:9000/', 'http://localhost/x', 'http://[::1]:1/'])
    assert.equal(webhookUrl(good)?.href, new URL(good).href);
  const bad = [
    'http://example.com/',
    'http://127.0.0.1.example.com/',
    'http://user:x@127.0.0.1/',
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    'x',
    '',
    undefined,
  ];
  for (const each of bad) assert.equal(webhookUrl(each), null, String(each));
});
