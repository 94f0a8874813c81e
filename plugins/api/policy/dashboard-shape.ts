import { isList, isObject } from '../json.ts';
import { isName } from '../text.ts';
import { isAbsentOr, isListOf, isNumber, isOneOf, isText, isTexts } from './shapes.ts';

const isShort = (value: unknown): boolean => isText(value) && isName(value, 60);
const isTrue = (value: unknown): boolean => value === true;
/** Whether it is a condition of the policy language at all; `parsePolicy` says what is wrong in one. */
const isCondition = (value: unknown): boolean => isList(value) || isObject(value);

/** What an entry asks of a person: exactly one of the four. */
export function isNeed(value: unknown): boolean {
  if (!isObject(value)) return false;
  const asked = Object.keys(value).sort().join(' ');
  if (asked === 'signedIn') return value.signedIn === true;
  if (asked === 'personas') return isListOf(value.personas, isText);
  return (
    isText(value.table) && ((asked === 'privilege table' && isText(value.privilege)) || (asked === 'action table' && isText(value.action)))
  );
}

/** Whether a value of the pack has the shape of a persona. */
export const isPersona = (value: unknown): boolean =>
  isObject(value) &&
  isShort(value.name) &&
  isTexts(value.titles) &&
  isAbsentOr(value.roles, (roles) => isListOf(roles, isText)) &&
  isAbsentOr(value.when, isCondition);

const isTab = (value: unknown): boolean =>
  isObject(value) &&
  isShort(value.name) &&
  isTexts(value.titles) &&
  isAbsentOr(value.personas, (personas) => isListOf(personas, isText)) &&
  isListOf(value.tiles, isText);

/** Whether a value of the pack has the shape of a dashboard. */
export const isDashboard = (value: unknown): boolean =>
  isObject(value) && isShort(value.name) && isTexts(value.titles) && isListOf(value.tabs, isTab);

const isColumn = (value: unknown): boolean => isObject(value) && isText(value.name) && isTexts(value.titles);
export const isSort = (value: unknown): boolean =>
  isObject(value) && isText(value.column) && isAbsentOr(value.descending, (descending) => typeof descending === 'boolean');

const isMeasure = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).length === 1 && (value.count === true || isText(value.sum));
const isGroup = (value: unknown): boolean => isObject(value) && isText(value.column) && isOneOf(value.by, ['value', 'month']);
const isLiteral = (value: unknown): boolean => isText(value) || isNumber(value) || typeof value === 'boolean';
const isState = (value: unknown): boolean => isObject(value) && isText(value.column) && isListOf(value.values, isLiteral);
const isDrill = (value: unknown): boolean => isObject(value) && isText(value.grid) && isText(value.page);
const isLink = (value: unknown): boolean =>
  isObject(value) && isShort(value.name) && isTexts(value.titles) && isText(value.url) && isAbsentOr(value.needs, isNeed);

/** Whether a value of the pack has the shape of a tile. What its names mean is checked when a policy is packed. */
export function isTile(value: unknown): boolean {
  const framed =
    isObject(value) &&
    isShort(value.name) &&
    isTexts(value.titles) &&
    isAbsentOr(value.help, isTexts) &&
    isAbsentOr(value.wide, isTrue) &&
    isAbsentOr(value.personas, (personas) => isListOf(personas, isText));
  if (!framed) return false;
  if (value.kind === 'links') return isListOf(value.links, isLink);
  return isText(value.table) && isAbsentOr(value.filter, isCondition) && isAbsentOr(value.drill, isDrill) && isOfKind(value);
}

function isOfKind(value: { readonly [name: string]: unknown }): boolean {
  switch (value.kind) {
    case 'counter':
      return isMeasure(value.measure) && isAbsentOr(value.warnFrom, isNumber);
    case 'list':
      return isListOf(value.columns, isColumn) && isListOf(value.sort, isSort) && isNumber(value.size) && isAbsentOr(value.open, isText);
    case 'chart':
      return isOneOf(value.form, ['bar', 'line', 'donut']) && isMeasure(value.measure) && isGroup(value.group) && isNumber(value.most);
    case 'sla':
      return (
        isText(value.title) &&
        isText(value.due) &&
        isAbsentOr(value.met, isState) &&
        isAbsentOr(value.paused, isState) &&
        isNumber(value.warnMinutes) &&
        isNumber(value.size) &&
        isAbsentOr(value.open, isText)
      );
    default:
      return false;
  }
}

const isOption = (value: unknown): boolean => isObject(value) && (isText(value.value) || isNumber(value.value)) && isTexts(value.titles);
const isField = (value: unknown): boolean =>
  isObject(value) &&
  isText(value.column) &&
  isTexts(value.titles) &&
  isAbsentOr(value.help, isTexts) &&
  isAbsentOr(value.lines, isNumber) &&
  isAbsentOr(value.options, (options) => isListOf(options, isOption));
const isSection = (value: unknown): boolean =>
  isObject(value) && isShort(value.name) && isTexts(value.titles) && isListOf(value.fields, isField);

/** Whether a value of the pack has the shape of a form. */
export const isForm = (value: unknown): boolean =>
  isObject(value) &&
  isShort(value.name) &&
  isTexts(value.titles) &&
  isText(value.table) &&
  isListOf(value.sections, isSection) &&
  typeof value.actions === 'boolean' &&
  typeof value.comments === 'boolean' &&
  isText(value.page);
