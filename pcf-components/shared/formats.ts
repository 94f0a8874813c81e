import { createDateFormat, createMonthFormat } from './dates.ts';
import { createDigitsFormat } from './digits.ts';

export interface Formats {
  /** Plain digits (number, decimal, money) as text; anything else comes back as it is. */
  readonly number: (digits: string) => string;
  readonly count: (value: number) => string;
  /** Few characters for the scale of a chart: `1200` → “1.2K”. */
  readonly compact: (value: number) => string;
  /** A part of one: `0.25` → “25%”. */
  readonly share: (part: number) => string;
  readonly date: (iso: string) => string;
  /** The time of day of a moment. */
  readonly time: (iso: string) => string;
  /** `2026-11` → “November 2026”; `alone`: “Nov”. */
  readonly month: (key: string, form?: 'long' | 'short' | 'alone') => string;
  /** Seconds as a clock shows them: “4:05:09”. */
  readonly clock: (seconds: number) => string;
}

/** Formats of a language; a tag that the browser does not know falls back to English. */
export const formatsFor = (language: string, timeZone?: string): Formats => {
  const tag = knownLanguage(language);
  const number = createDigitsFormat(tag);
  const compact = new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short', ...(timeZone === undefined ? {} : { timeZone }) });
  const months = {
    long: createMonthFormat(tag, 'long'),
    short: createMonthFormat(tag, 'short'),
    alone: createMonthFormat(tag, 'alone'),
  };
  const [one, two] = [1, 2].map((digits) => new Intl.NumberFormat(tag, { minimumIntegerDigits: digits, useGrouping: false }));
  return {
    number,
    count: (value) => number(String(value)),
    compact: compact.format,
    share: share.format,
    date: createDateFormat(tag, timeZone),
    time: (iso) => time.format(new Date(iso)),
    month: (key, form = 'long') => months[form](key),
    clock: (seconds) => {
      const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
      return [one?.format(hours), two?.format(minutes), two?.format(rest)].join(':');
    },
  };
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
