import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import { readPolicyText } from './read.ts';

const SITE = 'site';
const roles = Object.fromEntries(
  ['SCM Administrator', 'SCM Representative', 'SCM Authorised', 'SCM Unauthorised', 'Authenticated Users'].map((name) => [
    name,
    { site: SITE },
  ]),
);
const scm = readFileSync(new URL('../../samples/scm/policy.yaml', import.meta.url), 'utf8');
const read = (text: string) => readPolicyText(text, { site: SITE, roles });

test('a policy file becomes a policy, and each of its parts has a place', () => {
  const file = read(scm);
  assert.equal(file.kind, 'policy');
  if (file.kind !== 'policy') return;
  const line = (path: string): string => scm.split('\n')[file.positionOf(path).line - 1] ?? '';
  const index = file.policy.rules.findIndex(({ id }) => id === 'order-own');
  assert.match(line(`rules[${index}]`), /id: order-own$/);
  assert.match(line(`rules[${index}].access.contact`), /scm_orderedby/);
  assert.match(line('tables.salesorder.columns.totalamount'), /totalamount: number/);
});

for (const { what, from, to, path, message, suggestion } of [
  {
    what: 'an unknown column',
    from: '[customerid, "=", { principal',
    to: '[custmerid, "=", { principal',
    path: /^rules\[\d+\]\.when\.all\[0\]$/,
    message: 'the table `salesorder` has no column `custmerid`',
    suggestion: 'did you mean `customerid`?',
  },
  {
    what: 'C06: an access without a path to the contact',
    from: 'access: { contact: scm_orderedby }',
    to: 'access: { contact: name }',
    path: /access\.contact$/,
    message: '`name` does not lead to `contact`',
    suggestion: /^these lead to a contact: `customerid`, `scm_orderedby`/,
  },
  {
    what: 'an unknown role',
    from: '[SCM Representative]',
    to: '[SCM Reprsentative]',
    path: /roles\[0\]$/,
    message: 'the policy has no role `SCM Reprsentative`',
    suggestion: 'did you mean `SCM Representative`?',
  },
  {
    what: 'an unknown key',
    from: 'reason: A',
    to: 'raeson: A',
    path: /^rules\[\d+\]$/,
    message: /unknown key `raeson`/,
    suggestion: 'did you mean `reason`?',
  },
  {
    what: 'an unknown mask',
    from: 'mask: last4',
    to: 'mask: lst4',
    path: /mask$/,
    message: /must name a mask/,
    suggestion: 'did you mean `last4`?',
  },
  {
    what: 'an unknown word',
    from: 'privileges: [read, append, appendto]',
    to: 'privileges: [raed]',
    path: /privileges\[0\]$/,
    message: /must be one of/,
    suggestion: 'did you mean `read`?',
  },
] as const) {
  test(`${what} is told with its line and what was meant`, () => {
    assert.ok(scm.includes(from), 'the sample has the text');
    const text = scm.replace(from, to);
    const file = read(text);
    assert.equal(file.kind, 'problems');
    const problem = file.kind === 'problems' ? file.problems[0] : undefined;
    assert.match(problem?.path ?? '', path);
    const line = text.split('\n')[(problem?.line ?? 0) - 1] ?? '';
    // The place of a rule is its first line; everything else stands where the mistake is.
    assert.ok(line.includes(to) || /^ {2}- id:/.test(line), line);
    if (typeof message === 'string') assert.equal(problem?.message, message);
    else assert.match(problem?.message ?? '', message);
    if (typeof suggestion === 'string') assert.equal(problem?.suggestion, suggestion);
    else assert.match(problem?.suggestion ?? '', suggestion);
  });
}

test('all problems come at once, in the order of their lines', () => {
  const file = read(scm.replaceAll('scm_orderedby }', 'scm_ordered }').replace('[SCM Administrator]', '[Admin]'));
  assert.ok(file.kind === 'problems' && file.problems.length > 4);
  const lines = file.kind === 'problems' ? file.problems.map(({ line }) => line) : [];
  assert.deepEqual(
    lines,
    [...lines].sort((left, right) => left - right),
  );
});

test('any text gives an answer: no crash, no policy from rubbish', () => {
  const hostile = [
    '',
    '\u0000',
    '[',
    '{'.repeat(20000),
    '- '.repeat(20000),
    'a: &a [*a]',
    `a: &a [1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]`,
    'rules: !!js/function "function(){}"',
    '__proto__: { polluted: true }\nrules: []',
    'tables: 1\nrules: 2\ntimezone: 3',
    scm.slice(0, 700),
  ];
  for (const text of hostile) assert.equal(read(text).kind, 'problems', text.slice(0, 40));
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: 'binary' }), fc.nat({ max: scm.length }), (noise, at) => {
      const file = read(scm.slice(0, at) + noise + scm.slice(at));
      if (file.kind === 'problems')
        for (const { line, column, message } of file.problems) assert.ok(line > 0 && column > 0 && message !== '');
    }),
    { numRuns: 150, seed: 20260615 },
  );
});
