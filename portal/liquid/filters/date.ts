import { formatDate, printDate } from '../date-parts.ts';
import { readDate } from '../date-read.ts';
import { isNumber, toJsNumber } from '../number.ts';
import { toText } from '../print.ts';
import { isNil } from '../value.ts';
import { asInt, asText, type Filter, required } from './filter.ts';

/** Filters on dates; every date is UTC, so local time and UTC are the same. Nil stays nil. */
export const dateFilters: Readonly<Record<string, Filter>> = {
  date: {
    input: 'any',
    parameters: [required('format', 'string')],
    run: (input, [format], tools) => format_(input, asText(format), tools.now),
  },
  date_add_days: adding(86_400_000),
  date_add_hours: adding(3_600_000),
  date_add_minutes: adding(60_000),
  date_add_seconds: adding(1000),
  date_add_months: onDate([required('value', 'int')], (date, [months]) => addMonths(date, asInt(months))),
  date_add_years: onDate([required('value', 'int')], (date, [years]) => addMonths(date, asInt(years) * 12)),
  date_to_iso8601: onDate([], isoText),
  date_to_xml_schema: onDate([], isoText),
  date_to_rfc822: onDate([], (date) => `${formatDate(date, 'ddd, dd MMM yyyy HH:mm:ss')} Z`),
  date_to_local: onDate([], (date) => date),
  date_to_utc: onDate([], (date) => date),
};

function onDate(parameters: Filter['parameters'], run: (date: Date, values: readonly unknown[]) => unknown): Filter {
  return { input: 'date', parameters, run: (input, values) => (input instanceof Date ? run(input, values) : null) };
}

function adding(unit: number): Filter {
  return onDate(
    [required('value', 'double')],
    (date, [value]) => new Date(date.getTime() + (isNumber(value) ? toJsNumber(value) : 0) * unit),
  );
}

/** A .NET format applied to a date, to a text that holds one, or to `now` and `today`; anything else passes through. */
function format_(input: unknown, format: string, now: Date): unknown {
  if (isNil(input)) return null;
  if (format.trim() === '') return input instanceof Date ? printDate(input) : toText(input);
  const date = input instanceof Date ? input : typeof input === 'string' ? readOrNow(input, now) : null;
  return date === null ? input : formatDate(date, format);
}

function readOrNow(text: string, now: Date): Date | null {
  const word = text.toLowerCase();
  if (word === 'now') return now;
  if (word === 'today') return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  return readDate(text);
}

/** The same day some months on, or the month's last day when it is shorter. */
function addMonths(date: Date, months: number): Date {
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), length));
  return new Date(first.getTime() + (((date.getTime() % 86_400_000) + 86_400_000) % 86_400_000));
}

function isoText(date: Date): string {
  return `${formatDate(date, 's')}Z`;
}
