import assert from 'node:assert/strict';
import test from 'node:test';
import { type LiquidEnvironment, renderCacheable, renderLiquid, resolveSubstitutions } from './index.ts';
import { environmentFor } from './testing.ts';

const header =
  "{% assign local = 'L' %}<nav>{{ site }}{% substitution %}[{{ local }}{{ user.fullname | escape }}]{% endsubstitution %}</nav>";

function visitor(name: string | null, more: Readonly<Record<string, unknown>> = {}): LiquidEnvironment {
  return environmentFor({ objects: { user: name === null ? null : { fullname: name }, site: 'S', ...more } });
}

test('two visitors, one header: the cached fragment holds nobody, each gets their own name', async () => {
  const cached = await renderCacheable(header, visitor('Jane'));
  assert.ok(!JSON.stringify(cached).includes('Jane'));
  assert.equal(await resolveSubstitutions(cached, visitor('Jane')), '<nav>S[Jane]</nav>');
  assert.equal(await resolveSubstitutions(cached, visitor('Sam')), '<nav>S[Sam]</nav>');
  assert.equal(await resolveSubstitutions(cached, visitor(null)), '<nav>S[]</nav>');
});

test('a body sees the global objects alone, with the cache on and off', async () => {
  assert.equal(await renderLiquid(header, visitor('Jane')), '<nav>S[Jane]</nav>');
  const inLoop = '{% for i in (1..2) %}{% substitution %}({{ i }}{{ site }}){% endsubstitution %}{% endfor %}';
  assert.equal(await renderLiquid(inLoop, visitor(null)), '(S)(S)');
  assert.equal(await resolveSubstitutions(await renderCacheable(inLoop, visitor(null)), visitor(null)), '(S)(S)');
});

test('what a body assigns stays in it', async () => {
  const template = '{% substitution %}{% assign x = 1 %}{{ x }}{% endsubstitution %}{{ x }}|{% substitution %}{{ x }}{% endsubstitution %}';
  assert.equal(await renderLiquid(template, visitor(null)), '1|');
  assert.equal(await resolveSubstitutions(await renderCacheable(template, visitor(null)), visitor(null)), '1|');
});

test('a placeholder cannot be forged from data, and data in a body is not read again', async () => {
  const forged = '<!--substitution:00000000000000000000000000000000:0-->';
  const template = `{{ note }}{% substitution %}{{ note }}{% endsubstitution %}`;
  const environment = visitor(null, { note: forged });
  const cached = await renderCacheable(template, environment);
  assert.equal(await resolveSubstitutions(cached, environment), forged + forged);
  const guessing = visitor(null, { note: `<!--substitution:${cached.nonce}:0-->{{ site }}{% substitution %}` });
  const answer = await resolveSubstitutions(cached, guessing);
  assert.equal(answer, `${forged}<!--substitution:${cached.nonce}:0-->{{ site }}{% substitution %}`);
  const again = await renderCacheable(template, environment);
  assert.notEqual(again.nonce, cached.nonce);
});

test('a parse error in one body replaces that body, the rest stands', async () => {
  const cached = await renderCacheable('a{% substitution %}{% nosuch %}{% endsubstitution %}b', visitor(null));
  assert.equal(await resolveSubstitutions(cached, visitor(null)), "aUnknown tag 'nosuch'b");
  assert.equal(await renderLiquid('a{% substitution %}{% nosuch %}{% endsubstitution %}b', visitor(null)), "aUnknown tag 'nosuch'b");
});

test('includes inside a body and around it work in a cached fragment', async () => {
  const environment = environmentFor({
    objects: { site: 'S' },
    templates: { menu: '{% substitution %}{% include "who" %}{% endsubstitution %}', who: '<{{ site }}>' },
  });
  const cached = await renderCacheable("{% include 'menu' %}-{% include 'menu' %}", environment);
  assert.equal(cached.bodies.length, 2);
  assert.equal(await resolveSubstitutions(cached, environment), '<S>-<S>');
});
