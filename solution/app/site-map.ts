import { administrationApp, type TableContract } from '../../contracts/index.ts';
import { baseLanguage, localizedNames } from '../texts.ts';
import { element, textElement, type XmlElement } from '../xml.ts';
import type { Screens } from './declaration.ts';
import { experienceScreens } from './screens/experience.ts';
import { operationScreens } from './screens/operations.ts';
import { permissionScreens } from './screens/permissions.ts';

interface Area {
  readonly id: string;
  readonly title: string;
  readonly tables: readonly TableContract[];
}

const area = (id: string, title: string, screens: readonly Screens[]): Area => ({ id, title, tables: screens.map(({ table }) => table) });

/** The areas of the app. The platform shows an entry to those who may read its table, so an auditor meets the last area alone. */
export const areas: readonly Area[] = [
  area('permissions', 'Permissions', permissionScreens),
  area('experience', 'Experience', experienceScreens),
  area('operations', 'Audit & operations', operationScreens),
];

/** Version of the site map format that the designer writes. */
const format = { IntroducedVersion: '7.0.0.0' };
const titles = (title: string): XmlElement => element('Titles', {}, element('Title', { LCID: baseLanguage, Title: title }));

/** The entry takes its title from the table. */
const subArea = (table: TableContract): XmlElement =>
  element('SubArea', {
    Id: `entry_${table.name}`,
    Entity: table.name,
    Client: 'All',
    AvailableOffline: 'false',
    PassParams: 'false',
    Sku: 'All',
  });

const areaElement = ({ id, title, tables }: Area): XmlElement =>
  element(
    'Area',
    { Id: id, ShowGroups: 'true', ...format },
    titles(title),
    element('Group', { Id: `${id}_group`, IsProfile: 'false', ...format }, titles(title), ...tables.map(subArea)),
  );

/** The site map of the app: one group an area, one entry a table. */
export const siteMapElement = (): XmlElement =>
  element(
    'AppModuleSiteMap',
    {},
    textElement('SiteMapUniqueName', administrationApp.uniqueName),
    textElement('EnableCollapsibleGroups', 'False'),
    textElement('ShowHome', 'True'),
    textElement('ShowPinned', 'True'),
    textElement('ShowRecents', 'True'),
    element('SiteMap', format, ...areas.map(areaElement)),
    localizedNames(administrationApp.displayName),
  );
