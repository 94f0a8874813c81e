import { createDateFormat } from './dates.ts';
import { createDigitsFormat } from './digits.ts';

export interface Formats {
  /** Plain digits (number, decimal, money) as text; anything else comes back as it is. */
  readonly number: (digits: string) => string;
  readonly count: (value: number) => string;
  readonly date: (iso: string) => string;
}

/** Formats of a language; a tag that the browser does not know falls back to English. */
export const formatsFor = (language: string, timeZone?: string): Formats => {
  const tag = knownLanguage(language);
  const number = createDigitsFormat(tag);
  return { number, count: (value) => number(String(value)), date: createDateFormat(tag, timeZone) };
};

/** The tag, or English where the browser does not know it. */
export const knownLanguage = (tag: string): string => (isLanguage(tag) ? tag : 'en');

const isLanguage = (tag: string): boolean => {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch (error) {
    // A tag that is not well formed; `lang` attributes are written by hand.
    if (error instanceof RangeError) return false;
    throw error;
  }
};
