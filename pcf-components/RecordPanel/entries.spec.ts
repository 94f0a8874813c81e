import { describe, expect, test } from '@jest/globals';
import { momentEntryOf } from './moment-entry.ts';
import { compareDigits, numberEntryOf } from './number-entry.ts';

describe('numbers as they are typed', () => {
  test.each([
    ['en', '1250', '1250'],
    ['en', '1,250.50', '1250.5'],
    ['en', '0012.00', '12'],
    ['en', ' -3.10 ', '-3.1'],
    ['en', '\u22123', '-3'],
    ['en', '.5', '0.5'],
    ['en', '90071992547409931.10', '90071992547409931.1'],
    ['en', '-0', '0'],
    ['de', '1.250,5', '1250.5'],
    ['de', '1250,50', '1250.5'],
    ['fr', '1\u202f250,5', '1250.5'],
    ['fr', '1 250,5', '1250.5'],
    ['de-CH', '1’250.5', '1250.5'],
    ['en-IN', '12,34,567.8', '1234567.8'],
    ['ar-EG', '١٬٢٥٠٫٥', '1250.5'],
    ['ar-EG', '1,250.5', '1250.5'],
    ['ar-EG', '\u061c-٥', '-5'],
    ['ar', '1,250.5', '1250.5'],
  ])('%s: %s is %s', (language, typed, digits) => {
    expect(numberEntryOf(language).read(typed)).toBe(digits);
  });

  test.each([
    ['en', '1,5'],
    ['en', '1,2500'],
    ['en', '12,34,567'],
    ['en', '1.2.3'],
    ['en', '1e5'],
    ['en', '0x10'],
    ['en', '5 pieces'],
    ['en', '--5'],
    ['en', '.'],
    ['en', ','],
    ['de', '1.5'],
    ['de', '1,250.50'],
    ['fr', '1,250,5'],
    ['fr', '1 2 3'],
    ['ar-EG', '1,5'],
  ])('%s: %s is no number, rather than another one', (language, typed) => {
    expect(numberEntryOf(language).read(typed)).toBeNull();
  });

  test.each(['en', 'de', 'fr', 'ar', 'ar-EG', 'en-IN', 'de-CH'])('%s reads what it writes', (language) => {
    const { read, write } = numberEntryOf(language);
    for (const digits of ['0', '1250', '1250.5', '-1234567.89', '90071992547409931.1']) expect(read(write(digits))).toBe(digits);
    expect(write('nonsense')).toBe('nonsense');
  });

  test('are compared exactly', () => {
    expect(compareDigits('90071992547409931.1', '90071992547409931.10')).toBe(0);
    expect(compareDigits('0.30', '0.299999999999999999')).toBe(1);
    expect(compareDigits('-10', '-9.5')).toBe(-1);
  });
});

describe('moments as they are typed', () => {
  const berlin = momentEntryOf('en', 'Europe/Berlin');
  test.each([
    ['2026-01-15T12:00', '2026-01-15T11:00:00Z'],
    ['2026-07-15T12:00', '2026-07-15T10:00:00Z'],
    ['2026-07-15T00:30', '2026-07-14T22:30:00Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00Z'],
    ['2026-03-29T01:59', '2026-03-29T00:59:00Z'],
  ])('%s in Berlin is %s', (typed, iso) => {
    expect(berlin.read(typed)).toBe(iso);
    expect(berlin.write(iso)).toBe(typed);
  });

  test('west of Greenwich and at half hours', () => {
    expect(momentEntryOf('en', 'America/Los_Angeles').read('2026-07-15T20:00')).toBe('2026-07-16T03:00:00Z');
    expect(momentEntryOf('en', 'Asia/Kolkata').write('2026-07-15T20:00:00Z')).toBe('2026-07-16T01:30');
  });

  test('what is no moment is none', () => {
    for (const typed of ['', '2026-07-15', '2026-02-30T12:00', '2026-13-01T12:00', '2026-01-01T25:00', 'tomorrow'])
      expect(berlin.read(typed)).toBeNull();
    expect(berlin.write('tomorrow')).toBe('');
  });

  test('names the time zone in the reader’s language', () => {
    expect(momentEntryOf('de', 'Europe/Berlin').zone).toMatch(/^Mitteleuropäische/);
  });
});
