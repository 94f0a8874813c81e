import type { ActionDefinition, ActionInput, RunActionRequest } from '../../../contracts/index.ts';
import { isXmlText } from '../../../engine/fetchxml/index.ts';
import { millisecondsOf } from '../../../engine/index.ts';
import { own } from '../json.ts';
import { type Refused, refused } from '../outcome.ts';
import { notUnderstood } from '../request.ts';
import type { Inputs } from './changes.ts';

const LONGEST = 4000;

export interface ReadInputs {
  readonly kind: 'inputs';
  readonly inputs: Inputs;
  /** Empty where none was given. */
  readonly comment: string;
}

/** What was typed for an action, checked against its inputs; everything that is missing or does not fit is named at once. */
export function inputsIn(action: ActionDefinition, { inputs, comment }: RunActionRequest): ReadInputs | Refused {
  const given = inputs ?? [];
  const known = action.inputs.map(({ name }) => name);
  if (given.some(({ name }, index) => known.indexOf(name) < 0 || given.map((each) => each.name).indexOf(name) !== index))
    return notUnderstood('`request.inputs` names one that the action has not, or one twice');
  const read: { [name: string]: string } = {};
  const unfit: string[] = [];
  action.inputs.forEach((input) => {
    const value = given.filter(({ name }) => name === input.name)[0]?.value ?? null;
    if (value === null || isBlank(String(value))) return;
    if (typeof value === 'string' && fits(input, value)) read[input.name] = value;
    else unfit.push(input.name);
  });
  const said = comment === undefined || isBlank(comment) ? '' : comment;
  if (!isXmlText(said)) unfit.push('comment');
  if (unfit.length > 0) return refused('value-invalid', { inputs: unfit });
  const missing = action.inputs.filter(({ name, required }) => required && own(read, name) === undefined).map(({ name }) => name);
  if (action.comment === 'required' && said === '') missing.push('comment');
  return missing.length > 0 ? refused('input-missing', { inputs: missing }) : { kind: 'inputs', inputs: read, comment: said };
}

function fits({ kind, max, options }: ActionInput, value: string): boolean {
  switch (kind) {
    case 'text':
      return value.length <= (max ?? LONGEST) && isXmlText(value);
    case 'choice':
      return (options ?? []).some((option) => option.value === value);
    case 'date':
      return value.length === 10 && millisecondsOf(`${value}T00:00:00Z`) !== null;
  }
}

function isBlank(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (' \t\r\n\u00a0'.indexOf(text.charAt(index)) < 0) return false;
  return true;
}
