const dateOnly = /^\d{4}-\d{2}-\d{2}$/;
const utcMidnight = /^\d{4}-\d{2}-\d{2}T00:00:00(?:\.0+)?Z$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Writes ISO 8601 dates in a language: a moment in the reader's time zone, a day as the day that it is.
 * Date-only columns arrive as midnight UTC; such a value is a day, or it would be the evening before west of Greenwich.
 */
export const createDateFormat = (language: string, timeZone?: string): ((iso: string) => string) => {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const dayAndTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', ...zone });
  return (iso) => {
    const isDay = dateOnly.test(iso) || utcMidnight.test(iso);
    if (!isDay && !moment.test(iso)) return iso;
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return iso;
    return (isDay ? day : dayAndTime).format(date);
  };
};

/** Writes months given as `2026-11`. They are months of the Gregorian calendar, also where another one is usual. */
export const createMonthFormat = (language: string, month: 'long' | 'short' | 'alone'): ((key: string) => string) => {
  const year = month === 'alone' ? {} : ({ year: 'numeric' } as const);
  const format = new Intl.DateTimeFormat(language, {
    month: month === 'long' ? 'long' : 'short',
    ...year,
    calendar: 'gregory',
    timeZone: 'UTC',
  });
  return (key) => (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(key) ? format.format(new Date(`${key}-01T00:00:00Z`)) : key);
};
