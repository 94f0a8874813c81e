import type { StoreFacts } from '../../../contracts/index.ts';
import { isObject } from '../json.ts';
import { isAbsentOr, isListOf, isNumber, isOneOf, isText } from './shapes.ts';

const isKeys = (value: unknown): boolean => isListOf(value, (key) => isListOf(key, isText));

function isColumn(value: unknown): boolean {
  if (!isObject(value) || !isAbsentOr(value.required, (required) => required === true) || !isAbsentOr(value.keys, isKeys)) return false;
  switch (value.kind) {
    case 'text':
      return isNumber(value.max);
    case 'integer':
      return isNumber(value.min) && isNumber(value.max);
    case 'decimal':
    case 'money':
      return isText(value.min) && isText(value.max) && isNumber(value.digits);
    case 'choice':
      return isListOf(value.options, isNumber) && isAbsentOr(value.labels, (labels) => isMap(labels, isText));
    default:
      return isOneOf(value.kind, ['boolean', 'datetime', 'date', 'lookup', 'fixed']);
  }
}
const isMap = (value: unknown, is: (each: unknown) => boolean): boolean =>
  isObject(value) && Object.keys(value).every((name) => is(value[name]));

/** What may be written; an absent part writes nothing. Null where it has another shape. */
export const storeIn = (value: unknown): StoreFacts | null => {
  if (value === undefined) return {};
  return isMap(value, (columns) => isMap(columns, isColumn)) ? (value as StoreFacts) : null;
};
