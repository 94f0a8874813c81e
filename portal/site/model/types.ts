/** A site as its imported rows describe it. Ids are lower-case GUIDs; names keep their spelling, maps are keyed by `fold`ed names. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly languages: readonly SiteLanguage[];
  readonly defaultLanguage: SiteLanguage;
  readonly headerTemplate: WebTemplate | null;
  readonly footerTemplate: WebTemplate | null;
  readonly home: SitePage | null;
  readonly pages: ReadonlyMap<string, SitePage>;
  readonly pageTemplates: ReadonlyMap<string, PageTemplate>;
  readonly webTemplates: ReadonlyMap<string, WebTemplate>;
  readonly templatesById: ReadonlyMap<string, WebTemplate>;
  readonly settings: ReadonlyMap<string, string>;
  readonly snippets: readonly Snippet[];
  readonly markers: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, WebRole>;
  readonly pageRules: readonly PageRule[];
  readonly files: readonly WebFile[];
  readonly linkSets: readonly LinkSet[];
  readonly serverLogics: ReadonlyMap<string, ServerLogic>;
  readonly tablePermissions: readonly TablePermission[];
}

export interface SiteLanguage {
  readonly id: string;
  /** e.g. `en-US`. */
  readonly code: string;
  readonly lcid: number;
  readonly name: string;
}

/** A root page; what people read stands in its content page of a language. */
export interface SitePage {
  readonly id: string;
  readonly name: string;
  readonly partialUrl: string;
  readonly parentId: string | null;
  readonly templateId: string | null;
  readonly order: number;
  readonly hidden: boolean;
  readonly published: boolean;
  /** By language id. */
  readonly contents: ReadonlyMap<string, PageContent>;
  readonly fallback: PageContent;
}

export interface PageContent {
  readonly title: string;
  readonly copy: string;
  readonly summary: string;
  readonly css: string;
  readonly script: string;
}

export interface PageTemplate {
  readonly id: string;
  readonly name: string;
  readonly webTemplateId: string | null;
  readonly rewriteUrl: string | null;
  readonly wrapped: boolean;
}

export interface WebTemplate {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly mimeType: string | null;
}

export interface Snippet {
  readonly name: string;
  readonly languageId: string | null;
  readonly value: string;
}

export interface WebRole {
  readonly id: string;
  readonly name: string;
  readonly authenticated: boolean;
  readonly anonymous: boolean;
}

export interface PageRule {
  readonly id: string;
  readonly name: string;
  readonly pageId: string;
  readonly right: 'grant-change' | 'restrict-read';
  readonly coversFiles: boolean;
  readonly roleIds: readonly string[];
}

export interface WebFile {
  readonly id: string;
  readonly name: string;
  readonly partialUrl: string;
  readonly parentId: string | null;
  readonly published: boolean;
  readonly mimeType: string | null;
}

export interface LinkSet {
  readonly name: string;
  readonly languageId: string | null;
  readonly title: string;
  readonly copy: string;
  readonly links: readonly SiteLink[];
}

export interface SiteLink {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly pageId: string | null;
  readonly externalUrl: string | null;
  readonly description: string;
  readonly order: number;
  readonly validated: boolean;
  readonly newWindow: boolean;
  readonly nofollow: boolean;
}

export interface ServerLogic {
  readonly id: string;
  readonly name: string;
  readonly roleIds: readonly string[];
  readonly script: string;
}

export type PermissionScope = 'global' | 'contact' | 'account' | 'parent' | 'self' | 'custom';
export type TableRight = 'read' | 'write' | 'create' | 'delete' | 'append' | 'appendto';

export interface TablePermission {
  readonly id: string;
  readonly name: string;
  readonly table: string;
  readonly scope: PermissionScope;
  readonly rights: readonly TableRight[];
  readonly roleIds: readonly string[];
  readonly contactRelationship: string | null;
  readonly accountRelationship: string | null;
  readonly parentId: string | null;
}

/** Names of the platform's things do not mind letter case. */
export const foldName = (name: string): string => name.trim().toLowerCase();

/** A site setting by name; null when the site does not have it. */
export const settingOf = (site: Site, name: string): string | null => site.settings.get(foldName(name)) ?? null;

/** A setting that switches something: `fallback` when it is absent or neither true nor false. */
export function settingFlag(site: Site, name: string, fallback: boolean): boolean {
  const value = settingOf(site, name)?.trim().toLowerCase();
  return value === 'true' ? true : value === 'false' ? false : fallback;
}

/** A snippet in a language, else the one that belongs to no language; a text of another language is never shown (documentation of content snippets). */
export function snippetIn(site: Site, language: SiteLanguage, name: string): Snippet | null {
  const named = site.snippets.filter((each) => foldName(each.name) === foldName(name));
  return named.find(({ languageId }) => languageId === language.id) ?? named.find(({ languageId }) => languageId === null) ?? null;
}
