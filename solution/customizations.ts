import type { CustomizationPart, CustomizationsNode } from './contribution.ts';
import { importExportAttributes } from './manifest.ts';
import { baseLanguage } from './texts.ts';
import { element, textElement, type XmlElement } from './xml.ts';

/** The nodes of an export in their order. Most are always there, empty or not; `onlyFilled` ones stand in it when they hold something. */
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
  'WebResources',
  'CustomControls',
  'AppModuleSiteMaps',
  'AppModules',
  'EntityDataProviders',
] as const;
const onlyFilled: readonly string[] = ['WebResources', 'AppModuleSiteMaps', 'AppModules'];

const attributes = { 'xmlns:xsi': importExportAttributes['xmlns:xsi'] };

/** `customizations.xml`: every part under its node. */
export const customizationsElement = (parts: readonly CustomizationPart[]): XmlElement => {
  const under = (node: string) => parts.filter((part) => part.node === (node as CustomizationsNode)).map((part) => part.element);
  return element(
    'ImportExportXml',
    attributes,
    ...nodes.filter((node) => !onlyFilled.includes(node) || under(node).length > 0).map((node) => element(node, {}, ...under(node))),
    element('Languages', {}, textElement('Language', baseLanguage)),
  );
};
