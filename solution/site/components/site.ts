import type { SolutionFile } from '../../contribution.ts';
import { element, textElement } from '../../xml.ts';
import type { Site } from '../description.ts';
import { idIn } from './component.ts';

/** The published state's name: pages, files and languages refer to it. */
export function publishedStateOf(site: Site): string {
  const states = (site.base ?? site).description.publishingStates;
  const found = states.find((state) => state.default) ?? states[0];
  if (!found) throw new Error(`site \`${site.name}\` has no publishing state`);
  return found.name;
}

const active = [textElement('statecode', 0), textElement('statuscode', 1)];

/** The rows of the site itself and of its languages; a description that extends a site brings none. */
export function siteRows(site: Site): readonly SolutionFile[] {
  const own = site.description.site;
  const first = own?.languages[0];
  if (!own || !first) return [];
  const id = idIn(site);
  const content = {
    defaultlanguage: id('language', first.code),
    footerwebtemplateid: id('web template', own.footer),
    headerwebtemplateid: id('web template', own.header),
    website_language: first.lcid,
  };
  const siteRow = element(
    'powerpagesite',
    { powerpagesiteid: site.id },
    textElement('content', JSON.stringify(content)),
    textElement('datamodelversion', '2.0'),
    textElement('iscustomizable', 1),
    textElement('name', own.name),
    ...active,
  );
  const languageRows = own.languages.map((language) =>
    element(
      'powerpagesitelanguage',
      { powerpagesitelanguageid: id('language', language.code) },
      textElement(
        'content',
        JSON.stringify({ publishingstate: id('publishing state', publishedStateOf(site)), systemlanguage: language.lcid }),
      ),
      textElement('displayname', language.name),
      textElement('iscustomizable', 1),
      textElement('languagecode', language.code),
      textElement('lcid', language.lcid),
      textElement('name', language.name),
      element('powerpagesiteid', {}, textElement('powerpagesiteid', site.id)),
      ...active,
    ),
  );
  return [
    { kind: 'document', path: 'Assets/powerpagesites.xml', root: element('powerpagesites', {}, siteRow) },
    { kind: 'document', path: 'Assets/powerpagesitelanguages.xml', root: element('powerpagesitelanguages', {}, ...languageRows) },
  ];
}
