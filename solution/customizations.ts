import type { CustomizationPart, CustomizationsNode } from './contribution.ts';
import { importExportAttributes } from './manifest.ts';
import { baseLanguage } from './texts.ts';
import { element, textElement, type XmlElement } from './xml.ts';

/** The nodes that exports always hold, empty or not, in their order. */
const nodes = [
  'Entities',
  'Roles',
  'Workflows',
  'FieldSecurityProfiles',
  'Templates',
  'EntityMaps',
  'EntityRelationships',
  'OrganizationSettings',
  'optionsets',
  'CustomControls',
  'EntityDataProviders',
] as const;

const attributes = { 'xmlns:xsi': importExportAttributes['xmlns:xsi'] };

/** `customizations.xml`: every part under its node. */
export const customizationsElement = (parts: readonly CustomizationPart[]): XmlElement => {
  const under = (node: string) => parts.filter((part) => part.node === (node as CustomizationsNode)).map((part) => part.element);
  return element(
    'ImportExportXml',
    attributes,
    ...nodes.map((node) => element(node, {}, ...under(node))),
    element('Languages', {}, textElement('Language', baseLanguage)),
  );
};
