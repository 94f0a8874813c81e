const DAY = 86400000;

/** Days from 1970-01-01 in the Gregorian calendar (Howard Hinnant's days_from_civil). */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

const daysIn = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : month === 4 || month === 6 || month === 9 || month === 11
      ? 30
      : 31;

/** The number that stands at a place with a fixed count of digits; -1 where there is something else. */
function numberAt(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Milliseconds of an offset (`Z`, `+02:00`) that ends the text at `start`; null for everything else. */
function offsetAt(text: string, start: number): number | null {
  const sign = text.charAt(start);
  if (sign === 'Z') return start + 1 === text.length ? 0 : null;
  const hours = numberAt(text, start + 1, 2);
  const minutes = numberAt(text, start + 4, 2);
  const formed = (sign === '+' || sign === '-') && text.charAt(start + 3) === ':' && text.length === start + 6;
  if (!formed || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return null;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60000;
}

/**
 * Milliseconds since 1970 of an ISO 8601 time with `Z` or an offset, or of a date alone (midnight UTC); null for everything else.
 * Digits after the third of a second are cut off.
 * @example millisecondsOf('2026-06-15T14:00:00+02:00') === millisecondsOf('2026-06-15T12:00:00Z')
 */
export function millisecondsOf(text: string): number | null {
  const year = numberAt(text, 0, 4);
  const month = numberAt(text, 5, 2);
  const day = numberAt(text, 8, 2);
  if (year < 1 || text.charAt(4) !== '-' || text.charAt(7) !== '-' || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return null;
  const date = daysOf(year, month, day) * DAY;
  if (text.length === 10) return date;
  const hour = numberAt(text, 11, 2);
  const minute = numberAt(text, 14, 2);
  if (text.charAt(10) !== 'T' || text.charAt(13) !== ':' || hour < 0 || hour > 23 || minute < 0 || minute > 59) return null;
  let at = 16;
  let second = 0;
  let fraction = 0;
  if (text.charAt(at) === ':') {
    second = numberAt(text, 17, 2);
    at = 19;
    if (second < 0 || second > 59) return null;
    if (text.charAt(at) === '.') {
      let scale = 100;
      for (at += 1; numberAt(text, at, 1) >= 0; at += 1) {
        fraction += Math.floor(scale) * numberAt(text, at, 1);
        scale /= 10;
      }
      if (scale === 100) return null;
    }
  }
  const offset = offsetAt(text, at);
  return offset === null ? null : date + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offset;
}

/** Whether a text is a date without a time, which a window does not accept. */
export const isDateOnly = (text: string): boolean => text.length === 10 && millisecondsOf(text) !== null;

/** Whole seconds since 1970; null where the text is no time. */
export function secondsOf(text: string): number | null {
  const milliseconds = millisecondsOf(text);
  return milliseconds === null ? null : Math.floor(milliseconds / 1000);
}

const digits = (value: number, count: number): string => {
  let text = String(value);
  while (text.length < count) text = `0${text}`;
  return text;
};

/** ISO 8601 in UTC, with milliseconds only where there are some. @example printTime(0) // '1970-01-01T00:00:00Z' */
export function printTime(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY);
  const rest = milliseconds - days * DAY;
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const seconds = Math.floor(rest / 1000);
  const fraction = rest % 1000 === 0 ? '' : `.${digits(rest % 1000, 3)}`;
  const time = `${digits(Math.floor(seconds / 3600), 2)}:${digits(Math.floor(seconds / 60) % 60, 2)}:${digits(seconds % 60, 2)}`;
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}T${time}${fraction}Z`;
}
