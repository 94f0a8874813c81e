import type { Choice, Column } from '../metadata/model.ts';
import type { Problems } from './archive.ts';
import { attribute, child, childrenOf, childText, localized, type XmlElement } from './xml.ts';

export type ColumnFacts = {
  /** Targets of a lookup column, from the relationships of the zip. */
  readonly targets: readonly string[];
  /** The choices of a global option set by its name; null when the zip has none of that name. */
  readonly globalSet: (name: string) => XmlElement | null;
  readonly place: string;
};

const labelOf = (element: XmlElement): string => localized(element, 'labels', 'label') ?? '';

const choicesOf = (set: XmlElement | null, list: string, item: string): Choice[] =>
  childrenOf(child(set, list), item).map((each) => {
    const state = attribute(each, 'state');
    const choice = { value: Number(attribute(each, 'value')), label: labelOf(each) };
    return state === null ? choice : { ...choice, state: Number(state) };
  });

const NUMBER = /^-?\d{1,30}(\.\d{1,30})?$/;

/** Reads one `attribute` of a table; null after a problem was noted. */
export function readColumn(element: XmlElement, facts: ColumnFacts, problems: Problems): Column | null {
  const name = (childText(element, 'LogicalName') ?? childText(element, 'Name') ?? '').toLowerCase();
  const schemaName = attribute(element, 'PhysicalName') ?? name;
  const type = (childText(element, 'Type') ?? '').toLowerCase();
  const required = childText(element, 'RequiredLevel');
  const common = {
    name,
    schemaName,
    label: localized(element, 'displaynames', 'displayname') ?? schemaName,
    required: required === 'systemrequired' && type !== 'primarykey' && type !== 'state' && type !== 'status' && type !== 'owner',
    canCreate: childText(element, 'ValidForCreateApi') !== '0',
    canUpdate: childText(element, 'ValidForUpdateApi') !== '0',
    secured: childText(element, 'IsSecured') === '1',
  };
  const decimal = (tag: string, otherwise: string): string => {
    const text = childText(element, tag) ?? otherwise;
    if (NUMBER.test(text)) return text;
    problems.add(`${facts.place} \`${name}\` has no valid \`${tag}\``);
    return otherwise;
  };
  const whole = (tag: string, otherwise: number, least = Number.MIN_SAFE_INTEGER): number => {
    const value = Number(decimal(tag, String(otherwise)));
    if (Number.isSafeInteger(value) && value >= least) return value;
    problems.add(`${facts.place} \`${name}\` has no valid \`${tag}\``);
    return otherwise;
  };
  const set = (): XmlElement | null => {
    const global = childText(element, 'OptionSetName');
    return global === null ? child(element, 'optionset') : facts.globalSet(global);
  };
  switch (type) {
    case 'primarykey':
      return { ...common, kind: 'key', canUpdate: false };
    case 'nvarchar':
      return { ...common, kind: 'text', maxLength: whole('MaxLength', 100, 1) };
    case 'ntext':
      return { ...common, kind: 'memo', maxLength: whole('MaxLength', 100, 1) };
    case 'int':
      return {
        ...common,
        kind: 'integer',
        min: whole('MinValue', -2_147_483_648),
        max: whole('MaxValue', 2_147_483_647),
      };
    case 'bigint':
    case 'timestamp':
      return { ...common, kind: 'bigint' };
    case 'decimal':
    case 'money':
      return {
        ...common,
        kind: type,
        min: decimal('MinValue', '-100000000000'),
        max: decimal('MaxValue', '100000000000'),
        precision: Math.min(whole('Accuracy', 2, 0), 12),
      };
    case 'bit': {
      const options = choicesOf(set(), 'options', 'option');
      const label = (value: number, otherwise: string) => options.find((each) => each.value === value)?.label || otherwise;
      return {
        ...common,
        kind: 'boolean',
        trueLabel: label(1, 'Yes'),
        falseLabel: label(0, 'No'),
        byDefault: childText(element, 'AppDefaultValue') === '1',
      };
    }
    case 'picklist': {
      const byDefault = whole('AppDefaultValue', -1);
      return {
        ...common,
        kind: 'choice',
        choices: someChoices(set(), facts, name, problems),
        byDefault: byDefault === -1 ? null : byDefault,
      };
    }
    case 'multiselectpicklist':
      return { ...common, kind: 'multi-choice', choices: someChoices(set(), facts, name, problems) };
    case 'state': {
      const states = choicesOf(set(), 'states', 'state');
      return { ...common, kind: 'state', choices: states, byDefault: states[0]?.value ?? 0 };
    }
    case 'status': {
      const statuses = choicesOf(set(), 'statuses', 'status');
      return { ...common, kind: 'status', choices: statuses, byDefault: statuses[0]?.value ?? 1 };
    }
    case 'datetime':
      return { ...common, kind: childText(element, 'Behavior') === '2' ? 'dateonly' : 'datetime' };
    case 'owner':
      return { ...common, kind: 'lookup', targets: ['systemuser'] };
    case 'lookup':
    case 'customer':
      if (facts.targets.length === 0) problems.add(`${facts.place} \`${name}\` is a lookup, but no relationship says to which table`);
      return { ...common, kind: 'lookup', targets: facts.targets };
    case 'uniqueidentifier':
      return { ...common, kind: 'guid' };
    case 'file':
      // Exports mark file columns as not writable, because their content goes through messages; a `file` value here stands for those.
      return { ...common, canCreate: true, canUpdate: true, kind: 'file', maxKilobytes: whole('MaxValue', 32_768, 1) };
    default:
      problems.add(`${facts.place} \`${name}\` is of the type \`${type}\`, which the local Dataverse does not know`);
      return null;
  }
}

function someChoices(set: XmlElement | null, facts: ColumnFacts, name: string, problems: Problems): Choice[] {
  const choices = choicesOf(set, 'options', 'option');
  if (choices.length === 0 || choices.some((each) => !Number.isSafeInteger(each.value)))
    problems.add(`${facts.place} \`${name}\` has no valid choices`);
  return choices;
}
