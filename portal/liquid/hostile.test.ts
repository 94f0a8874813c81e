import assert from 'node:assert/strict';
import test from 'node:test';
import { checkTemplate, renderLiquid, workbenchLimits } from './index.ts';
import { environmentFor, type TestSite } from './testing.ts';

const render = (template: string, site: TestSite = {}): Promise<string> => renderLiquid(template, environmentFor(site));

test('limit of loops: its message replaces the render', async () => {
  const loops = '{% for a in (1..2000000000) %}{% for b in (1..2000000000) %}{% endfor %}{% endfor %}';
  assert.equal(await render(`x${loops}`, { limits: { iterations: 50 } }), 'Liquid error: more than 50 turns of loops in one render');
  assert.match(await render('{% assign a = (1..2000000000) %}{{ a }}'), /^Liquid error: more than 100000 turns/);
  assert.match(await render('{{ (1..2000000000) | size }}'), /^Liquid error: more than 100000 turns/);
  assert.equal(await render('{% assign a = (1..2000000000) %}{{ a.size }}'), '2000000000');
});

test('limit of output: captures and repetitions count, and nothing that large is built', async () => {
  const limits = { output: 1000 };
  const message = 'Liquid error: the output is longer than 1000 characters';
  assert.equal(await render('{% for i in (1..200) %}1234567890{% endfor %}', { limits }), message);
  assert.equal(await render('{% capture x %}{% for i in (1..200) %}1234567890{% endfor %}{% endcapture %}', { limits }), message);
  assert.equal(await render("{{ 'x' | times: 2000000000 }}", { limits }), message);
  assert.equal(
    await render("{% assign a = 'xxxxxxxxxx' %}{% for i in (1..64) %}{% assign a = a | append: a %}{% endfor %}", { limits }),
    message,
  );
});

test('limit of source and of nested blocks: parse errors', async () => {
  assert.equal(await render('x'.repeat(11), { limits: { source: 10 } }), 'the template is longer than 10 characters');
  assert.equal(await render('{% if a %}'.repeat(5000), {}), 'blocks are nested deeper than 100');
});

test('limit of time: a busy template and a door that never answers both end', async () => {
  const busy = '{% for a in (1..9999) %}{{ a | plus: 1 | times: 2 }}{% endfor %}'.repeat(50);
  assert.equal(await render(busy, { limits: { milliseconds: 20 } }), 'Liquid error: the render took longer than 20 ms');
  const site: TestSite = { limits: { milliseconds: 20 }, doors: { fetchXml: () => new Promise(() => undefined) } };
  assert.equal(await render('a{% fetchxml q %}{% endfetchxml %}', site), 'Liquid error: the render took longer than 20 ms');
});

test('limit of nesting: a template that includes itself stops at 80 with an error in place', async () => {
  const site: TestSite = { templates: { self: "x{% include 'self' %}", both: "{% include 'both' %}{% include 'both' %}" } };
  assert.equal(await render("{% include 'self' %}", site), `${'x'.repeat(80)}Liquid error: Nesting too deep`);
  assert.match(await render("{% include 'both' %}", { ...site, limits: { iterations: 500 } }), /^Liquid error: more than 500 turns/);
  const mutual: TestSite = { templates: { a: "{% extends 'b' %}", b: "{% extends 'a' %}" } };
  assert.equal(await render("{% include 'a' %}", mutual), 'Liquid error: Nesting too deep');
  const source = '{{ source | liquid }}';
  assert.equal(await render(source, { objects: { source } }), 'Liquid error: Nesting too deep');
  const donut = { templates: { d: "{% substitution %}{% include 'd' %}{% endsubstitution %}" } };
  assert.equal(await render("{% include 'd' %}", donut), 'Liquid error: Nesting too deep');
});

test('a pattern that would match for hours, or whose result would be huge, is an error in place', async () => {
  const started = Date.now();
  const subject = `${'a'.repeat(40)}b`;
  assert.match(
    await render("{{ subject | replace: '(a+)+$', 'x' }}", { objects: { subject } }),
    /^Liquid error: The Regex engine has timed out/,
  );
  assert.ok(Date.now() - started < 5000);
  const long = 'a'.repeat(6000);
  assert.equal(
    await render("{{ long | replace: 'a', long }}", { objects: { long } }),
    'Liquid error: the result of replace could be too long',
  );
});

test('script in values: printed as data, escaped by escape, never read as Liquid', async () => {
  const evil = `"><script>alert(1)</script>{{ secret }}{% include 'x' %}`;
  const objects = { evil, secret: 'S', user: { fullname: evil } };
  assert.equal(await render('{{ evil }}', { objects }), evil);
  const escaped = '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ secret }}{% include &#39;x&#39; %}';
  assert.equal(await render('{{ evil | escape }}', { objects }), escaped);
  assert.equal(await render('{{ user.fullname }}', { objects }), escaped);
});

test('names of the host language lead nowhere', async () => {
  const objects = { obj: { a: 1 }, list: [1], text: 'x', map: new Map([['a', 1]]) };
  for (const root of ['obj', 'list', 'text', 'map', '__proto__', 'constructor', 'toString']) {
    for (const name of ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'length', 'liquidGet']) {
      assert.equal(
        await render(`[{{ ${root}.${name} }}{{ ${root}['${name}'] }}{{ ${root}.${name}.constructor.name }}]`, { objects }),
        '[]',
      );
    }
  }
  assert.equal(await render('{% assign __proto__ = 1 %}{{ __proto__ }}{{ constructor }}', {}), '1');
});

test('data of any depth or with loops in itself prints and ends', async () => {
  let deep: unknown[] = ['end'];
  for (let level = 0; level < 20_000; level += 1) deep = [deep];
  const loop: unknown[] = [];
  loop.push(loop, 'x');
  assert.equal(await render('{{ deep }}|{{ loop | join: "," | size }}', { objects: { deep, loop } }), '|22');
  const wide: unknown[] = ['x'];
  for (let at = 0; at < 9; at += 1) wide.push(wide);
  assert.equal(await render('a{{ wide }}', { objects: { wide } }), 'Liquid error: a list is too large to print');
  const doubling =
    "{% assign a = 'xx' | split: ',' %}{% for i in (1..19) %}{% assign a = a | concat: a | batch: 2 %}{% endfor %}{{ a }}{{ a | join }}";
  assert.equal(await render(doubling), 'Liquid error: a list is too large to print');
});

test('templates that strain a reader: long chains and unclosed marks parse in their own size', async () => {
  const started = Date.now();
  assert.equal(await render(`{% if ${'a and '.repeat(20_000)}a %}Y{% else %}N{% endif %}`), 'N');
  assert.equal(await render(`{% if ${'a or '.repeat(20_000)}true %}Y{% endif %}`), 'Y');
  assert.equal(await render(`{{ ${'('.repeat(50_000)}1..2${')'.repeat(50_000)} }}`), '0');
  assert.equal(await render(`{{ ${'a['.repeat(50_000)} }}`), '');
  assert.match(await render('{{'.repeat(400_000)), /was not properly terminated/);
  assert.equal(await render(`{% raw %}${'{% '.repeat(300_000)}`), 'raw tag was never closed');
  assert.equal(await render('[{{ x | integer }}{{ x | decimal }}]', { objects: { x: `${' '.repeat(1_000_000)}x` } }), '[]');
  assert.equal(await render('{{ x | strip_html | size }}', { objects: { x: `${'<\n'.repeat(200_000)}>` } }), '400001');
  assert.equal((await render(' '.repeat(500_000))).length, 500_000);
  assert.equal(await render(`${' '.repeat(200_000)}{%- assign a = 1 -%}${' '.repeat(200_000)}`), '');
  assert.equal(await render('{{ x | strip_html | size }}', { objects: { x: '<'.repeat(200_000) } }), '200000');
  assert.ok(Date.now() - started < 10_000);
});

test('checkTemplate gives the message that would replace the template', () => {
  assert.equal(checkTemplate('{% if a %}{% endif %}'), null);
  assert.equal(checkTemplate('{% nosuch %}'), "Unknown tag 'nosuch'");
  assert.equal(checkTemplate('x'.repeat(20), { ...workbenchLimits, source: 10 }), 'the template is longer than 10 characters');
});
