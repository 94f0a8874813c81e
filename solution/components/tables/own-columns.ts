import type { ColumnContract, TableContract } from '../../../contracts/index.ts';
import { textElement, textElements } from '../../xml.ts';
import { type AttributeFacts, lookupPart } from './attribute.ts';
import { choiceSet, yesNoSet } from './option-sets.ts';

const primaryNameMask = 'PrimaryName|ValidForAdvancedFind|ValidForForm|ValidForGrid|RequiredForForm';

/** Type name and type part of a declared column; an unknown kind does not compile. */
function typeOf(table: TableContract, column: ColumnContract): Pick<AttributeFacts, 'type' | 'typed' | 'displayMask' | 'valid'> {
  const { type } = column;
  switch (type.kind) {
    case 'text':
      return { type: 'nvarchar', typed: textElements({ Format: 'text', MaxLength: type.max, Length: type.max * 2 }) };
    case 'memo':
      return { type: 'ntext', typed: textElements({ Format: 'textarea', MaxLength: type.max }) };
    case 'integer':
      return { type: 'int', typed: textElements({ Format: '', MinValue: type.min, MaxValue: type.max }) };
    case 'boolean':
      return { type: 'bit', typed: [textElement('AppDefaultValue', 0), yesNoSet(table.name, column)] };
    case 'datetime':
      return { type: 'datetime', typed: textElements({ Format: 'datetime', CanChangeDateTimeBehavior: 1, Behavior: 1 }) };
    case 'choice':
      return { type: 'picklist', typed: [textElement('AppDefaultValue', -1), choiceSet(table.name, column, type.options)] };
    case 'lookup':
      return { type: 'lookup', typed: lookupPart };
    case 'file':
      // Files are written by messages of their own, not with the row.
      return {
        type: 'file',
        displayMask: 'ValidForForm|ValidForGrid',
        valid: { create: false, update: false },
        typed: [textElement('MaxValue', type.maxKilobytes)],
      };
  }
}

/** The columns that the table declares itself. */
export const ownColumns = (table: TableContract): readonly AttributeFacts[] =>
  table.columns.map((column) => {
    const primary = column.name === table.primaryName;
    return {
      schemaName: column.schemaName,
      label: column.label,
      description: column.description,
      required: column.required ? 'required' : 'none',
      searchable: primary,
      ...(primary ? { displayMask: primaryNameMask } : {}),
      ...typeOf(table, column),
    };
  });
