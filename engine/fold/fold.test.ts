import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { compareNumbers, digitsOf, fold, isDateOnly, millisecondsOf, printDigits, printTime, secondsOf } from './index.ts';

/** The definition, with the means that the engine itself does not have. */
const RANGES = /[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0370-\u03ff\u1f00-\u1fff\u0400-\u052f]/;
const isMark = (character: string): boolean => /[\u0300-\u036f]/.test(character);
function defined(text: string): string {
  let folded = '';
  let afterLetter = false;
  for (const character of text.replace(/ +$/, '')) {
    if (isMark(character) && afterLetter) continue;
    afterLetter = RANGES.test(character) && /\p{L}/u.test(character);
    folded += afterLetter
      ? character
          .normalize('NFD')
          .replace(/[\u0300-\u036f]/g, '')
          .toLowerCase()
          .replace('ς', 'σ')
      : character;
  }
  return folded;
}

test('every character of the basic plane folds as defined, alone and before a mark', () => {
  for (let code = 0; code <= 0xffff; code += 1) {
    const character = String.fromCharCode(code);
    assert.equal(fold(character), defined(character), `U+${code.toString(16)}`);
    assert.equal(fold(`${character}\u0301x`), defined(`${character}\u0301x`), `U+${code.toString(16)} before a mark`);
  }
});

test('any text folds as defined, and folding twice changes nothing', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'É', ' ', '\u0301', 'ς', 'Ё', 'ß', '𝒜', '\t', 'か'), maxLength: 8 });
  fc.assert(
    fc.property(text, (each) => fold(each) === defined(each) && fold(fold(each)) === fold(each)),
    { seed: 1, numRuns: 500 },
  );
});

test('the table is what its script writes', () => {
  const script = fileURLToPath(new URL('./make-table.mjs', import.meta.url));
  assert.equal(
    readFileSync(new URL('./generated/table.ts', import.meta.url), 'utf8'),
    execFileSync(process.execPath, [script], { encoding: 'utf8' }),
  );
});

test('numbers compare by their digits', () => {
  const scaled = (n: bigint, scale: number): string => {
    const text = (n < 0n ? -n : n).toString().padStart(scale + 1, '0');
    return (n < 0n ? '-' : '') + (scale ? `${text.slice(0, -scale)}.${text.slice(-scale)}` : text);
  };
  const number = fc.tuple(fc.oneof(fc.bigInt({ min: -200n, max: 200n }), fc.bigInt()), fc.integer({ min: 0, max: 4 }));
  fc.assert(
    fc.property(number, number, ([a, s], [b, t]) => {
      const [x, y] = [a * 10n ** BigInt(4 - s), b * 10n ** BigInt(4 - t)];
      assert.equal(compareNumbers(scaled(a, s), scaled(b, t)), x < y ? -1 : x > y ? 1 : 0);
    }),
    { seed: 2, numRuns: 1000 },
  );
  for (const bad of ['', '-', '.5', '5.', '1e5', ' 1', '1 ', '0x1', '--1', '1.2.3', 'NaN', '१'])
    assert.equal(compareNumbers(bad, '1'), null, bad);
  assert.equal(printDigits(digitsOf('-010.50') ?? assert.fail()), '-10.5');
  assert.equal(printDigits(digitsOf('-0.00') ?? assert.fail()), '0');
});

test('times are read and printed without Date', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
      assert.equal(millisecondsOf(date.toISOString()), date.getTime());
      assert.equal(printTime(date.getTime()), date.toISOString().replace('.000Z', 'Z'));
    }),
    { seed: 3, numRuns: 1000 },
  );
  assert.equal(millisecondsOf('2026-06-15T14:00:00+02:00'), Date.parse('2026-06-15T12:00:00Z'));
  assert.equal(millisecondsOf('2026-06-15T12:00-05:30'), Date.parse('2026-06-15T17:30:00Z'));
  assert.equal(millisecondsOf('2026-06-15T12:00:00.1239Z'), Date.parse('2026-06-15T12:00:00.123Z'));
  assert.equal(millisecondsOf('2024-02-29'), Date.parse('2024-02-29'));
  assert.equal(secondsOf('2026-06-15T12:00:00.999Z'), Date.parse('2026-06-15T12:00:00Z') / 1000);
  assert.ok(isDateOnly('2026-12-31') && !isDateOnly('2026-12-31T00:00:00Z'));
  const bad = [
    '',
    'today',
    '2026-02-29',
    '2026-13-01',
    '2026-06-15T12:00:00',
    '2026-06-15 12:00:00Z',
    '2026-06-15T25:00:00Z',
    '2026-06-15T12:00:00.Z',
    '2026-06-15T12:00:00Zx',
    '2026-06-15T12:00:00+2:00',
    '15.6.2026',
  ];
  for (const each of bad) assert.equal(millisecondsOf(each), null, each);
});
