import { isObject } from '../json.ts';
import { isName } from '../text.ts';
import { isAbsentOr, isListOf, isNumber, isOneOf, isText, isTexts } from './shapes.ts';

const isLiteral = (value: unknown): boolean => value === null || isText(value) || isNumber(value) || typeof value === 'boolean';
const isStage = (value: unknown): boolean => isText(value) || isNumber(value);
const isShort = (value: unknown): boolean => isText(value) && isName(value, 60);

/** Exactly one source of a value. */
const isValue = (value: unknown): boolean =>
  isObject(value) &&
  Object.keys(value).length === 1 &&
  (('literal' in value && isLiteral(value.literal)) || isText(value.input) || value.person === true || value.now === true);

const isOption = (value: unknown): boolean => isObject(value) && isText(value.value) && isTexts(value.titles);
const isInput = (value: unknown): boolean =>
  isObject(value) &&
  isShort(value.name) &&
  isTexts(value.titles) &&
  isOneOf(value.kind, ['text', 'choice', 'date']) &&
  typeof value.required === 'boolean' &&
  isAbsentOr(value.max, isNumber) &&
  (value.kind === 'choice' ? isListOf(value.options, isOption) : value.options === undefined);

const isTakenOver = (value: unknown): boolean => isObject(value) && isText(value.from) && isText(value.to);

function isEffect(value: unknown): boolean {
  if (!isObject(value)) return false;
  switch (value.kind) {
    case 'set':
      return isText(value.column) && isValue(value.value);
    case 'owner':
      return isText(value.user);
    case 'task':
      return isTexts(value.subject) && isAbsentOr(value.lookups, (lookups) => isListOf(lookups, isTakenOver));
    case 'note':
      return isTexts(value.subject) && isValue(value.text);
    case 'notification':
      return isText(value.to) && isTexts(value.title);
    case 'outbox':
      return isShort(value.event);
    default:
      return false;
  }
}

/** Whether a value of the pack has the shape of an action. What its names mean is checked when a policy is packed. */
export const isAction = (value: unknown): boolean =>
  isObject(value) &&
  isShort(value.name) &&
  isTexts(value.titles) &&
  isText(value.table) &&
  isAbsentOr(value.from, (from) => isListOf(from, isStage)) &&
  isAbsentOr(value.to, isStage) &&
  isAbsentOr(value.secondPerson, isText) &&
  isListOf(value.inputs, isInput) &&
  isOneOf(value.comment, ['none', 'optional', 'required']) &&
  isAbsentOr(value.confirm, isTexts) &&
  isOneOf(value.tone, ['primary', 'neutral', 'danger']) &&
  typeof value.several === 'boolean' &&
  isListOf(value.effects, isEffect) &&
  isNumber(value.order);

/** Whether a value of the pack is a default of a new record. */
export const isDefault = (value: unknown): boolean =>
  isObject(value) &&
  isText(value.table) &&
  isText(value.column) &&
  ((isObject(value.value) && Object.keys(value.value).length === 1 && value.value.account === true) ||
    (isValue(value.value) && isObject(value.value) && !('input' in value.value)));
