import { printDate } from './date-parts.ts';
import { readDate } from './date-read.ts';
import { LiquidError } from './errors.ts';
import { isNumber, numberType, parseDecimal, toJsNumber } from './number.ts';
import { toText } from './print.ts';
import { isNil, LazyList, LiquidReal } from './value.ts';

/** The name of the .NET type a value would have; two values are of one type when these are equal. */
export function typeName(value: unknown): string {
  if (typeof value === 'string') return 'System.String';
  if (typeof value === 'boolean') return 'System.Boolean';
  if (value instanceof Date) return 'System.DateTime';
  if (Array.isArray(value)) return 'System.Object[]';
  if (value instanceof LazyList) return 'System.Collections.Generic.IEnumerable`1[System.Object]';
  if (!isNumber(value)) return 'Drop';
  const names = { int: 'System.Int32', long: 'System.Int64', single: 'System.Single', double: 'System.Double', decimal: 'System.Decimal' };
  return names[numberType(value)];
}

/**
 * Converts the right operand of a comparison to the left one's type, as .NET's `Convert.ChangeType`.
 * @throws LiquidError when the text does not hold such a value, or the types do not convert.
 */
export function convertLike(model: unknown, value: unknown): unknown {
  if (isNil(model) || isNil(value) || typeName(model) === typeName(value)) return value;
  if (isNumber(model) && isNumber(value)) return value;
  if (typeof model === 'string') return convertToText(value);
  if (typeof model === 'boolean') return convertToBoolean(value);
  if (isNumber(model)) return convertToNumber(numberType(model), value);
  if (model instanceof Date && typeof value === 'string') {
    const date = readDate(value);
    if (date === null) throw new LiquidError('String was not recognized as a valid DateTime.');
    return date;
  }
  throw new LiquidError('Object must implement IConvertible.');
}

function convertToText(value: unknown): string {
  if (typeof value === 'boolean' || isNumber(value)) return toText(value);
  if (value instanceof Date) return printDate(value);
  throw new LiquidError('Object must implement IConvertible.');
}

function convertToBoolean(value: unknown): boolean {
  if (isNumber(value)) return toJsNumber(value) !== 0;
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (text === 'true') return true;
  if (text === 'false') return false;
  throw new LiquidError(
    typeof value === 'string' ? 'String was not recognized as a valid Boolean.' : 'Object must implement IConvertible.',
  );
}

function convertToNumber(type: ReturnType<typeof numberType>, value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  const decimal = typeof value === 'string' ? parseDecimal(value) : null;
  const fits = decimal !== null && (decimal.scale === 0 || (type !== 'int' && type !== 'long'));
  if (!fits || decimal === null) throw new LiquidError('Input string was not in a correct format.');
  return type === 'decimal' ? decimal : new LiquidReal(toJsNumber(decimal), 'double');
}
