import { administrationApp, administrationRoles, release } from '../../contracts/index.ts';
import { roleIdOf } from '../components/security-role.ts';
import { formIdOf } from '../components/tables/form.ts';
import { viewsOf } from '../components/tables/view.ts';
import type { Contribution } from '../contribution.ts';
import { braced } from '../ids.ts';
import { descriptions, localizedNames } from '../texts.ts';
import { element, textElement, type XmlElement } from '../xml.ts';
import { appScreens } from './screens/index.ts';
import { siteMapElement } from './site-map.ts';

/** The icon that every environment has; the same id in every export of an app without an icon of its own. */
const platformIcon = '953b9fac-1e5e-e611-80d6-00155ded156f';
/** Numbers of the platform: component types, and the app's kind. */
const types = { table: 1, view: 26, form: 60, siteMap: 62, app: 80 } as const;
const unifiedInterface = 4;

/** The tables with the forms and views that the app may show, and its site map. */
const components = (): readonly XmlElement[] => [
  ...appScreens.map(({ table }) => element('AppModuleComponent', { type: types.table, schemaName: table.name })),
  ...appScreens
    .flatMap((screens) => viewsOf(screens).map(({ id }) => id))
    .map((id) => element('AppModuleComponent', { type: types.view, id: braced(id) })),
  ...appScreens.map(({ table }) => element('AppModuleComponent', { type: types.form, id: braced(formIdOf(table)) })),
  element('AppModuleComponent', { type: types.siteMap, schemaName: administrationApp.uniqueName }),
];

/** The app itself: who finds it in their list of apps say the roles, what they may do in it say their privileges. */
export const appModuleElement = (): XmlElement =>
  element(
    'AppModule',
    {},
    textElement('UniqueName', administrationApp.uniqueName),
    textElement('IntroducedVersion', release),
    textElement('WebResourceId', platformIcon),
    element('OptimizedFor'),
    textElement('statecode', 0),
    textElement('statuscode', 1),
    textElement('FormFactor', 1),
    textElement('ClientType', unifiedInterface),
    textElement('NavigationType', 0),
    element('AppModuleComponents', {}, ...components()),
    element('AppModuleRoleMaps', {}, ...Object.values(administrationRoles).map((name) => element('Role', { id: braced(roleIdOf(name)) }))),
    localizedNames(administrationApp.displayName),
    descriptions(administrationApp.description),
  );

/** The app and its site map; both have the same unique name. */
export const administrationAppComponent = (): Contribution => {
  const { uniqueName } = administrationApp;
  const [app, siteMap] = [appModuleElement(), siteMapElement()];
  return {
    rootComponents: [
      { type: types.app, schemaName: uniqueName },
      { type: types.siteMap, schemaName: uniqueName },
    ],
    parts: [
      {
        node: 'AppModuleSiteMaps',
        element: siteMap,
        review: [{ path: `AppModuleSiteMaps/${uniqueName}/AppModuleSiteMap.xml`, root: siteMap }],
      },
      { node: 'AppModules', element: app, review: [{ path: `AppModules/${uniqueName}/AppModule.xml`, root: app }] },
    ],
  };
};
