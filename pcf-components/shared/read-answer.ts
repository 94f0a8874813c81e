import type { Answer, Refusal, RefusalCode } from '../../contracts/index.ts';
import { asFlag, asJson, asList, asNullable, asText, isJson, type Json, UnreadableAnswer } from './json.ts';
import { readRow } from './read-query-result.ts';

/** A reference that a person can read out: what is not made of letters, digits and dashes is not shown as one. */
const readReference = (value: unknown): string => (typeof value === 'string' && /^[0-9A-Za-z-]{1,40}$/.test(value) ? value : '');

const readStatus = (value: unknown): number => (typeof value === 'number' && value >= 400 && value < 600 ? value : 500);

const readMissing = (missing: Json): NonNullable<Refusal['missing']> => ({
  privilege: asText(missing.privilege),
  table: asText(missing.table),
  ...(missing.id === undefined || missing.id === null ? {} : { id: asText(missing.id) }),
});

const readCurrent = (current: Json): NonNullable<Refusal['current']> => ({
  id: asText(current.id),
  version: asText(current.version),
  row: readRow(current.row),
});

/** A code that this version does not know passes: its message is shown as the server wrote it. */
const readRefusal = (value: unknown): Refusal => {
  const refusal = asJson(value);
  const reason = refusal.reason;
  const requires = refusal.requires;
  return {
    code: asText(refusal.code) as RefusalCode,
    status: readStatus(refusal.status),
    reference: readReference(refusal.reference),
    message: asText(refusal.message),
    ...(typeof reason === 'string' && reason !== '' ? { reason } : {}),
    ...(Array.isArray(refusal.columns) ? { columns: asList(refusal.columns, asText) } : {}),
    ...(isJson(refusal.missing) ? { missing: readMissing(refusal.missing) } : {}),
    ...(isJson(refusal.current) ? { current: readCurrent(refusal.current) } : {}),
    ...(Array.isArray(refusal.inputs) ? { inputs: asList(refusal.inputs, asText) } : {}),
    ...(isJson(refusal.stage) ? { stage: { value: asText(refusal.stage.value), label: asNullable(refusal.stage.label, asText) } } : {}),
    ...(Array.isArray(requires) ? { requires: asList(requires, asText) } : {}),
  };
};

/** `{ok:true, result}` or `{ok:false, refusal}`; throws `UnreadableAnswer` where it is neither. */
export const readAnswer = <Result>(value: unknown, readResult: (value: unknown) => Result): Answer<Result> => {
  const answer = asJson(value);
  return asFlag(answer.ok) ? { ok: true, result: readResult(answer.result) } : { ok: false, refusal: readRefusal(answer.refusal) };
};

/**
 * Takes our answer out of what server logic sends: the answer itself as an object or as text, or the platform's envelope
 * with the answer in `data` (Microsoft's documentation writes `Data`, its samples read `data`).
 */
export const unwrapAnswer = (body: unknown): unknown => {
  let value = body;
  for (let depth = 0; depth < 4; depth++) {
    if (typeof value === 'string') value = parse(value);
    else if (isJson(value) && !Object.hasOwn(value, 'ok')) value = value.data ?? value.Data;
    else return value;
  }
  return value;
};

/** Text to JSON; throws `UnreadableAnswer`. */
export const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableAnswer('expected JSON');
  }
};
