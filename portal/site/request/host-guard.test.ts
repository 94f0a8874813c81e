import assert from 'node:assert/strict';
import test from 'node:test';
import { Hono } from 'hono';
import { guardHost } from './host-guard.ts';

async function statusOf(port: number, host: string): Promise<number> {
  const app = new Hono();
  app.use(guardHost(() => port));
  app.all('*', (c) => c.text('served'));
  return (await app.fetch(new Request(`http://${host}/`, { headers: { host } }))).status;
}

test('the port may be left out of the host where it is the one of http', async () => {
  for (const host of ['127.0.0.1', 'localhost', 'LOCALHOST', 'localhost:80']) assert.equal(await statusOf(80, host), 200, host);
  for (const host of ['evil.example', 'localhost:81', 'localhost.evil.example']) assert.equal(await statusOf(80, host), 421, host);
  assert.equal(await statusOf(8080, 'localhost:8080'), 200);
  assert.equal(await statusOf(8080, 'localhost'), 421);
});
