import type { ActionOffer } from '../../contracts/index.ts';
import type { ControlHost } from '../shared/control-host.ts';
import type { Draft } from './run-view.ts';

/** The longest comment that the contract admits. */
const maxComment = 4000;
/** The longest text of an input that the contract admits. */
const maxText = 4000;

/** The name of the comment among the mistakes, as the refusals of the contract call it. */
export const commentField = 'comment';

/** What is wrong with what was typed, by field. The server checks again; this spares a person the way there. */
export const mistakesIn = (host: ControlHost, offer: ActionOffer, draft: Draft): ReadonlyMap<string, string> => {
  const mistakes = new Map<string, string>();
  for (const input of offer.inputs) {
    const mistake = mistakeIn(host, input, draft.inputs[input.name]?.trim() ?? '');
    if (mistake) mistakes.set(input.name, mistake);
  }
  const comment = draft.comment.trim();
  const { text } = host;
  if (offer.comment === 'required' && comment === '') mistakes.set(commentField, text('commentMissing'));
  if (offer.comment !== 'none' && comment.length > maxComment) mistakes.set(commentField, tooLong(host, comment, maxComment));
  return mistakes;
};

const mistakeIn = (host: ControlHost, input: ActionOffer['inputs'][number], value: string): string | null => {
  const { text } = host;
  if (value === '') {
    if (!input.required) return null;
    return text(input.kind === 'choice' ? 'inputUnchosen' : 'inputMissing', { input: input.title });
  }
  const max = input.max ?? maxText;
  if (input.kind === 'text' && value.length > max) return tooLong(host, value, max);
  if (input.kind === 'date' && !isDay(value)) return text('inputNoDate', { input: input.title });
  if (input.kind === 'choice' && !input.options?.some((option) => option.value === value))
    return text('inputUnchosen', { input: input.title });
  return null;
};

const tooLong = ({ text, formats }: ControlHost, value: string, max: number): string =>
  text('inputTooLong', { max: formats.count(max), length: formats.count(value.length) });

const isDay = (value: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
};
