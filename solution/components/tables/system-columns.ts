import type { TableContract } from '../../../contracts/index.ts';
import { textElements } from '../../xml.ts';
import { type AttributeFacts, lookupPart } from './attribute.ts';
import { stateSet, statusSet } from './option-sets.ts';

const readOnly = { create: false, update: false };
const onCreate = { create: true, update: false };

const user = (schemaName: string, label: string, description: string): AttributeFacts => ({
  schemaName,
  type: 'lookup',
  label,
  description,
  valid: readOnly,
  custom: false,
  typed: lookupPart,
});

const instant = (schemaName: string, label: string, description: string, valid = readOnly): AttributeFacts => ({
  schemaName,
  type: 'datetime',
  label,
  description,
  valid,
  custom: false,
  typed: textElements({ Format: valid === readOnly ? 'datetime' : 'date', CanChangeDateTimeBehavior: 0, Behavior: 1 }),
});

const number = (schemaName: string, label: string, description: string, valid: AttributeFacts['valid'], min: number): AttributeFacts => ({
  schemaName,
  type: 'int',
  label,
  description,
  ...(valid ? { valid } : {}),
  displayMask: 'ValidForAdvancedFind',
  custom: false,
  typed: textElements({ Format: '', MinValue: min, MaxValue: 2147483647 }),
});

/** The primary key and the columns that every organisation-owned table has. */
export function systemColumns(table: TableContract): readonly AttributeFacts[] {
  const key: AttributeFacts = {
    schemaName: `${table.schemaName}Id`,
    type: 'primarykey',
    label: table.label,
    description: 'Unique identifier of the row.',
    required: 'systemrequired',
    displayMask: 'ValidForAdvancedFind|RequiredForGrid',
    valid: onCreate,
    custom: false,
  };
  return [
    key,
    user('CreatedBy', 'Created by', 'Who created the row.'),
    instant('CreatedOn', 'Created on', 'When the row was created.'),
    user('CreatedOnBehalfBy', 'Created by (delegate)', 'Who created the row on behalf of somebody else.'),
    number('ImportSequenceNumber', 'Import sequence number', 'The import that created the row.', onCreate, -2147483648),
    user('ModifiedBy', 'Modified by', 'Who changed the row last.'),
    instant('ModifiedOn', 'Modified on', 'When the row was changed last.'),
    user('ModifiedOnBehalfBy', 'Modified by (delegate)', 'Who changed the row last on behalf of somebody else.'),
    { ...user('OrganizationId', 'Organization', 'The organization of the row.'), displayMask: '', required: 'systemrequired' as const },
    instant('OverriddenCreatedOn', 'Record created on', 'When a migrated row was created.', onCreate),
    {
      schemaName: 'statecode',
      type: 'state',
      label: 'Status',
      description: 'Status of the row.',
      required: 'systemrequired' as const,
      custom: false,
      valid: { create: false, update: true },
      typed: [stateSet(table.name)],
    },
    {
      schemaName: 'statuscode',
      type: 'status',
      label: 'Status reason',
      description: 'Reason for the status of the row.',
      custom: false,
      typed: [statusSet(table.name)],
    },
    number('TimeZoneRuleVersionNumber', 'Time zone rule version number', 'For internal use.', undefined, -1),
    number('UTCConversionTimeZoneCode', 'UTC conversion time zone code', 'Time zone in use when the row was created.', undefined, -1),
  ];
}
