import { describe, expect, test } from '@jest/globals';
import { formatsFor } from './formats.ts';

/** Spaces that Intl writes between digits and before units, as ordinary ones. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('numbers', () => {
  test('digits are kept exactly, however many there are', () => {
    const { number } = formatsFor('en');
    expect(number('90071992547409931.10')).toBe('90,071,992,547,409,931.10');
    expect(number('0.1000000000000000055')).toBe('0.1000000000000000055');
  });

  test.each([
    ['en', '-1234.5', '-1,234.5'],
    ['en', '-0.50', '-0.50'],
    ['en', '1000000.10', '1,000,000.10'],
    ['de', '1000000.10', '1.000.000,10'],
    ['fr', '12480.00', '12 480,00'],
    ['es', '-12480.00', '-12.480,00'],
    ['en-IN', '12345678', '1,23,45,678'],
    ['ar-EG', '12.50', '١٢٫٥٠'],
  ])('%s writes %s as %s', (language, digits, written) => {
    expect(plain(formatsFor(language).number(digits))).toBe(written);
  });

  test('what is no plain number stays what it is', () => {
    for (const text of ['', '1e5', '0x10', ' 1', '1.', 'NaN', '१']) expect(formatsFor('en').number(text)).toBe(text);
  });
});

describe('dates', () => {
  test('a moment stands in the reader’s time zone', () => {
    expect(plain(formatsFor('en', 'Europe/Berlin').date('2026-06-15T22:30:00Z'))).toBe('Jun 16, 2026, 12:30 AM');
    expect(formatsFor('de', 'Europe/Berlin').date('2026-06-15T22:30:00Z')).toBe('16.06.2026, 00:30');
  });

  test('a day stays the day that it is, also west of Greenwich', () => {
    const { date } = formatsFor('en', 'America/Los_Angeles');
    expect(date('2026-12-04')).toBe('Dec 4, 2026');
    expect(date('2026-12-04T00:00:00Z')).toBe('Dec 4, 2026');
  });

  test('what is no date stays what it is', () => {
    for (const text of ['', 'tomorrow', '2026-13-45T00:00:00Z', '4.12.2026', '1700000000']) expect(formatsFor('en').date(text)).toBe(text);
  });
});

test('a language tag that nobody knows is read as English', () => {
  expect(formatsFor('x_y!').number('1234.5')).toBe('1,234.5');
  expect(formatsFor('').count(1200)).toBe('1,200');
});
