/** Texts per language, e.g. `{ en: 'Orders', de: 'Aufträge' }`; the first language is the fallback. */
export type Texts = { readonly [language: string]: string };

/** An entry of the navigation as the pack holds it. It is shown to those for whom `needs` is not ruled out by the policy. */
export interface MenuItemDefinition {
  readonly name: string;
  readonly titles: Texts;
  readonly url: string;
  readonly order: number;
  /** Absent: shown to everybody who may open the site. */
  readonly needs?: { readonly table: string; readonly privilege: string } | { readonly signedIn: true };
}

/** A grid as the pack holds it. */
export interface GridDefinition {
  readonly name: string;
  readonly titles: Texts;
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly titles: Texts }[];
  readonly sort: readonly { readonly column: string; readonly descending?: boolean }[];
  readonly search: readonly string[];
  readonly pageSize: number;
}

/** What the pages of a site show, packed beside the policy. */
export interface ExperienceDefinition {
  readonly languages: readonly string[];
  readonly menu: readonly MenuItemDefinition[];
  readonly grids: readonly GridDefinition[];
}
