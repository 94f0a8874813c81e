import { printInstant } from '../storage/instant.ts';

/** A half-open window `[from, to)`; an absent end is open. */
export type Window = { readonly from?: string; readonly to?: string };

const DAY = 86400000;
const HOUR = 3600000;
const MINUTE = 60000;

const floor = (moment: number, unit: number): number => Math.floor(moment / unit) * unit;

function addMonths(moment: number, months: number): number {
  const date = new Date(moment);
  const day = date.getUTCDate();
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const days = new Date(Date.UTC(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth() + 1, 0)).getUTCDate();
  return first + (Math.min(day, days) - 1) * DAY + (moment - floor(moment, DAY));
}

const between = (from: number, to: number): Window => ({ from: printInstant(new Date(from)), to: printInstant(new Date(to)) });
const before = (to: number): Window => ({ to: printInstant(new Date(to)) });

/**
 * The window of an operator that depends on now, or null when the operator is none of these. Weeks start on Sunday and the
 * caller's time zone is UTC: the local database keeps no user settings. Source of the windows: the public FetchXML-to-SQL converters.
 */
export function relativeWindow(operator: string, count: number, now: Date): Window | null {
  const moment = now.getTime();
  const today = floor(moment, DAY);
  const hour = floor(moment, HOUR);
  const sunday = today - now.getUTCDay() * DAY;
  const month = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  const year = Date.UTC(now.getUTCFullYear(), 0, 1);
  const whole: Readonly<Record<string, () => Window>> = {
    yesterday: () => between(today - DAY, today),
    today: () => between(today, today + DAY),
    tomorrow: () => between(today + DAY, today + 2 * DAY),
    'last-seven-days': () => between(today - 7 * DAY, moment),
    'next-seven-days': () => between(moment, today + 8 * DAY),
    'last-week': () => between(sunday - 7 * DAY, sunday),
    'this-week': () => between(sunday, sunday + 7 * DAY),
    'next-week': () => between(sunday + 7 * DAY, sunday + 14 * DAY),
    'last-month': () => between(addMonths(month, -1), month),
    'this-month': () => between(month, addMonths(month, 1)),
    'next-month': () => between(addMonths(month, 1), addMonths(month, 2)),
    'last-year': () => between(addMonths(year, -12), year),
    'this-year': () => between(year, addMonths(year, 12)),
    'next-year': () => between(addMonths(year, 12), addMonths(year, 24)),
    'last-x-hours': () => between(hour - count * HOUR, moment),
    'next-x-hours': () => between(moment, hour + (count + 1) * HOUR),
    'last-x-days': () => between(today - count * DAY, moment),
    'next-x-days': () => between(moment, today + (count + 1) * DAY),
    'last-x-weeks': () => between(today - 7 * count * DAY, moment),
    'next-x-weeks': () => between(moment, today + (7 * count + 1) * DAY),
    'last-x-months': () => between(addMonths(today, -count), moment),
    'next-x-months': () => between(moment, addMonths(today + DAY, count)),
    'last-x-years': () => between(addMonths(today, -12 * count), moment),
    'next-x-years': () => between(moment, addMonths(today + DAY, 12 * count)),
    'olderthan-x-minutes': () => before(floor(moment, MINUTE) - count * MINUTE),
    'olderthan-x-hours': () => before(hour - count * HOUR),
    'olderthan-x-days': () => before(today - count * DAY),
    'olderthan-x-weeks': () => before(today - 7 * count * DAY),
    'olderthan-x-months': () => before(addMonths(today, -count)),
    'olderthan-x-years': () => before(addMonths(today, -12 * count)),
  };
  return whole[operator]?.() ?? null;
}

/** The window of `on`, `on-or-before`, `on-or-after` for the day of a stored moment. */
export function dayWindow(operator: string, instant: string): Window | null {
  const day = floor(Date.parse(instant), DAY);
  if (operator === 'on') return between(day, day + DAY);
  if (operator === 'on-or-before') return before(day + DAY);
  if (operator === 'on-or-after') return { from: printInstant(new Date(day)) };
  return null;
}
