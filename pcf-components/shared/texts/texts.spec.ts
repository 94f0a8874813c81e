import { describe, expect, test } from '@jest/globals';
import { refusals } from '../../../contracts/index.ts';
import { placeholdersOf } from './fill.ts';
import { catalogues, textsFor } from './index.ts';

const { en, ...others } = catalogues;
const namesIn = (text: string) => [...new Set(placeholdersOf(text).map(({ name }) => name))].sort();

/** Texts that are the same in another language: a form without words, or a word that both have. */
const sameAsEnglish = new Set([
  'rangeOpen',
  'rowsSpokenOpen',
  'atLeast',
  'chartEntry',
  'slaRow',
  'durationTwo',
  'chartEntryShare',
  'conflictChange',
]);

describe('the catalogues', () => {
  test.each(Object.entries(others))('%s has the keys of English, no empty text, and the same placeholders', (_language, { texts }) => {
    expect(Object.keys(texts)).toEqual(Object.keys(en.texts));
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim()).not.toBe('');
      expect([key, namesIn(text)]).toEqual([key, namesIn(en.texts[key as keyof typeof en.texts])]);
    }
  });

  test.each(Object.entries(others))('%s repeats no English text, but those that have no words', (_language, { texts }) => {
    const same = Object.entries(texts).filter(([key, text]) => text === en.texts[key as keyof typeof en.texts]);
    expect(same.map(([key]) => key).filter((key) => !sameAsEnglish.has(key))).toEqual([]);
  });

  test('Arabic is written in Arabic letters', () => {
    const latin = Object.entries(catalogues.ar.texts).filter(([, text]) => /[A-Za-z]{2}/.test(withoutPlaceholders(text)));
    expect(latin).toEqual([]);
  });

  test.each(Object.entries(catalogues))('a plural in %s has just the forms of the language', (language, { texts }) => {
    const forms = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
    for (const [key, text] of Object.entries(texts)) {
      for (const placeholder of placeholdersOf(text)) {
        if (placeholder.forms.length > 0) expect([key, [...placeholder.forms].sort()]).toEqual([key, forms]);
      }
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

  test('what is said of actions is said of codes that exist; `none` is the grid’s own, `unsaved` the record’s', () => {
    const codes = Object.keys(en.texts).flatMap((key) => /^(?:act|why|save|field)_(.+)$/.exec(key)?.[1] ?? []);
    expect(codes.filter((code) => !Object.hasOwn(refusals, code))).toEqual(['none', 'unsaved']);
  });
});

/** What is left of a text for a person to read. */
const withoutPlaceholders = (text: string): string => text.replace(/\{\w+, plural,|\b(?:zero|one|two|few|many|other) \{|\{\w+\}/g, ' ');

describe('texts', () => {
  test('are chosen by the main language and filled in', () => {
    expect(textsFor('de-AT')('range', { from: 1, to: 10, total: 12 })).toBe('1–10 von 12');
    expect(textsFor('EN-gb')('page', { page: 2 })).toBe('Page 2');
    expect(textsFor('constructor')('next')).toBe('Next');
  });

  test('a number chooses its form; Arabic has six', () => {
    const days = (language: string) => [0, 1, 2, 3, 11, 100].map((count) => textsFor(language)('days', { count }));
    expect(days('en')).toEqual(['0 days', '1 day', '2 days', '3 days', '11 days', '100 days']);
    expect(days('de-CH')).toEqual(['0 Tage', '1 Tag', '2 Tage', '3 Tage', '11 Tage', '100 Tage']);
    const digits = new Intl.NumberFormat('ar');
    const shown = (count: number) => digits.format(count);
    expect(days('ar-EG')).toEqual([`${shown(0)} يوم`, 'يوم واحد', 'يومان', `${shown(3)} أيام`, `${shown(11)} يومًا`, `${shown(100)} يوم`]);
    expect(textsFor('en')('tilesSpoken', { title: '{count} $& #', count: 1 })).toBe('{count} $& #: 1 tile');
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

  test('the host’s words of the platform’s language do not stand on a page in another one', () => {
    const english = textsFor('ar', (key) => (key === 'next' ? 'Onward' : en.texts[key as keyof typeof en.texts]));
    expect([english('previous'), english('searchPlaceholder'), english('next')]).toEqual([others.ar.texts.previous, 'بحث', 'Onward']);
  });
});
