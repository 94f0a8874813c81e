import { describe, expect, test } from '@jest/globals';
import { refusals } from '../../../contracts/index.ts';
import { catalogues, textsFor } from './index.ts';

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe('the catalogues', () => {
  const { en, ...others } = catalogues;
  test.each(Object.entries(others))('%s has the keys of English, no empty text, and the same placeholders', (_language, { texts }) => {
    expect(Object.keys(texts)).toEqual(Object.keys(en.texts));
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim()).not.toBe('');
      expect([key, placeholders(text)]).toEqual([key, placeholders(en.texts[key as keyof typeof en.texts])]);
    }
  });

  test('every refusal of the contract has a text, and there is none for a code that no longer exists', () => {
    const told = Object.keys(en.texts).filter((key) => key.startsWith('refusal_'));
    expect(told.sort()).toEqual(
      Object.keys(refusals)
        .map((code) => `refusal_${code}`)
        .sort(),
    );
  });

  test('what is said of actions is said of codes that exist; `none` is the grid’s own', () => {
    const codes = Object.keys(en.texts).flatMap((key) => /^(?:act|why)_(.+)$/.exec(key)?.[1] ?? []);
    expect(codes.filter((code) => !Object.hasOwn(refusals, code))).toEqual(['none']);
  });
});

describe('texts', () => {
  test('are chosen by the main language and filled in', () => {
    expect(textsFor('de-AT')('range', { from: 1, to: 10, total: 12 })).toBe('1–10 von 12');
    expect(textsFor('EN-gb')('page', { page: 2 })).toBe('Page 2');
    expect(textsFor('constructor')('next')).toBe('Next');
  });

  test('a value that looks like a placeholder, or like a replacement pattern, stays text', () => {
    expect(textsFor('en')('rangeOpen', { from: '{to}', to: '$&' })).toBe('{to}–$&');
  });

  test('an unknown code has no text', () => {
    expect(textsFor('en').refusal('moon-phase')).toBeNull();
    expect(textsFor('de').refusal('busy')).toBe('Die Website ist ausgelastet. Versuchen Sie es gleich noch einmal.');
  });

  test('the host’s own texts go first, unless it only answers with the key', () => {
    const text = textsFor('en', (key) => ({ next: 'Onward', previous: 'previous' })[key]);
    expect([text('next'), text('previous'), text('yes')]).toEqual(['Onward', 'Previous', 'Yes']);
  });
});
