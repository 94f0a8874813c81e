import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolved } from './moments.ts';

const noon = Date.UTC(2026, 5, 15, 12, 30, 15, 700);

test('moments are counted from the loading, in minutes, hours and days; everything else stays as it is', () => {
  assert.equal(resolved({ now: '+3h' }, noon), '2026-06-15T15:30:15Z');
  assert.equal(resolved({ now: '-45m' }, noon), '2026-06-15T11:45:15Z');
  assert.equal(resolved({ now: '+30d' }, noon), '2026-07-15T12:30:15Z');
  assert.equal(resolved({ today: '-15d' }, noon), '2026-05-31');
  assert.equal(resolved({ today: '+12h' }, noon), '2026-06-16');
  for (const plain of ['+3h', 4, true, null, '']) assert.equal(resolved(plain, noon), plain);
});

test('what is no moment is told, never guessed', () => {
  for (const odd of [{ now: '3h' }, { now: '+3' }, { now: '+3w' }, { later: '+3h' }, { now: '+3h', today: '+1d' }, {}, ['+3h'], { now: 3 }])
    assert.throws(() => resolved(odd, noon), /is neither a value nor a moment/, JSON.stringify(odd));
});
