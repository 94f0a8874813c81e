import { privilegeVerbs, type SiteDescription, tablePrivileges } from '../description.ts';
import { anyText, count, type FieldsOf, fields, flag, list, localized, oneOf, optional, type Place, perLanguage, text } from './reader.ts';

const language = fields({ code: text, lcid: count, name: text });
const otherLanguage = fields({ code: text, name: text });

/** The YAML format of a site description, key by key. */
const format = {
  site: optional(
    fields({ name: text, header: text, footer: text, languages: list(language), otherLanguages: optional(list(otherLanguage)) }),
  ),
  extends: optional(text),
  solution: optional(text),
  publishingStates: optional(list(fields({ name: text, default: optional(flag), visible: optional(flag), order: optional(count) }))),
  webRoles: optional(list(fields({ name: text, description: optional(text), authenticated: optional(flag), anonymous: optional(flag) }))),
  websiteAccess: optional(
    list(
      fields({
        name: text,
        roles: list(text),
        manageContentSnippets: optional(flag),
        manageSiteMarkers: optional(flag),
        manageWebLinkSets: optional(flag),
        previewUnpublished: optional(flag),
      }),
    ),
  ),
  webTemplates: optional(list(fields({ name: text, source: text }))),
  pageTemplates: optional(
    list(fields({ name: text, webTemplate: text, wrapped: flag, default: optional(flag), description: optional(text) })),
  ),
  pages: optional(
    list(
      fields({
        name: text,
        title: text,
        titles: optional(perLanguage),
        url: text,
        parent: optional(text),
        template: text,
        copy: optional(text),
        order: count,
        hidden: optional(flag),
      }),
    ),
  ),
  pageRules: optional(
    list(
      fields({
        name: text,
        page: text,
        right: oneOf(['restrict-read', 'grant-change']),
        roles: list(text),
        scope: optional(oneOf(['all', 'exclude-files'])),
      }),
    ),
  ),
  siteMarkers: optional(list(fields({ name: text, page: text }))),
  settings: optional(
    list(fields({ name: text, value: optional(anyText), environmentVariable: optional(text), description: optional(text) })),
  ),
  snippets: optional(list(fields({ name: text, value: localized, type: optional(oneOf(['text', 'html'])) }))),
  webFiles: optional(list(fields({ name: text, url: text, source: text, mimeType: text, parent: optional(text) }))),
  serverLogic: optional(list(fields({ name: text, source: text, displayName: text, description: text, roles: list(text) }))),
  tablePermissions: optional(
    list(
      fields({
        name: text,
        table: text,
        scope: oneOf(['global', 'contact', 'account', 'parent', 'self']),
        privileges: list(oneOf(tablePrivileges)),
        roles: list(text),
        contactRelationship: optional(text),
        accountRelationship: optional(text),
        parentRelationship: optional(text),
        parent: optional(text),
      }),
    ),
  ),
  portalPrivileges: optional(list(fields({ table: text, privileges: list(oneOf(privilegeVerbs)) }))),
  portalRole: optional(text),
} as const;

const readFields = fields(format);

/** A site always has these two states; a description may name its own instead. */
const usualStates = [
  { name: 'Draft', visible: false, order: 1 },
  { name: 'Published', default: true, visible: true, order: 2 },
];

/** Reads parsed YAML into a description; everything wrong is reported, and absent lists are empty. */
export function readFormat(value: unknown, at: Place): SiteDescription | undefined {
  const read: FieldsOf<typeof format> | undefined = readFields(value, at);
  if (!read) return undefined;
  if ((read.site === undefined) === (read.extends === undefined)) at.report('', 'must have either `site` or `extends`');
  return {
    ...(read.site ? { site: read.site } : {}),
    ...(read.extends ? { extends: read.extends } : {}),
    ...(read.solution ? { solution: read.solution } : {}),
    ...(read.portalRole ? { portalRole: read.portalRole } : {}),
    publishingStates: read.publishingStates ?? (read.site ? usualStates : []),
    webRoles: read.webRoles ?? [],
    websiteAccess: read.websiteAccess ?? [],
    webTemplates: read.webTemplates ?? [],
    pageTemplates: read.pageTemplates ?? [],
    pages: read.pages ?? [],
    pageRules: read.pageRules ?? [],
    siteMarkers: read.siteMarkers ?? [],
    settings: read.settings ?? [],
    snippets: read.snippets ?? [],
    webFiles: read.webFiles ?? [],
    serverLogic: read.serverLogic ?? [],
    tablePermissions: read.tablePermissions ?? [],
    portalPrivileges: read.portalPrivileges ?? [],
  };
}
