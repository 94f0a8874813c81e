/** Moments as a person types them: the wall clock of their time zone. */
export interface MomentEntry {
  /** `2026-06-15T12:00:00Z` → `2026-06-15T14:00` in Berlin; empty where it is no moment. */
  readonly write: (iso: string) => string;
  /** `2026-06-15T14:00` → `2026-06-15T12:00:00Z`; null where it is no moment. */
  readonly read: (typed: string) => string | null;
  /** The time zone by its name in the language, e.g. `Central European Time`. */
  readonly zone: string;
}

const wallClock = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/;

export const momentEntryOf = (language: string, timeZone?: string): MomentEntry => {
  const clock = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    ...(timeZone === undefined ? {} : { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const naming = new Intl.DateTimeFormat(language, { ...(timeZone === undefined ? {} : { timeZone }), timeZoneName: 'longGeneric' });

  /** The wall clock at a moment, as if it were UTC: comparing both gives the offset. */
  const wallAt = (time: number): number => {
    const parts = clock.formatToParts(time);
    const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
    return utc(part('year'), part('month'), part('day'), part('hour'), part('minute'));
  };

  return {
    write: (iso) => {
      const time = Date.parse(iso);
      return Number.isNaN(time) ? '' : new Date(wallAt(time)).toISOString().slice(0, 16);
    },
    read: (typed) => {
      const match = wallClock.exec(typed);
      if (!match) return null;
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
      const wall = utc(year, month, day, hour, minute);
      // A 31st of April moves on by itself; nobody meant the 1st of May.
      if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 16) !== typed.slice(0, 16)) return null;
      // Twice, because the offset at the first guess may be that of before a change of the clocks.
      const guess = wall - (wallAt(wall) - wall);
      const time = guess - (wallAt(guess) - wall);
      return `${new Date(time).toISOString().slice(0, 19)}Z`;
    },
    zone: naming.formatToParts(new Date()).find(({ type }) => type === 'timeZoneName')?.value ?? '',
  };
};

const utc = (year: number, month: number, day: number, hour: number, minute: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, 0, 0);
  return date.getTime();
};
