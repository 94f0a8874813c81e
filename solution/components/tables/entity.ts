import { release, securityRoles, type TableContract } from '../../../contracts/index.ts';
import { descriptions, localizedCollectionNames, localizedNames } from '../../texts.ts';
import { element, textElement, textElements, type XmlElement } from '../../xml.ts';
import { type AttributeFacts, attributeElement } from './attribute.ts';
import { keysOf } from './keys.ts';
import { ownColumns } from './own-columns.ts';
import { systemColumns } from './system-columns.ts';

const settingsBeforeAudit = {
  IsDuplicateCheckSupported: 0,
  IsBusinessProcessEnabled: 0,
  IsRequiredOffline: 0,
  IsInteractionCentricEnabled: 0,
  IsCollaboration: 0,
  AutoRouteToOwnerQueue: 0,
  IsConnectionsEnabled: 0,
  IsDocumentManagementEnabled: 0,
  AutoCreateAccessTeams: 0,
  IsOneNoteIntegrationEnabled: 0,
  IsKnowledgeManagementEnabled: 0,
  IsSLAEnabled: 0,
  IsDocumentRecommendationsEnabled: 0,
  IsBPFEntity: 0,
  /** As solution files spell it; `OrganizationOwned`, the name in the metadata, fails the import with 0x80044150. */
  OwnershipTypeMask: 'OrgOwned',
};

const settingsBeforeVersion = {
  IsRetrieveAuditEnabled: 0,
  IsRetrieveMultipleAuditEnabled: 0,
  IsActivity: 0,
  ActivityTypeMask: '',
  IsActivityParty: 0,
  IsReplicated: 0,
  IsReplicationUserFiltered: 0,
  IsMailMergeEnabled: 0,
  IsVisibleInMobile: 0,
  IsVisibleInMobileClient: 0,
  IsReadOnlyInMobileClient: 0,
  IsOfflineInMobileClient: 0,
  DaysSinceRecordLastModified: 0,
  MobileOfflineFilters: '',
  IsMapiGridEnabled: 1,
  IsReadingPaneEnabled: 1,
  IsQuickCreateEnabled: 0,
  SyncToExternalSearchIndex: 0,
};

const settingsAfterVersion = {
  IsCustomizable: 1,
  IsRenameable: 1,
  IsMappable: 1,
  CanModifyAuditSettings: 1,
  CanModifyMobileVisibility: 1,
  CanModifyMobileClientVisibility: 1,
  CanModifyMobileClientReadOnly: 1,
  CanModifyMobileClientOffline: 1,
  CanModifyConnectionSettings: 1,
  CanModifyDuplicateDetectionSettings: 1,
  CanModifyMailMergeSettings: 1,
  CanModifyQueueSettings: 1,
  CanCreateAttributes: 1,
  CanCreateForms: 1,
  CanCreateCharts: 1,
  CanCreateViews: 1,
  CanModifyAdditionalSettings: 1,
  CanEnableSyncToExternalSearchIndex: 1,
  EnforceStateTransitions: 0,
  CanChangeHierarchicalRelationship: 1,
  EntityHelpUrlEnabled: 0,
  ChangeTrackingEnabled: 0,
  CanChangeTrackingBeEnabled: 1,
  IsEnabledForExternalChannels: 0,
  IsMSTeamsIntegrationEnabled: 0,
  IsSolutionAware: 0,
};

/** The platform's own audit is on where people change rows; our audit entries would only be written twice. */
const isEdited = (table: TableContract): boolean =>
  securityRoles.some(({ privileges }) => privileges.some(({ name }) => name === `prvWrite${table.schemaName}`));

/** Exports list columns by name, whoever made them. */
const byName = (left: AttributeFacts, right: AttributeFacts): number =>
  left.schemaName.toLowerCase() < right.schemaName.toLowerCase() ? -1 : 1;

function information(table: TableContract): XmlElement {
  const columns = [...systemColumns(table), ...ownColumns(table)].sort(byName);
  return element(
    'entity',
    { Name: table.schemaName },
    localizedNames(table.label),
    localizedCollectionNames(table.pluralLabel),
    descriptions(table.description),
    element('attributes', {}, ...columns.map(attributeElement)),
    ...keysOf(table),
    textElement('EntitySetName', table.entitySetName),
    ...textElements(settingsBeforeAudit),
    textElement('IsAuditEnabled', isEdited(table) ? 1 : 0),
    ...textElements(settingsBeforeVersion),
    textElement('IntroducedVersion', release),
    ...textElements(settingsAfterVersion),
  );
}

/** No button is changed. */
const emptyRibbon: XmlElement = element(
  'RibbonDiffXml',
  {},
  element('CustomActions'),
  element('Templates', {}, element('RibbonTemplates', { Id: 'Mscrm.Templates' })),
  element('CommandDefinitions'),
  element('RuleDefinitions', {}, element('TabDisplayRules'), element('DisplayRules'), element('EnableRules')),
  element('LocLabels'),
);

const head = (table: TableContract): readonly XmlElement[] => [
  textElement('Name', table.schemaName, { LocalizedName: table.label, OriginalName: table.label }),
  element('EntityInfo', {}, information(table)),
];

/** An organisation-owned table as `customizations.xml` holds it, with its forms and views. */
export const entityElement = (table: TableContract, forms: XmlElement, views: XmlElement): XmlElement =>
  element('Entity', {}, ...head(table), element('FormXml', {}, forms), element('SavedQueries', {}, views), emptyRibbon);

/** The same table as unpacked source holds it: forms and views stand in files of their own. */
export const entitySource = (table: TableContract): XmlElement =>
  element('Entity', {}, ...head(table), element('FormXml'), element('SavedQueries'), emptyRibbon);
