import { release } from '../contracts/index.ts';
import type { MissingDependency, RootComponent } from './contribution.ts';
import { baseLanguage, localizedNames } from './texts.ts';
import { element, textElement, type XmlElement } from './xml.ts';

/** `source`: unpacked files, from which either kind can be packed. */
export type PackageKind = 'unmanaged' | 'managed' | 'source';
const managedFlags = { unmanaged: 0, managed: 1, source: 2 } as const;

/** Whose prefix the components carry. */
export interface PublisherFacts {
  readonly uniqueName: string;
  readonly displayName: string;
  readonly prefix: string;
  readonly optionValuePrefix: number;
}

export interface ManifestFacts {
  readonly publisher: PublisherFacts;
  readonly uniqueName: string;
  readonly displayName: string;
  readonly rootComponents: readonly RootComponent[];
  readonly missingDependencies: readonly MissingDependency[];
}

/** Attributes of `ImportExportXml` as Dataverse writes them. */
export const importExportAttributes = {
  version: '9.2.25111.144',
  SolutionPackageVersion: '9.2',
  languagecode: baseLanguage,
  generatedBy: 'CrmLive',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
};

const empty = (name: string): XmlElement => element(name, { 'xsi:nil': 'true' });

/** The publisher's addresses say nothing, but the importer expects two. */
const address = (number: number): XmlElement =>
  element(
    'Address',
    {},
    textElement('AddressNumber', number),
    textElement('AddressTypeCode', 1),
    ...['City', 'County', 'Country', 'Fax', 'FreightTermsCode', 'ImportSequenceNumber', 'Latitude', 'Line1', 'Line2', 'Line3'].map(empty),
    ...['Longitude', 'Name', 'PostalCode', 'PostOfficeBox', 'PrimaryContactName'].map(empty),
    textElement('ShippingMethodCode', 1),
    ...['StateOrProvince', 'Telephone1', 'Telephone2', 'Telephone3', 'TimeZoneRuleVersionNumber', 'UPSZone', 'UTCOffset'].map(empty),
    empty('UTCConversionTimeZoneCode'),
  );

const publisherElement = (publisher: PublisherFacts): XmlElement =>
  element(
    'Publisher',
    {},
    textElement('UniqueName', publisher.uniqueName),
    localizedNames(publisher.displayName),
    element('Descriptions'),
    empty('EMailAddress'),
    empty('SupportingWebsiteUrl'),
    textElement('CustomizationPrefix', publisher.prefix),
    textElement('CustomizationOptionValuePrefix', publisher.optionValuePrefix),
    element('Addresses', {}, address(1), address(2)),
  );

const rootKey = (of: RootComponent): string => `${String(of.type).padStart(5, '0')} ${of.schemaName ?? ''} ${of.id ?? ''}`;

const rootComponent = ({ type, schemaName, id, behavior = 0 }: RootComponent): XmlElement =>
  element('RootComponent', { type, schemaName, id, behavior });

const missing = ({ required, dependent }: MissingDependency): XmlElement =>
  element('MissingDependency', {}, element('Required', { ...required }), element('Dependent', { ...dependent }));

/**
 * `solution.xml`. Only tables, roles, scripts, controls and apps with their site maps are root components; custom APIs, environment variables, plug-in packages and
 * site components are found by their folders.
 */
export const manifestElement = (facts: ManifestFacts, kind: PackageKind): XmlElement =>
  element(
    'ImportExportXml',
    importExportAttributes,
    element(
      'SolutionManifest',
      {},
      textElement('UniqueName', facts.uniqueName),
      localizedNames(facts.displayName),
      element('Descriptions'),
      textElement('Version', release),
      textElement('Managed', managedFlags[kind]),
      publisherElement(facts.publisher),
      element(
        'RootComponents',
        {},
        ...[...facts.rootComponents].sort((left, right) => (rootKey(left) < rootKey(right) ? -1 : 1)).map(rootComponent),
      ),
      element('MissingDependencies', {}, ...facts.missingDependencies.map(missing)),
    ),
  );
