import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { readPolicyText } from './read.ts';

interface Schema {
  readonly properties?: { readonly [key: string]: unknown };
  readonly $defs: { readonly [name: string]: { readonly properties?: { readonly [key: string]: unknown } } };
}
const schema = JSON.parse(readFileSync(new URL('./policy.schema.json', import.meta.url), 'utf8')) as Schema;

/** The keys that the reader says it knows, when it meets one that it does not. */
function keysKnown(text: string, path: RegExp): readonly string[] {
  const file = readPolicyText(text, { site: 's', roles: {} });
  const found =
    file.kind === 'problems' ? file.problems.find((each) => path.test(each.path) && /unknown key/.test(each.message)) : undefined;
  return (found?.message.split('known are ')[1] ?? '').split(', ').sort();
}

test('editors complete just the keys that the reader knows', () => {
  const odd =
    'timezone: UTC\nodd: 1\ntables:\n  t: { kind: protected, columns: {}, odd: 1 }\nrules:\n  - { id: a, effect: allow, table: t, odd: 1 }\n';
  const keysOf = (of: { readonly properties?: { readonly [key: string]: unknown } } | undefined) =>
    Object.keys(of?.properties ?? {}).sort();
  assert.deepEqual(keysOf(schema), keysKnown(odd, /^policy$/));
  assert.deepEqual(keysOf(schema.$defs['table']), keysKnown(odd, /^tables\.t$/));
  assert.deepEqual(keysOf(schema.$defs['rule']), keysKnown(odd, /^rules\[0\]$/));
});
