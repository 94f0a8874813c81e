import { release } from '../../../contracts/index.ts';
import { descriptions, displayNames } from '../../texts.ts';
import { element, textElement, textElements, type XmlElement } from '../../xml.ts';

/** What all columns have in common; `typed` is the part that depends on the type. */
export interface AttributeFacts {
  readonly schemaName: string;
  readonly type: string;
  readonly label: string;
  readonly description: string;
  readonly required?: 'none' | 'required' | 'systemrequired';
  readonly displayMask?: string;
  /** Whether callers may create, read and update it. */
  readonly valid?: { readonly create: boolean; readonly update: boolean };
  /** False for the columns that every table has. */
  readonly custom?: boolean;
  readonly searchable?: boolean;
  readonly typed?: readonly XmlElement[];
}

const imeModes: { readonly [type: string]: string } = { datetime: 'inactive', file: 'disabled', int: 'disabled' };

const flag = (on: boolean): number => (on ? 1 : 0);

/** An `attribute` element, with its children in the order in which Dataverse exports them. */
export function attributeElement(facts: AttributeFacts): XmlElement {
  const logicalName = facts.schemaName.toLowerCase();
  const custom = facts.custom ?? true;
  const valid = facts.valid ?? { create: true, update: true };
  return element(
    'attribute',
    { PhysicalName: facts.schemaName },
    ...textElements({
      Type: facts.type,
      Name: logicalName,
      LogicalName: logicalName,
      RequiredLevel: facts.required ?? 'none',
      DisplayMask: facts.displayMask ?? 'ValidForAdvancedFind|ValidForForm|ValidForGrid',
      ImeMode: imeModes[facts.type] ?? 'auto',
      ValidForUpdateApi: flag(valid.update),
      ValidForReadApi: 1,
      ValidForCreateApi: flag(valid.create),
      IsCustomField: flag(custom),
      IsAuditEnabled: flag(custom),
      IsSecured: 0,
      IntroducedVersion: release,
      IsCustomizable: 1,
      IsRenameable: 1,
      CanModifySearchSettings: 1,
      CanModifyRequirementLevelSettings: 1,
      CanModifyAdditionalSettings: 1,
      SourceType: 0,
      IsGlobalFilterEnabled: 0,
      IsSortableEnabled: 0,
      CanModifyGlobalFilterSettings: 1,
      CanModifyIsSortableSettings: 1,
      IsDataSourceSecret: 0,
      AutoNumberFormat: '',
      IsSearchable: flag(facts.searchable ?? false),
      IsFilterable: 0,
      IsRetrievable: 1,
      IsLocalizable: 0,
    }),
    ...(facts.typed ?? []),
    displayNames(facts.label),
    descriptions(facts.description),
  );
}

/** A lookup's target stands in the relationship, not in the column. */
export const lookupPart: readonly XmlElement[] = [textElement('LookupStyle', 'single'), element('LookupTypes')];
