import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ExperienceResult, QueryResult } from '../../contracts/index.ts';
import { contactOf, orderOf } from '../doors/open-doors.ts';
import { resultOf } from '../doors/visitor.ts';
import { type Attacked, openAttacked } from './environment.ts';

const markup = `"></script><script>alert('n')</script><img src=x onerror=alert(1)>`;
const template = "{{ 7919 | times: 7907 }}{% assign x = 'y' %}";
const name = `${markup}${template}`;
let world: Attacked;
before(async () => {
  world = await openAttacked('node');
  await world.dataverse.transaction({ kind: 'system' }, (service) => {
    service.update('contact', contactOf('sam'), {
      firstname: ['text', template],
      lastname: ['text', markup.slice(0, 50)],
    });
    service.update('salesorder', orderOf('order-x-sam'), { name: ['text', name] });
  });
});
after(() => world?.close());

test('a person whose name is markup or a template sees it as text on every page, and so does the workbench (A06)', async () => {
  const sam = await world.visitor('sam');
  for (const path of [
    '/',
    '/orders',
    '/profile',
    '/access-denied',
    '/nothing',
    '/Account/Login/LogOff',
    '/_workbench',
    '/_workbench/personas',
  ]) {
    const { text, headers } = await sam.request('GET', path);
    if (path === '/_workbench/personas') {
      assert.match(headers.get('content-type') ?? '', /^application\/json/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      continue;
    }
    assert.match(headers.get('content-type') ?? '', /^text\/html/, path);
    assert.doesNotMatch(text, /<script>alert|<img src=x|62615533/, path);
    for (const script of text.match(/<script[^>]*>/g) ?? []) assert.match(script, /nonce="|src="\//, `${path}: ${script}`);
  }
  const policy = (await sam.request('GET', '/')).headers.get('content-security-policy') ?? '';
  assert.match(policy, /script-src[^;]*'nonce-/);
  assert.doesNotMatch(policy.replace(/style-src[^;]*/, ''), /'unsafe-inline'|'unsafe-eval'/);
});

test('a row whose name is markup or a template comes as JSON that no page can mistake for markup, unchanged', async () => {
  const sam = await world.visitor('sam');
  const { rows } = resultOf(
    await sam.ask<QueryResult>('records', {
      operation: 'query',
      table: 'salesorder',
      filter: [{ column: 'name', operator: '=', value: name }],
    }),
  );
  assert.deepEqual(
    rows.map(({ values }) => values['name']),
    [name],
  );
  const answer = await sam.post('records', JSON.stringify({ operation: 'get', table: 'salesorder', id: orderOf('order-x-sam') }));
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  const experience = resultOf(await sam.ask<ExperienceResult>('experience', { page: '/orders', grids: ['orders'] }));
  assert.ok(experience.person.name?.includes('<script>'), 'text for a control, which prints text');
});

test('a refusal of a person with such a name keeps it in the audit, on one line', async () => {
  const sam = await world.visitor('sam');
  await world.dataverse.transaction({ kind: 'system' }, (service) =>
    service.update('contact', contactOf('sam'), { lastname: ['text', 'Okafor\r\nAdmin: yes'] }),
  );
  world.newEntries();
  await sam.ask('records', { operation: 'get', table: 'salesorder', id: orderOf('order-x-jane') });
  const [entry] = world.newEntries();
  assert.equal(entry?.code, 'not-available');
  assert.match(entry?.contact ?? '', /Okafor\?\?Admin: yes$/);
});
