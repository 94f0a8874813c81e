import type { SolutionFile } from '../../contribution.ts';
import { componentId, type SiteComponentKind } from '../../ids.ts';
import { element, textElement, type XmlElement } from '../../xml.ts';
import type { Site, SiteLanguage } from '../description.ts';

/** Type numbers of site components in the enhanced data model. */
export const componentTypes = {
  'publishing state': 1,
  page: 2,
  'content page': 2,
  'web file': 3,
  'page template': 6,
  snippet: 7,
  'web template': 8,
  setting: 9,
  'page rule': 10,
  'web role': 11,
  'website access': 12,
  'site marker': 13,
  'table permission': 18,
  'server logic': 35,
} as const satisfies { readonly [Kind in SiteComponentKind]?: number };

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface ComponentFacts {
  readonly kind: keyof typeof componentTypes;
  readonly name: string;
  readonly content: { readonly [key: string]: Json | undefined };
  readonly language?: SiteLanguage;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
}

/** The id of a component of the site by its name, e.g. `idIn(site)('page', 'Home')`. */
export const idIn =
  (site: Site) =>
  (kind: SiteComponentKind, name: string, language?: SiteLanguage): string =>
    componentId(site.id, kind, name, language?.code);

const reference = (column: string, id: string): XmlElement => element(column, {}, textElement(column, id));

/**
 * A site component as a solution holds it: `powerpagecomponents/<id>/powerpagecomponent.xml`, its details as JSON in `content`,
 * a file beside it. N:N links to web roles are lists of ids inside the JSON, not files of their own.
 */
export function siteComponent(site: Site, facts: ComponentFacts): readonly SolutionFile[] {
  const id = idIn(site)(facts.kind, facts.name, facts.language);
  const folder = `powerpagecomponents/${id}`;
  const content = Object.fromEntries(
    Object.entries(facts.content)
      .filter(([, value]) => value !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
  const root = element(
    'powerpagecomponent',
    { powerpagecomponentid: id },
    textElement('content', JSON.stringify(content)),
    ...(facts.file ? [textElement('filecontent', facts.file.name, { mimetype: 'application/octet-stream' })] : []),
    textElement('iscustomizable', 1),
    textElement('name', facts.name),
    textElement('powerpagecomponenttype', componentTypes[facts.kind]),
    reference('powerpagesiteid', site.id),
    ...(facts.language ? [reference('powerpagesitelanguageid', idIn(site)('language', facts.language.code))] : []),
    textElement('statecode', 0),
    textElement('statuscode', 1),
  );
  return [
    { kind: 'document', path: `${folder}/powerpagecomponent.xml`, root },
    ...(facts.file ? [{ kind: 'built' as const, path: `${folder}/filecontent/${facts.file.name}`, bytes: facts.file.bytes }] : []),
  ];
}
