import assert from 'node:assert/strict';
import test from 'node:test';
import type { CodeComponentCall, Diagnostic, FetchXmlCall, ServerLogicCall } from './environment.ts';
import { LiquidError, renderLiquid } from './index.ts';
import { environmentFor } from './testing.ts';

test('fetchxml: the body is rendered first, its answer is bound in the outermost scope', async () => {
  const calls: FetchXmlCall[] = [];
  const environment = environmentFor({
    objects: { params: { id: '42' } },
    doors: {
      fetchXml: async (call) => {
        calls.push(call);
        return { results: { entities: [{ name: 'A' }, { name: 'B' }], total_record_count: -1 } };
      },
    },
  });
  const template =
    "{% for i in (1..1) %}{% fetchxml q %}<fetch id='{{ params.id | xml_escape }}'/>{% endfetchxml %}{% endfor %}{{ q.results.entities[1].name }}{{ q.results.total_record_count }}";
  assert.equal(await renderLiquid(template, environment), 'B-1');
  assert.deepEqual(calls, [{ name: 'q', xml: "<fetch id='42'/>" }]);
});

test('fetchxml: a refusal of the door stands in its place, a fault leaves the render', async () => {
  const refusing = environmentFor({ doors: { fetchXml: () => Promise.reject(new LiquidError('no such table')) } });
  assert.equal(await renderLiquid('a{% fetchxml q %}x{% endfetchxml %}b', refusing), 'aLiquid error: no such tableb');
  const broken = environmentFor({ doors: { fetchXml: () => Promise.reject(new Error('disk')) } });
  await assert.rejects(renderLiquid('a{% fetchxml q %}x{% endfetchxml %}b', broken), /disk/);
});

test('codecomponent: name and values quoted or not, dotted, from variables; what the studio adds is left out', async () => {
  const calls: CodeComponentCall[] = [];
  const environment = environmentFor({
    objects: { table: 'salesorder', nothing: null },
    doors: {
      codeComponent: async (call) => {
        calls.push({ name: call.name, properties: { ...call.properties } });
        return '<div></div>';
      },
    },
  });
  const template =
    "{% codecomponent name:abc_Space.Grid table:table View:'all orders', size:10 mode:Full.Width none:nothing table_ofType:SingleLine customControlId:0b7 %}{% codecomponent name: 'abc_Space.Grid' %}";
  assert.equal(await renderLiquid(template, environment), '<div></div><div></div>');
  assert.deepEqual(calls, [
    { name: 'abc_Space.Grid', properties: { table: 'salesorder', View: 'all orders', size: 10, mode: 'Full.Width', none: null } },
    { name: 'abc_Space.Grid', properties: {} },
  ]);
});

test('serverlogic: the documented object, whatever the order of the attributes', async () => {
  const calls: ServerLogicCall[] = [];
  const environment = environmentFor({
    doors: {
      serverLogic: async (call) => {
        calls.push(call);
        return { success: true, status: 200, text: '{"menu":[{"title":"Orders"}],"Count":2}' };
      },
    },
  });
  const template =
    "{% assign data = '{\"a\":1}' %}{% serverlogic output: r, name: 'portico-experience', operation: 'get', input: data %}{{ r.success }} {{ r.status_code }} {{ r.data.menu[0].title }} {{ r.data.count }} {{ r.raw_result.size }}";
  assert.equal(await renderLiquid(template, environment), 'true 200 Orders 2 39');
  assert.deepEqual(calls, [{ name: 'portico-experience', operation: 'get', input: '{"a":1}' }]);
});

test('serverlogic: a failed call is an object too, and text that is not JSON has no data', async () => {
  const environment = environmentFor({ doors: { serverLogic: async () => ({ success: false, status: 403, text: 'no' }) } });
  const template =
    "{% serverlogic name:'x', operation:'y', output: r %}{% if r.success %}Y{% else %}N{% endif %}{{ r.status_code }}[{{ r.data }}]{{ r.raw_result }}";
  assert.equal(await renderLiquid(template, environment), 'N403[]no');
});

test('drops answer by name as spelled, now or later; log and unknown filters reach the diagnostics alone', async () => {
  const said: Diagnostic[] = [];
  const page = { liquidGet: (name: string) => (name === 'Title' ? Promise.resolve('Home') : undefined) };
  const children = { liquidGet: () => null, liquidItems: () => [1, 2, 3] };
  const environment = environmentFor({ objects: { page, children }, diagnostics: (diagnostic) => said.push(diagnostic) });
  const template =
    "{{ page.Title }}{{ page.title }}{{ page }}{{ children.size }}{{ children[1] }}{% for c in children %}{{ c }}{% endfor %}{% log message: 'hi', level: 'Warning' %}{{ 'x' | nosuch }}";
  assert.equal(await renderLiquid(template, environment), 'Home32123x');
  assert.deepEqual(
    said.map(({ kind, message }) => [kind, message]),
    [
      ['log', 'Warning: hi'],
      ['unknown-filter', 'there is no filter `nosuch`; its input passes through'],
    ],
  );
});
