import { securityRoles, solutions } from '../contracts/index.ts';
import { administrationAppComponent } from './app/app-module.ts';
import type { BuiltFiles } from './built-files.ts';
import { customApisComponent } from './components/custom-apis.ts';
import { customControlsComponent } from './components/custom-controls.ts';
import { environmentVariablesComponent } from './components/environment-variables.ts';
import { pluginPackageComponent } from './components/plugin-package.ts';
import { securityRolesComponent } from './components/security-role.ts';
import { tablesComponent } from './components/tables/index.ts';
import { formScriptComponent } from './components/web-resource.ts';
import type { Contribution } from './contribution.ts';
import { siteContribution } from './site/components/index.ts';
import type { Site } from './site/description.ts';
import { portalRoleContribution } from './site/portal-role.ts';
import type { SolutionBuild } from './solution-build.ts';

/** The components of the solution that is environment-wide. A new kind of component is a file and a line here. */
const porticoComponents: readonly ((built: BuiltFiles) => readonly Contribution[])[] = [
  (built) => [tablesComponent(built)],
  () => [securityRolesComponent(securityRoles)],
  () => [customApisComponent()],
  () => [environmentVariablesComponent()],
  (built) => [pluginPackageComponent(built)],
  customControlsComponent,
  (built) => [formScriptComponent(built)],
  () => [administrationAppComponent()],
];

type SolutionFacts = Omit<SolutionBuild, 'contributions'>;

/** Tables, custom APIs, plug-in package, controls, roles and the administration app; depends on nothing but Dataverse and Power Pages. */
export const porticoSolution = (built: BuiltFiles): SolutionBuild => ({
  uniqueName: solutions.portico.uniqueName,
  displayName: solutions.portico.displayName,
  contributions: porticoComponents.flatMap((component) => component(built)),
});

/** A solution that carries a site, or what a sample adds to one; `roleName` names the role of its portal user, if it needs one. */
export const siteSolution = (facts: SolutionFacts, site: Site, roleName: string): SolutionBuild => ({
  uniqueName: facts.uniqueName,
  displayName: facts.displayName,
  contributions: [siteContribution(site), portalRoleContribution(site, roleName)],
});
