import type { CommentLine, FieldCheck, FieldExperience, RecordExperience } from '../../contracts/index.ts';
import { asCount, asFlag, asJson, asList, asNullable, asText, type Json, UnreadableAnswer } from './json.ts';
import { readActions } from './read-actions.ts';
import { readAnswer } from './read-answer.ts';
import { readColumnType, readRow } from './read-query-result.ts';

const asWhole = (value: unknown): number => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new UnreadableAnswer('expected a whole number');
};

const asDigits = (value: unknown): string => {
  const text = asText(value);
  if (!/^-?\d{1,60}(?:\.\d{1,30})?$/.test(text)) throw new UnreadableAnswer('expected a number as text');
  return text;
};

const numberCheck = (kind: 'decimal' | 'money') => (check: Json) => ({
  kind,
  min: asDigits(check.min),
  max: asDigits(check.max),
  digits: asCount(check.digits),
});

/** One reader per kind of check. */
const checks: { readonly [Kind in FieldCheck['kind']]: (check: Json) => FieldCheck } = {
  text: (check) => ({ kind: 'text', max: asCount(check.max), lines: asCount(check.lines) }),
  integer: (check) => ({ kind: 'integer', min: asWhole(check.min), max: asWhole(check.max) }),
  decimal: numberCheck('decimal'),
  money: numberCheck('money'),
  boolean: () => ({ kind: 'boolean' }),
  datetime: () => ({ kind: 'datetime' }),
  date: () => ({ kind: 'date' }),
  choice: (check) => ({
    kind: 'choice',
    options: asList(check.options, (item) => {
      const option = asJson(item);
      return { value: asWhole(option.value), title: asText(option.title) };
    }),
  }),
  lookup: (check) => ({
    kind: 'lookup',
    targets: asList(check.targets, (item) => {
      const target = asJson(item);
      return { table: asText(target.table), search: asText(target.search) };
    }),
  }),
  unknown: () => ({ kind: 'unknown' }),
};

const isCheck = (kind: string): kind is FieldCheck['kind'] => Object.hasOwn(checks, kind);

/** A check that this version does not know lets the field be shown only. */
const readCheck = (value: unknown): FieldCheck => {
  const check = asJson(value);
  const kind = asText(check.kind);
  return isCheck(kind) ? checks[kind](check) : { kind: 'unknown' };
};

const levels = ['read', 'masked', 'none'] as const;

const readField = (value: unknown): FieldExperience => {
  const field = asJson(value);
  const level = levels.find((one) => one === field.level);
  if (level === undefined) throw new UnreadableAnswer('expected a level');
  const check = readCheck(field.check);
  return {
    name: asText(field.name),
    title: asText(field.title),
    help: asNullable(field.help, asText),
    type: readColumnType(field.type),
    level,
    writable: asFlag(field.writable) && check.kind !== 'unknown',
    required: asFlag(field.required),
    check,
  };
};

const readComment = (value: unknown): CommentLine => {
  const comment = asJson(value);
  return {
    author: asNullable(comment.author, asText),
    mine: asFlag(comment.mine),
    occurredOn: asText(comment.occurredOn),
    text: asText(comment.text),
  };
};

/** A record as a page shows it; throws `UnreadableAnswer`. */
export const readRecord = (value: unknown): RecordExperience => {
  const record = asJson(value);
  return {
    form: asText(record.form),
    title: asText(record.title),
    table: asText(record.table),
    id: asNullable(record.id, asText),
    version: asNullable(record.version, asText),
    name: asNullable(record.name, asText),
    row: readRow(record.row),
    sections: asList(record.sections, (item) => {
      const section = asJson(item);
      return { name: asText(section.name), title: asText(section.title), fields: asList(section.fields, readField) };
    }),
    canSave: asFlag(record.canSave),
    ...(record.actions === undefined ? {} : { actions: readAnswer(record.actions, readActions) }),
    ...(record.comments === undefined ? {} : { comments: readComments(record.comments) }),
    page: asText(record.page),
  };
};

const readComments = (value: unknown): NonNullable<RecordExperience['comments']> => {
  const comments = asJson(value);
  return { rows: asList(comments.rows, readComment), more: asFlag(comments.more) };
};
