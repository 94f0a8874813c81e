import { environmentVariables, release, solutions } from '../../../contracts/index.ts';
import type { Contribution, MissingDependency } from '../../contribution.ts';
import type { Site } from '../description.ts';
import { pageRules, tablePermissions, webRoles, websiteAccess } from './access.ts';
import { type ComponentFacts, idIn, siteComponent } from './component.ts';
import { missingFiles, serverLogic, webFiles } from './files.ts';
import { pages, pageTitles, siteMarkers } from './pages.ts';
import { publishingStates, settings, snippets } from './settings.ts';
import { siteRows } from './site.ts';
import { pageTemplates, webTemplates } from './templates.ts';

/** Every kind of component that a description can hold. A new kind is a function here. */
const kinds: readonly ((site: Site) => readonly ComponentFacts[])[] = [
  publishingStates,
  webRoles,
  websiteAccess,
  webTemplates,
  pageTemplates,
  pages,
  pageTitles,
  pageRules,
  siteMarkers,
  settings,
  snippets,
  webFiles,
  tablePermissions,
  serverLogic,
];

/** Type number of environment variable definitions in dependencies. */
const definitionType = 380;

const settingDependencies = (site: Site): readonly MissingDependency[] =>
  site.description.settings.flatMap((setting) => {
    const variable = environmentVariables.find(({ schemaName }) => schemaName === setting.environmentVariable);
    if (!variable) return [];
    return [
      {
        required: {
          type: definitionType,
          schemaName: variable.schemaName,
          displayName: variable.displayName,
          solution: `${solutions.portico.uniqueName} (${release})`,
        },
        dependent: { type: 'powerpagecomponent', displayName: setting.name, id: `{${idIn(site)('setting', setting.name)}}` },
      },
    ];
  });

/** A site, or what a sample adds to one, as components of a solution. */
export const siteContribution = (site: Site): Contribution => ({
  files: [...siteRows(site), ...kinds.flatMap((kind) => kind(site).flatMap((facts) => siteComponent(site, facts)))],
  missingDependencies: settingDependencies(site),
  lacks: missingFiles(site),
});
