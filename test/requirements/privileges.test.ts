import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Policy, Principal, Privilege, RowSource } from '../../engine/index.ts';
import { createEngine } from '../../engine/index.ts';

const six: readonly Privilege[] = ['read', 'create', 'write', 'delete', 'append', 'appendto'];
const now = '2026-06-15T12:00:00Z';
const person: Principal = { kind: 'contact', site: 's', contact: { id: 'c' }, account: null, roles: ['r'] };
const source: RowSource = { load: (table, id) => (table === 'thing' && id === 't' ? { id: 't', name: 'x' } : null), grants: () => [] };
const policyOf = (privileges: readonly Privilege[]): Policy => ({
  site: 's',
  timezone: 'UTC',
  roles: { r: { site: 's' } },
  tables: { thing: { kind: 'protected', columns: { name: 'text' } } },
  rules: [{ id: 'ticked', effect: 'allow', table: 'thing', roles: ['r'], privileges, access: 'global' }],
});

test('all sixty-four combinations of the six privileges give what was ticked, and nothing on what may not be read [engine] (B21)', () => {
  let tried = 0;
  for (let bits = 0; bits < 64; bits += 1) {
    const ticked = six.filter((_, index) => (bits >> index) % 2 === 1);
    const engine = createEngine(policyOf(ticked.length > 0 ? ticked : ['read']));
    const empty = createEngine({ ...policyOf(['read']), rules: [] });
    for (const privilege of six) {
      const request =
        privilege === 'create' ? ({ privilege, table: 'thing', set: { name: 'y' } } as const) : { privilege, table: 'thing', id: 't' };
      const { allowed } = (ticked.length > 0 ? engine : empty).decide(person, request, source, now);
      // A request that names a stored row asks first whether the row may be read.
      const expected = ticked.includes(privilege) && (privilege === 'create' || ticked.includes('read'));
      assert.equal(allowed, expected, `${privilege} with ${ticked.join(', ')}`);
      tried += 1;
    }
  }
  assert.equal(tried, 384);
});
