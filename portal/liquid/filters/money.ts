import { LiquidError } from '../errors.ts';
import { printDecimal } from '../number.ts';
import { isNil, LiquidDecimal } from '../value.ts';
import { asInt, asText, type Filter, optional, required } from './filter.ts';
import { decimalOf } from './math.ts';

const culture = optional('culture', 'string', '');

/** Number formats in en-US. The local portal has no currency metadata: `base_currency` and `currency` are dollars with two places. */
export const moneyFilters: Readonly<Record<string, Filter>> = {
  base_currency: { input: 'any', parameters: [optional('format', 'string', null)], run: (input, [format]) => money(input, asText(format)) },
  currency: {
    input: 'any',
    parameters: [required('record', 'any'), required('attribute', 'string'), optional('format', 'string', null)],
    run: (input, [record, attribute, format]) => (isNil(record) || isNil(attribute) ? null : money(input, asText(format))),
  },
  format: {
    input: 'any',
    parameters: [required('format', 'string'), culture],
    run: (input, [format]) => formatNumber(isNil(input) ? new LiquidDecimal(0n, 0) : decimalOf(input), asText(format)),
  },
  decimals: {
    input: 'any',
    parameters: [required('decimals', 'int'), culture],
    run: (input, [places]) => fixed(isNil(input) ? new LiquidDecimal(0n, 0) : decimalOf(input), asInt(places), true),
  },
  max_decimals: {
    input: 'any',
    parameters: [required('decimals', 'int'), culture],
    run: (input, [places]) => withoutZeros(fixed(isNil(input) ? new LiquidDecimal(0n, 0) : decimalOf(input), asInt(places), true)),
  },
};

function money(input: unknown, format: string): string {
  return formatNumber(isNil(input) ? new LiquidDecimal(0n, 0) : decimalOf(input), format === '' ? 'C' : format);
}

/** .NET's C, N, F, P, D, G with an optional number of places, and patterns of `#`, `0`, comma and point. */
function formatNumber(value: LiquidDecimal, format: string): string {
  const standard = /^([CNFPDG])(\d{0,2})$/i.exec(format);
  if (standard === null) return formatPattern(value, format);
  const places = standard[2] === '' || standard[2] === undefined ? 2 : Number(standard[2]);
  switch (standard[1]?.toUpperCase()) {
    case 'C':
      return negative(
        value,
        (size) => `$${fixed(size, places, true)}`,
        (text) => `(${text})`,
      );
    case 'N':
      return fixed(value, places, true);
    case 'F':
      return fixed(value, places, false);
    case 'P':
      return `${fixed(new LiquidDecimal(value.units * 100n, value.scale), places, true)} %`;
    case 'G':
      return printDecimal(value);
    default:
      throw new LiquidError('Format specifier was invalid.');
  }
}

function negative(value: LiquidDecimal, print: (size: LiquidDecimal) => string, wrap: (text: string) => string): string {
  return value.units < 0n ? wrap(print(new LiquidDecimal(-value.units, value.scale))) : print(value);
}

/** A fixed number of places, halves away from zero as .NET's number formats round. */
function fixed(value: LiquidDecimal, places: number, grouped: boolean): string {
  if (places < 0 || places > 28) throw new LiquidError('Format specifier was invalid.');
  const sign = value.units < 0n ? '-' : '';
  const size = new LiquidDecimal(value.units < 0n ? -value.units : value.units, value.scale);
  const half = size.scale > places ? 5n * 10n ** BigInt(size.scale - places - 1) : 0n;
  const units =
    size.scale > places ? (size.units + half) / 10n ** BigInt(size.scale - places) : size.units * 10n ** BigInt(places - size.scale);
  const [whole = '0', rest] = printDecimal(new LiquidDecimal(units, places)).split('.');
  const text = (grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole) + (rest === undefined ? '' : `.${rest}`);
  return units === 0n ? text : sign + text;
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}

function formatPattern(value: LiquidDecimal, format: string): string {
  const match = /^([^#0]*)([#0,]*)(?:\.([#0]*))?([^#0]*)$/.exec(format);
  if (match === null || (match[2] === '' && (match[3] ?? '') === '')) throw new LiquidError('Input string was not in a correct format.');
  const [, before = '', whole = '', part = '', after = ''] = match;
  let [integer = '', rest = ''] = fixed(value, part.length, whole.includes(',')).split('.');
  while (rest.length > 0 && rest.endsWith('0') && part.charAt(rest.length - 1) === '#') rest = rest.slice(0, -1);
  if (integer === '0' && !whole.includes('0')) integer = '';
  const minimum = [...whole].filter((sign) => sign === '0').length;
  return before + integer.padStart(minimum, '0') + (rest === '' ? '' : `.${rest}`) + after;
}
