import { isList, isObject } from '../json.ts';

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isTexts = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every((language) => isText(value[language]));
export const isListOf = (value: unknown, is: (each: unknown) => boolean): boolean => isList(value) && value.every(is);
export const isNumber = (value: unknown): value is number => typeof value === 'number' && isFinite(value);
export const isOneOf = (value: unknown, names: readonly string[]): boolean => isText(value) && names.indexOf(value) >= 0;
export const isAbsentOr = (value: unknown, is: (each: unknown) => boolean): boolean => value === undefined || is(value);
