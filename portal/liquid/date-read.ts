import { months } from './date-parts.ts';

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Reads a date as an en-US .NET server would (ISO, `M/d/yyyy`, month names; optional time), in UTC; `null` for anything else. */
export function readDate(text: string): Date | null {
  if (text.length > 64) return null;
  const trimmed = text.trim();
  const date = readDay(trimmed);
  if (date === null) return null;
  const time = readTime(trimmed.slice(date.length));
  if (time === null) return null;
  const { year, month, day } = date.parts;
  const midnight = Date.UTC(year, month - 1, day);
  const check = new Date(midnight);
  if (year < 100 || check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day) return null;
  return new Date(midnight + time);
}

function readDay(text: string): { readonly parts: Parts; readonly length: number } | null {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)/.exec(text);
  if (iso !== null) return { parts: { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }, length: iso[0].length };
  const us = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/.exec(text);
  if (us !== null) return { parts: { year: Number(us[3]), month: Number(us[1]), day: Number(us[2]) }, length: us[0].length };
  const words = /^(?:[a-z]{3,9},? )?(?:([a-z]{3,9}) (\d{1,2})|(\d{1,2}) ([a-z]{3,9})),? (\d{4})(?!\d)/i.exec(text);
  const month = monthNumber(words?.[1] ?? words?.[4] ?? '');
  if (words === null || month === 0) return null;
  return { parts: { year: Number(words[5]), month, day: Number(words[2] ?? words[3]) }, length: words[0].length };
}

function monthNumber(word: string): number {
  const lower = word.toLowerCase();
  return 1 + months.findIndex((month) => month.toLowerCase() === lower || month.slice(0, 3).toLowerCase() === lower);
}

/** Milliseconds behind midnight UTC that the rest of the text says; zone offsets are applied; `null` when it is no time. */
function readTime(text: string): number | null {
  if (text === '') return 0;
  const match = /^(?:T| +)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?(?: ?(am|pm))?(?: ?(Z|GMT|[+-]\d{2}:?\d{2}))?$/i.exec(text);
  if (match === null) return null;
  const half = match[5]?.toLowerCase();
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  const second = Number(match[3] ?? 0);
  if (hour > (half === undefined ? 23 : 12) || minute > 59 || second > 59 || (half !== undefined && hour === 0)) return null;
  const hours = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  const fraction = Math.floor(Number(`0.${match[4] ?? '0'}`) * 1000);
  return ((hours * 60 + minute - zoneMinutes(match[6])) * 60 + second) * 1000 + fraction;
}

function zoneMinutes(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}
