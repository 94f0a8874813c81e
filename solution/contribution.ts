import type { XmlElement } from './xml.ts';

/** A line of the solution's manifest. Type numbers: 1 table, 20 security role, 61 web resource, 62 site map, 66 custom control, 80 app. */
export interface RootComponent {
  readonly type: 1 | 20 | 61 | 62 | 66 | 80;
  readonly schemaName?: string;
  readonly id?: string;
  /** 0 with everything that belongs to it (absent: this), 2 a shell that holds just what the solution adds. */
  readonly behavior?: 0 | 2;
}

/** Something that must be in the environment before the solution comes. */
export interface MissingDependency {
  readonly required: { readonly type: number; readonly schemaName: string; readonly displayName: string; readonly solution?: string };
  /** Type numbers of tables such as site components differ between environments, so their name stands there. */
  readonly dependent: { readonly type: number | string; readonly displayName: string; readonly schemaName?: string; readonly id?: string };
}

/** The nodes of `customizations.xml` that components of ours write to. */
export type CustomizationsNode =
  | 'Entities'
  | 'Roles'
  | 'EntityRelationships'
  | 'WebResources'
  | 'CustomControls'
  | 'AppModuleSiteMaps'
  | 'AppModules';

/** A child of a node of `customizations.xml`; `review` lists how the same stands in unpacked source. */
export interface CustomizationPart {
  readonly node: CustomizationsNode;
  readonly element: XmlElement;
  readonly review: readonly ReviewFile[];
}

/** A file of unpacked source in the layout of SolutionPackager. */
export interface ReviewFile {
  readonly path: string;
  readonly root: XmlElement;
}

/**
 * A file of a packed solution. `document`: written here from data. `built`: carried as it is, from a build or a source file; it
 * does not go into the tree for review.
 */
export type SolutionFile =
  | { readonly kind: 'document'; readonly path: string; readonly root: XmlElement }
  | { readonly kind: 'built'; readonly path: string; readonly bytes: Uint8Array };

/** What one component brings to a solution. `lacks` are sentences about what could not be packed. */
export interface Contribution {
  readonly rootComponents?: readonly RootComponent[];
  readonly missingDependencies?: readonly MissingDependency[];
  readonly parts?: readonly CustomizationPart[];
  readonly files?: readonly SolutionFile[];
  readonly lacks?: readonly string[];
}
