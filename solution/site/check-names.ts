import { environmentVariables } from '../../contracts/index.ts';
import { extensionOf } from '../archive/content-types.ts';
import type { Localized, OtherLanguage, Site, SiteDescription } from './description.ts';
import { mediaTypeOf } from './media-types.ts';

type Report = (path: string, message: string) => void;

const lists = [
  'publishingStates',
  'webRoles',
  'websiteAccess',
  'webTemplates',
  'pageTemplates',
  'pages',
  'pageRules',
  'siteMarkers',
  'settings',
  'snippets',
  'webFiles',
  'serverLogic',
  'tablePermissions',
] as const;
type ListName = (typeof lists)[number];

const namesIn = (of: SiteDescription | undefined, list: ListName): readonly string[] => (of?.[list] ?? []).map(({ name }) => name);

function checkUnique(own: SiteDescription, base: Site | null, report: Report): void {
  for (const list of lists) {
    const taken = new Set(namesIn(base?.description, list).map((name) => name.toLowerCase()));
    own[list].forEach(({ name }, index) => {
      if (taken.has(name.toLowerCase())) report(`${list}[${index}].name`, `\`${name}\` exists already`);
      taken.add(name.toLowerCase());
    });
  }
}

function checkReferences(own: SiteDescription, base: Site | null, report: Report): void {
  const known = (list: ListName) => [...namesIn(base?.description, list), ...namesIn(own, list)];
  const refer = (list: ListName, what: string) => {
    const names = known(list);
    return (path: string, name: string | undefined) => {
      if (name !== undefined && !names.includes(name))
        report(path, `there is no ${what} \`${name}\`; there are ${names.join(', ') || 'none'}`);
    };
  };
  const role = refer('webRoles', 'web role');
  const template = refer('webTemplates', 'web template');
  const pageTemplate = refer('pageTemplates', 'page template');
  const page = refer('pages', 'page');
  const permission = refer('tablePermissions', 'table permission');

  template('site.header', own.site?.header);
  template('site.footer', own.site?.footer);
  own.pageTemplates.forEach((each, index) => {
    template(`pageTemplates[${index}].webTemplate`, each.webTemplate);
  });
  own.pages.forEach((each, index) => {
    page(`pages[${index}].parent`, each.parent);
    pageTemplate(`pages[${index}].template`, each.template);
    if (each.parent === undefined && each.url !== '/') report(`pages[${index}].parent`, 'is missing: only the page `/` has none');
  });
  own.siteMarkers.forEach((each, index) => {
    page(`siteMarkers[${index}].page`, each.page);
  });
  own.pageRules.forEach((each, index) => {
    page(`pageRules[${index}].page`, each.page);
  });
  own.webFiles.forEach((each, index) => {
    page(`webFiles[${index}].parent`, each.parent);
  });
  own.tablePermissions.forEach((each, index) => {
    permission(`tablePermissions[${index}].parent`, each.parent);
  });
  for (const list of ['pageRules', 'websiteAccess', 'serverLogic', 'tablePermissions'] as const) {
    own[list].forEach((each, index) => {
      each.roles.forEach((name, at) => {
        role(`${list}[${index}].roles[${at}]`, name);
      });
      if (each.roles.length === 0) report(`${list}[${index}].roles`, 'is empty: it would apply to nobody');
    });
  }
}

function checkLanguages(own: SiteDescription, languages: readonly OtherLanguage[], report: Report): void {
  const check = (path: string, value: Localized, given?: string) => {
    if (typeof value === 'string') return;
    for (const { code } of languages)
      if (value[code] === undefined && code !== given) report(path, `has no text for the language \`${code}\``);
    for (const code of Object.keys(value)) {
      if (!languages.some((language) => language.code === code)) report(`${path}.${code}`, 'is not a language of the site');
    }
  };
  own.pages.forEach((each, index) => {
    if (each.titles) check(`pages[${index}].titles`, each.titles, languages[0]?.code);
  });
  own.snippets.forEach((each, index) => {
    check(`snippets[${index}].value`, each.value);
  });
}

const scopeNeeds = { contact: 'contactRelationship', account: 'accountRelationship', parent: 'parentRelationship' } as const;

function checkPermissions(own: SiteDescription, report: Report): void {
  own.tablePermissions.forEach((each, index) => {
    const path = `tablePermissions[${index}]`;
    for (const [scope, relationship] of Object.entries(scopeNeeds)) {
      const given = each[relationship] !== undefined;
      if (scope === each.scope && !given) report(`${path}.${relationship}`, `is missing: the access type is \`${scope}\``);
      if (scope !== each.scope && given) report(`${path}.${relationship}`, `has no meaning for the access type \`${each.scope}\``);
    }
    if ((each.parent !== undefined) !== (each.scope === 'parent'))
      report(`${path}.parent`, 'goes with the access type `parent`, and only with it');
  });
  own.portalPrivileges.forEach((each, index) => {
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(each.table)) report(`portalPrivileges[${index}].table`, 'must be the schema name of a table');
  });
}

function checkFiles(own: SiteDescription, report: Report): void {
  own.webFiles.forEach((each, index) => {
    const served = mediaTypeOf(extensionOf(each.url));
    if (served !== each.mimeType) {
      report(
        `webFiles[${index}].mimeType`,
        `must be \`${served ?? 'that of a known extension'}\`: the platform goes by the name \`${each.url}\``,
      );
    }
  });
  own.settings.forEach((each, index) => {
    if ((each.value === undefined) === (each.environmentVariable === undefined))
      report(`settings[${index}]`, 'must have either `value` or `environmentVariable`');
    const variable = each.environmentVariable;
    if (variable !== undefined && !environmentVariables.some(({ schemaName }) => schemaName === variable))
      report(`settings[${index}].environmentVariable`, `there is no environment variable \`${variable}\``);
  });
}

/** Everything about a description that one key alone cannot tell: doubled and dangling names, languages, combinations. */
export function checkNames(own: SiteDescription, base: Site | null, languages: readonly OtherLanguage[], report: Report): void {
  checkUnique(own, base, report);
  checkReferences(own, base, report);
  checkLanguages(own, languages, report);
  checkPermissions(own, report);
  checkFiles(own, report);
  if (own.site && !own.pages.some(({ url }) => url === '/')) report('pages', 'has no page `/`');
}
