import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { openConnection } from './database.ts';
import { compareDecimals, parseDecimal, printDecimal, rescale, sortKey } from './decimal.ts';
import { fold } from './fold.ts';
import { parseInstant } from './instant.ts';
import { compileLike, matchesLike } from './like.ts';

const decimal = (text: string) => parseDecimal(text) ?? assert.fail(`not a number: ${text}`);

test('sort keys of decimals have the order of the numbers, exactly', () => {
  const digits = fc.tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }));
  const number = digits.map(([negative, units, scale]) => ({ units: negative ? -units : units, scale }));
  fc.assert(
    fc.property(number, number, (left, right) => {
      const [first, second] = [sortKey(left), sortKey(right)];
      const order = first < second ? -1 : first > second ? 1 : 0;
      assert.equal(order, compareDecimals(left, right), `${printDecimal(left)} against ${printDecimal(right)}`);
    }),
  );
  assert.ok(sortKey(decimal('-1.5')) > sortKey(decimal('-1.501')));
  assert.equal(sortKey(decimal('1.50')), sortKey(decimal('1.5')));
});

test('decimals keep their digits and round half away from zero', () => {
  assert.equal(printDecimal(rescale(decimal('10.005'), 2)), '10.01');
  assert.equal(printDecimal(rescale(decimal('-10.005'), 2)), '-10.01');
  assert.equal(printDecimal(rescale(decimal('0.1'), 4)), '0.1000');
  for (const text of ['1e3', ' 1', '', '1.', '.5', '0x10', '１']) assert.equal(parseDecimal(text), null, text);
});

test('LIKE patterns mean what they mean in T-SQL', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['a%', 'Alpha', true],
    ['%PH%', 'alpha', true],
    ['_lpha', 'älpha', true],
    ['_', '', false],
    ['%', '', true],
    ['50[%]', '50%', true],
    ['50[%]', '500', false],
    ['a[_]b', 'axb', false],
    ['a[_]b', 'a_b', true],
    ['[[]x', '[x', true],
    ['[a-c]%', 'beta', true],
    ['[a-c]%', 'delta', false],
    ['[^a-c]%', 'delta', true],
    ['[^a-c]%', 'beta', false],
    ['[-a]', '-', true],
    ['[]]', ']', false],
    ['x]', 'x]', true],
    ['[abc', '[abc', false],
    ['a%b%c', 'a1b2b3c', true],
    ['a%b%c', 'a1b2b3', false],
    ['a\\%', 'a\\ny', true],
    ["'; DROP TABLE x --", "'; drop table x --", true],
    ['É%', 'eclair', true],
  ];
  for (const [pattern, text, expected] of cases)
    assert.equal(matchesLike(compileLike(pattern), fold(text)), expected, `${pattern} ~ ${text}`);
});

test('a hostile LIKE pattern takes no exponential time', () => {
  const started = performance.now();
  assert.equal(matchesLike(compileLike(`${'%a'.repeat(40)}%b`), 'a'.repeat(4000)), false);
  assert.ok(performance.now() - started < 2000);
});

test('instants are read strictly and kept in whole seconds of UTC', () => {
  assert.equal(parseInstant('2026-06-15T12:00:00.999+02:00'), '2026-06-15T10:00:00Z');
  assert.equal(parseInstant('2026-06-15'), '2026-06-15T00:00:00Z');
  for (const text of ['2026-02-30', '2026-13-01', '15.06.2026', 'today', '2026-06-15T25:00:00Z'])
    assert.equal(parseInstant(text), null, text);
});

test('sums are exact, whatever the numbers of decimals, the sizes and the signs', () => {
  const { db } = openConnection(':memory:', { durable: false });
  const sum = (...values: readonly (string | number | null)[]) =>
    db.prepare('SELECT exact_sum(value) AS s FROM json_each(?)').get(JSON.stringify(values)) as { readonly s: string };
  assert.equal(sum('0.10', '0.2').s, '0.30');
  assert.equal(sum('-3.5', null, 7, '1000000000.25').s, '1000000003.75');
  assert.equal(sum('99999999999999999999.01', '0.99', '-0.5').s, '99999999999999999999.50');
  assert.equal(sum(...Array.from({ length: 2000 }, () => '9999999999.9999')).s, '19999999999999.8000');
  assert.equal(sum(null).s, '0');
  assert.throws(() => sum('1e5'), /plain digits/);
});
