import { type ChoiceOption, release } from '../../../contracts/index.ts';
import { descriptions, displayNames, labels } from '../../texts.ts';
import { element, textElement, type XmlElement } from '../../xml.ts';

interface OptionSetFacts {
  readonly name: string;
  readonly type: 'picklist' | 'bit' | 'state' | 'status';
  readonly label: string;
  readonly description: string;
  readonly list: XmlElement;
}

const optionSet = ({ name, type, label, description, list }: OptionSetFacts): XmlElement =>
  element(
    'optionset',
    { Name: name },
    textElement('OptionSetType', type),
    textElement('IntroducedVersion', release),
    textElement('IsCustomizable', 1),
    ...(type === 'picklist' ? [textElement('ExternalTypeName', '')] : []),
    displayNames(label),
    descriptions(description),
    list,
  );

const option = (value: number, text: string): XmlElement => element('option', { value, ExternalValue: '', IsHidden: 0 }, labels(text));

/** The local choices of one column: `<table>_<column>`. */
export const choiceSet = (
  table: string,
  column: { readonly name: string; readonly label: string; readonly description: string },
  options: readonly ChoiceOption[],
): XmlElement =>
  optionSet({
    name: `${table}_${column.name}`,
    type: 'picklist',
    label: column.label,
    description: column.description,
    list: element('options', {}, ...options.map(({ value, label }) => option(value, label))),
  });

export const yesNoSet = (
  table: string,
  column: { readonly name: string; readonly label: string; readonly description: string },
): XmlElement =>
  optionSet({
    name: `${table}_${column.name}`,
    type: 'bit',
    label: column.label,
    description: column.description,
    list: element('options', {}, option(1, 'Yes'), option(0, 'No')),
  });

const state = (value: number, defaultStatus: number, name: string): XmlElement =>
  element('state', { value, defaultstatus: defaultStatus, invariantname: name }, labels(name));

const status = (value: number, of: number, name: string): XmlElement => element('status', { value, state: of }, labels(name));

/** Every table has the two states that Dataverse gives new tables. */
export const stateSet = (table: string): XmlElement =>
  optionSet({
    name: `${table}_statecode`,
    type: 'state',
    label: 'Status',
    description: 'Status of the row.',
    list: element('states', {}, state(0, 1, 'Active'), state(1, 2, 'Inactive')),
  });

export const statusSet = (table: string): XmlElement =>
  optionSet({
    name: `${table}_statuscode`,
    type: 'status',
    label: 'Status reason',
    description: 'Reason for the status of the row.',
    list: element('statuses', {}, status(1, 0, 'Active'), status(2, 1, 'Inactive')),
  });
