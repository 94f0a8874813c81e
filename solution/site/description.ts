/** A text that is the same in every language of the site, or one per language code (`en-US`), the site's other languages included. */
export type Localized = string | { readonly [language: string]: string };

export interface SiteLanguage {
  readonly code: string;
  readonly lcid: number;
  readonly name: string;
}

/** A language that the platform does not have; the site setting of the contract shows the whole site in it. */
export interface OtherLanguage {
  readonly code: string;
  readonly name: string;
}

/**
 * What a site consists of, as its YAML says: names refer to names. A description with `site` starts a site; one with `extends` adds
 * to the site of that name. Tokens `@@…@@` are already replaced.
 */
export interface SiteDescription {
  readonly site?: {
    readonly name: string;
    readonly header: string;
    readonly footer: string;
    /** The first one is the base language of the site. */
    readonly languages: readonly SiteLanguage[];
    readonly otherLanguages?: readonly OtherLanguage[];
  };
  readonly extends?: string;
  /** The contract's key of the solution that carries it; by default it follows from the folder: `samples/scm` → `sampleScm`. */
  readonly solution?: string;
  readonly publishingStates: readonly {
    readonly name: string;
    readonly default?: boolean;
    readonly visible?: boolean;
    readonly order?: number;
  }[];
  readonly webRoles: readonly {
    readonly name: string;
    readonly description?: string;
    readonly authenticated?: boolean;
    readonly anonymous?: boolean;
  }[];
  readonly websiteAccess: readonly {
    readonly name: string;
    readonly roles: readonly string[];
    readonly manageContentSnippets?: boolean;
    readonly manageSiteMarkers?: boolean;
    readonly manageWebLinkSets?: boolean;
    readonly previewUnpublished?: boolean;
  }[];
  readonly webTemplates: readonly { readonly name: string; readonly source: string }[];
  readonly pageTemplates: readonly {
    readonly name: string;
    readonly webTemplate: string;
    readonly wrapped: boolean;
    readonly default?: boolean;
    readonly description?: string;
  }[];
  readonly pages: readonly {
    readonly name: string;
    /** In the base language. */
    readonly title: string;
    /** In the other languages; absent: the title is the same in all of them. */
    readonly titles?: { readonly [language: string]: string };
    readonly url: string;
    readonly parent?: string;
    readonly template: string;
    readonly copy?: string;
    readonly order: number;
    readonly hidden?: boolean;
  }[];
  readonly pageRules: readonly {
    readonly name: string;
    readonly page: string;
    readonly right: 'restrict-read' | 'grant-change';
    readonly roles: readonly string[];
    readonly scope?: 'all' | 'exclude-files';
  }[];
  readonly siteMarkers: readonly { readonly name: string; readonly page: string }[];
  /** Exactly one of `value` and `environmentVariable` (a schema name). */
  readonly settings: readonly {
    readonly name: string;
    readonly value?: string;
    readonly environmentVariable?: string;
    readonly description?: string;
  }[];
  readonly snippets: readonly { readonly name: string; readonly value: Localized; readonly type?: 'text' | 'html' }[];
  readonly webFiles: readonly {
    readonly name: string;
    readonly url: string;
    readonly source: string;
    readonly mimeType: string;
    readonly parent?: string;
  }[];
  readonly serverLogic: readonly {
    readonly name: string;
    readonly source: string;
    readonly displayName: string;
    readonly description: string;
    readonly roles: readonly string[];
  }[];
  readonly tablePermissions: readonly {
    readonly name: string;
    readonly table: string;
    readonly scope: 'global' | 'contact' | 'account' | 'parent' | 'self';
    readonly privileges: readonly TablePrivilege[];
    readonly roles: readonly string[];
    readonly contactRelationship?: string;
    readonly accountRelationship?: string;
    readonly parentRelationship?: string;
    readonly parent?: string;
  }[];
  /**
   * What the site's portal user needs on business tables; becomes a security role of the solution. Tables and verbs are spelt as
   * Dataverse spells privileges: `SalesOrder` and `Read` make `prvReadSalesOrder`.
   */
  readonly portalPrivileges: readonly { readonly table: string; readonly privileges: readonly PrivilegeVerb[] }[];
  readonly portalRole?: string;
}

export const tablePrivileges = ['read', 'write', 'create', 'delete', 'append', 'appendto'] as const;
export type TablePrivilege = (typeof tablePrivileges)[number];

export const privilegeVerbs = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo'] as const;
export type PrivilegeVerb = (typeof privilegeVerbs)[number];

/** Something wrong with a description: the file, the place in it, and a sentence. */
export interface SiteProblem {
  readonly file: string;
  /** For instance `pages[2].parent`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** A description together with the files that it names, and the site that it extends. */
export interface Site {
  readonly file: string;
  readonly name: string;
  readonly id: string;
  readonly languages: readonly SiteLanguage[];
  readonly otherLanguages: readonly OtherLanguage[];
  readonly description: SiteDescription;
  readonly base: Site | null;
  /** By `source`: text with its tokens replaced, bytes of a built file, or null where the build has not been run. */
  readonly sources: ReadonlyMap<string, SiteSource>;
}

export type SiteSource =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'built'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing'; readonly path: string };
