import { LiquidError } from './errors.ts';

export const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** .NET's standard formats of one letter, in en-US. */
const standard: ReadonlyMap<string, string> = new Map([
  ['d', 'M/d/yyyy'],
  ['D', 'dddd, MMMM d, yyyy'],
  ['f', 'dddd, MMMM d, yyyy h:mm tt'],
  ['F', 'dddd, MMMM d, yyyy h:mm:ss tt'],
  ['g', 'M/d/yyyy h:mm tt'],
  ['G', 'M/d/yyyy h:mm:ss tt'],
  ['m', 'MMMM d'],
  ['M', 'MMMM d'],
  ['o', "yyyy-MM-dd'T'HH:mm:ss.fffffffK"],
  ['O', "yyyy-MM-dd'T'HH:mm:ss.fffffffK"],
  ['r', "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ['R', "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ['s', "yyyy-MM-dd'T'HH:mm:ss"],
  ['t', 'h:mm tt'],
  ['T', 'h:mm:ss tt'],
  ['u', "yyyy-MM-dd HH:mm:ss'Z'"],
  ['U', 'dddd, MMMM d, yyyy h:mm:ss tt'],
  ['y', 'MMMM yyyy'],
  ['Y', 'MMMM yyyy'],
]);

/**
 * Formats a date with a .NET format string in en-US; dates are UTC throughout.
 * @throws LiquidError for a single letter that is no standard format, or an unclosed quote.
 */
export function formatDate(date: Date, format: string): string {
  if (Number.isNaN(date.getTime())) throw new LiquidError('The date is out of range.');
  const known = standard.get(format);
  if (known === undefined && format.length === 1) throw new LiquidError('Input string was not in a correct format.');
  return formatCustom(date, known ?? format);
}

/** The form in which a date prints without a format: `1/5/2024 2:03:09 PM`. */
export function printDate(date: Date): string {
  return formatDate(date, 'G');
}

function formatCustom(date: Date, format: string): string {
  let out = '';
  let at = 0;
  while (at < format.length) {
    const character = format.charAt(at);
    if (character === "'" || character === '"') {
      const end = format.indexOf(character, at + 1);
      if (end === -1) throw new LiquidError('Input string was not in a correct format.');
      out += format.slice(at + 1, end);
      at = end + 1;
    } else if (character === '\\') {
      out += format.charAt(at + 1);
      at += 2;
    } else if (character === '%') {
      at += 1;
    } else {
      let end = at + 1;
      while (format[end] === character) end += 1;
      out += formatRun(date, character, end - at);
      at = end;
    }
  }
  return out;
}

function formatRun(date: Date, letter: string, count: number): string {
  switch (letter) {
    case 'd':
      if (count > 2) return name(days, date.getUTCDay(), count);
      return pad(date.getUTCDate(), count);
    case 'M':
      if (count > 2) return name(months, date.getUTCMonth(), count);
      return pad(date.getUTCMonth() + 1, count);
    case 'y':
      return count < 3 ? pad(date.getUTCFullYear() % 100, count) : pad(date.getUTCFullYear(), count);
    case 'h':
      return pad(date.getUTCHours() % 12 === 0 ? 12 : date.getUTCHours() % 12, Math.min(count, 2));
    case 'H':
      return pad(date.getUTCHours(), Math.min(count, 2));
    case 'm':
      return pad(date.getUTCMinutes(), Math.min(count, 2));
    case 's':
      return pad(date.getUTCSeconds(), Math.min(count, 2));
    case 'f':
      return pad(date.getUTCMilliseconds(), 3).padEnd(7, '0').slice(0, Math.min(count, 7));
    case 'F':
      return pad(date.getUTCMilliseconds(), 3).slice(0, Math.min(count, 3)).replace(/0+$/, '');
    case 't':
      return (date.getUTCHours() < 12 ? 'AM' : 'PM').slice(0, Math.min(count, 2));
    case 'z':
      return count === 1 ? '+0' : count === 2 ? '+00' : '+00:00';
    case 'K':
      return 'Z'.repeat(count);
    case 'g':
      return 'A.D.';
    default:
      return letter.repeat(count);
  }
}

function name(names: readonly string[], index: number, count: number): string {
  const full = names[index] ?? '';
  return count === 3 ? full.slice(0, 3) : full;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
