const FULL = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * Reads ISO 8601 (`2026-06-15`, `2026-06-15T12:00:00Z`, with an offset, or without a zone: UTC) to the stored form
 * `2026-06-15T12:00:00Z`; parts of a second are cut off, as the platform does. Null for anything else or a day that does not exist.
 */
export function parseInstant(text: string): string | null {
  const match = FULL.exec(text);
  if (!match) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = match;
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(local) || new Date(local).getUTCDate() !== Number(day)) return null;
  const moment = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(moment) ? null : printInstant(new Date(moment));
}

/** The stored form of a moment: whole seconds, UTC. */
export const printInstant = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

/** The first moment of the day of a stored moment. */
export const startOfDay = (instant: string): string => `${instant.slice(0, 10)}T00:00:00Z`;
