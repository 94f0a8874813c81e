import type { ActionOffer, ActionRun, ActionsResult, RunActionResult } from '../../contracts/index.ts';
import { asCount, asFlag, asJson, asList, asNullable, asText, type Json, UnreadableAnswer } from './json.ts';
import { readAnswer } from './read-answer.ts';

const oneOf =
  <const Word extends string>(...words: readonly Word[]) =>
  (value: unknown): Word => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new UnreadableAnswer(`expected one of ${words.join(', ')}`);
    return found;
  };

/** The named field, where it is there; JSON without it and with null say the same. */
const optional = <Name extends string, Item>(from: Json, name: Name, read: (value: unknown) => Item): { readonly [Key in Name]?: Item } =>
  from[name] === undefined || from[name] === null ? {} : ({ [name]: read(from[name]) } as { readonly [Key in Name]?: Item });

const readTone = oneOf('primary', 'neutral', 'danger');
const readComment = oneOf('none', 'optional', 'required');
const readKind = oneOf('text', 'choice', 'date');

const readInput = (value: unknown): ActionOffer['inputs'][number] => {
  const input = asJson(value);
  return {
    name: asText(input.name),
    title: asText(input.title),
    kind: readKind(input.kind),
    required: asFlag(input.required),
    ...optional(input, 'max', asCount),
    ...optional(input, 'options', (options) =>
      asList(options, (item) => {
        const option = asJson(item);
        return { value: asText(option.value), title: asText(option.title) };
      }),
    ),
  };
};

const readOffer = (value: unknown): ActionOffer => {
  const offer = asJson(value);
  return {
    name: asText(offer.name),
    title: asText(offer.title),
    tone: readTone(offer.tone),
    enabled: asFlag(offer.enabled),
    ...optional(offer, 'why', (item) => {
      const why = asJson(item);
      return { code: asText(why.code), ...optional(why, 'reason', asText) };
    }),
    ...optional(offer, 'confirm', asText),
    comment: readComment(offer.comment),
    several: asFlag(offer.several),
    inputs: asList(offer.inputs, readInput),
  };
};

/** The result of `ListActions`; throws `UnreadableAnswer`. */
export const readActions = (value: unknown): ActionsResult => {
  const result = asJson(value);
  return {
    table: asText(result.table),
    rows: asList(result.rows, (item) => {
      const row = asJson(item);
      return { id: asText(row.id), version: asText(row.version), actions: asList(row.actions, readOffer) };
    }),
  };
};

const readRun = (value: unknown): ActionRun => {
  const run = asJson(value);
  const stage = asJson(run.stage);
  const word = (item: unknown) => asNullable(item, asText);
  return {
    id: asText(run.id),
    version: asText(run.version),
    stage: { before: word(stage.before), after: word(stage.after), label: word(stage.label) },
  };
};

/** Reads the result of `RunAction`, which has to answer for each of these rows; throws `UnreadableAnswer`. */
export const readRunOf =
  (ids: readonly string[]) =>
  (value: unknown): RunActionResult => {
    const result = asJson(value);
    const rows = asList(result.rows, (item) => {
      const row = asJson(item);
      return { id: asText(row.id), answer: readAnswer(row.answer, readRun) };
    });
    if (!ids.every((id) => rows.some((row) => row.id === id))) throw new UnreadableAnswer('expected an answer for each row');
    return { table: asText(result.table), action: asText(result.action), rows, repeated: asFlag(result.repeated) };
  };
