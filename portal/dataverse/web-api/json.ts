/** A number that is printed digit by digit: money and decimals never pass through floating point. */
export type Digits = { readonly kind: 'digits'; readonly digits: string };
export type Json = string | number | boolean | null | Digits | readonly Json[] | { readonly [name: string]: Json };

const isDigits = (value: object): value is Digits => 'kind' in value && value.kind === 'digits' && 'digits' in value;

/** JSON text of a value. */
export function printJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(printJson).join(',')}]`;
  if (isDigits(value)) return value.digits;
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}:${printJson(member as Json)}`)
    .join(',')}}`;
}
