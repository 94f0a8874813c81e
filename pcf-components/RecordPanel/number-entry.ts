/** How a person of a language types numbers. */
export interface NumberEntry {
  /** Plain digits as a person would type them, without groups: `1250.00` → `1250,00`. What is no number comes back as it is. */
  readonly write: (digits: string) => string;
  /** What was typed as plain digits without superfluous zeros: `1.250,00` → `1250`. Null where it is no number. */
  readonly read: (typed: string) => string | null;
}

const plain = /^(-?)(\d+)(?:\.(\d+))?$/;
/** Marks of direction that Arabic and Hebrew texts carry along with a sign. */
const marks = /[\u061c\u200e\u200f\u2066-\u2069]/g;
const minuses = /^[-\u2212\u2010\u2013]/;
const blanks = /[\s\u00a0\u202f\u2009]/g;
const apostrophes = /[\u2019\u02bc`\u00b4]/g;

/**
 * Numbers as the language writes them. A group separator counts only where groups belong: `1.5` is no number in German,
 * rather than 15. Latin digits are always taken, as keyboards have them.
 */
export const numberEntryOf = (language: string): NumberEntry => {
  const parts = new Intl.NumberFormat(language, { minimumFractionDigits: 1 }).formatToParts(-1234567.5);
  const part = (type: Intl.NumberFormatPartTypes) => parts.find((one) => one.type === type)?.value;
  const decimal = part('decimal') ?? '.';
  const group = (part('group') ?? '').replace(apostrophes, "'");
  const ungrouped = new Intl.NumberFormat(language, { useGrouping: false });
  const numerals = Array.from({ length: 10 }, (_, digit) => ungrouped.format(digit));
  const isIndian = parts.filter(({ type }) => type === 'integer').some(({ value }) => [...value].length === 2);
  const groups = isIndian ? /^\d{1,2}(?:,\d{2})*,\d{3}$/ : /^\d{1,3}(?:,\d{3})+$/;

  const toLatin = (typed: string): string => {
    const text = Array.from(typed.replace(marks, ''), (character) => {
      const digit = numerals.indexOf(character);
      return digit < 0 ? character : String(digit);
    }).join('');
    // Where the language's own signs are others, the ones of Latin digits cannot be mistaken.
    return decimal === '٫' && !/[٫٬]/.test(text) ? text.replaceAll(',', '٬').replaceAll('.', '٫') : text;
  };

  const read = (typed: string): string | null => {
    const text = toLatin(typed).trim().replace(minuses, '-').replace(apostrophes, "'");
    const negative = text.startsWith('-');
    const [whole = '', fraction, ...more] = (negative ? text.slice(1) : text).trim().split(decimal);
    if (more.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) return null;
    const integer = ungroup(whole, group, groups);
    if (integer === null || (integer === '' && !fraction)) return null;
    const digits = integer.replace(/^0+(?=\d)/, '') || '0';
    const rest = (fraction ?? '').replace(/0+$/, '');
    const number = rest === '' ? digits : `${digits}.${rest}`;
    return negative && number !== '0' ? `-${number}` : number;
  };

  const write = (digits: string): string => {
    const match = plain.exec(digits);
    if (!match) return digits;
    const [, sign = '', whole = '', fraction] = match;
    const own = (text: string) => text.replace(/\d/g, (digit) => numerals[Number(digit)] ?? digit);
    return sign + own(whole) + (fraction === undefined ? '' : decimal + own(fraction));
  };

  return { read, write };
};

const ungroup = (typed: string, group: string, groups: RegExp): string | null => {
  const isBlank = group.replace(blanks, '') === '';
  const text = isBlank ? typed.replace(blanks, ',') : typed.replaceAll(group, group === ',' ? ',' : '\u0000');
  // Another language's comma is no separator of ours.
  if (!isBlank && group !== ',' && text.includes(',')) return null;
  const marked = text.replaceAll('\u0000', ',');
  if (isBlank && typed.includes(',')) return null;
  if (/^\d*$/.test(marked)) return marked;
  return groups.test(marked) ? marked.replaceAll(',', '') : null;
};

/** Order of two texts of plain digits; they may be longer than a float is exact. */
export const compareDigits = (one: string, other: string): number => {
  const [first, second] = [plain.exec(one), plain.exec(other)];
  if (!first || !second) throw new RangeError('not plain digits');
  const places = Math.max(first[3]?.length ?? 0, second[3]?.length ?? 0);
  const scaled = ([, sign, whole = '', fraction = '']: RegExpExecArray) => BigInt(`${sign}${whole}${fraction.padEnd(places, '0')}`);
  const [left, right] = [scaled(first), scaled(second)];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** Digits after the point. */
export const placesOf = (digits: string): number => plain.exec(digits)?.[3]?.length ?? 0;
