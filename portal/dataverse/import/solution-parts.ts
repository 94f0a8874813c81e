import type { Relationship, Table } from '../metadata/model.ts';
import type { Cell, StoredFile } from '../types.ts';

/** `solution.xml`. */
export type Manifest = {
  readonly uniqueName: string;
  readonly friendlyName: string;
  readonly version: string;
  readonly managed: boolean;
  readonly publisher: {
    readonly uniqueName: string;
    readonly friendlyName: string;
    readonly prefix: string;
    readonly optionValuePrefix: number | null;
  };
  readonly roots: readonly { readonly type: number; readonly schemaName: string | null; readonly id: string | null }[];
  readonly required: readonly Requirement[];
};

/** Something that must be in the environment already. */
export type Requirement = {
  readonly type: string;
  readonly schemaName: string | null;
  readonly id: string | null;
  readonly displayName: string | null;
  readonly solution: string | null;
};

/** A table of the zip: a new one, or columns and keys for one that exists. */
export type TablePart = { readonly table: Table; readonly isComplete: boolean };

/** A row that a component becomes. Components that have no id in the file get one that follows from their name. */
export type RowPart = {
  readonly table: string;
  readonly id: string;
  readonly values: Readonly<Record<string, Cell | null>>;
  readonly files: Readonly<Record<string, StoredFile>>;
  /** What the row is called in a problem. */
  readonly what: string;
};

/** Something that an app or a site map leads to: a table by its name, or a row by its id. */
export type Reference = {
  readonly what: string;
  readonly kind: 'table' | 'savedquery' | 'systemform' | 'sitemap' | 'role';
  readonly name: string;
};

export type RolePart = {
  readonly id: string;
  readonly name: string;
  readonly privileges: readonly { readonly name: string; readonly level: 'Basic' | 'Local' | 'Deep' | 'Global' }[];
};

export type PackagePart = {
  readonly uniqueName: string;
  readonly version: string;
  readonly bytes: Uint8Array;
  readonly script: string | null;
  readonly assemblies: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly types: readonly { readonly assembly: string; readonly typeName: string; readonly exportKey: string }[];
};

export type ParameterPart = {
  readonly uniqueName: string;
  readonly name: string;
  readonly type: number;
  readonly optional: boolean;
  readonly logicalEntityName: string | null;
};

export type ApiPart = {
  readonly uniqueName: string;
  readonly values: Readonly<Record<string, Cell | null>>;
  readonly exportKey: string | null;
  readonly parameters: readonly ParameterPart[];
  readonly properties: readonly ParameterPart[];
};

/** Everything that a solution zip holds, read and checked as far as it can be without the environment. */
export type SolutionParts = {
  readonly manifest: Manifest;
  readonly tables: readonly TablePart[];
  readonly relationships: readonly Relationship[];
  readonly roles: readonly RolePart[];
  readonly packages: readonly PackagePart[];
  readonly apis: readonly ApiPart[];
  /** Environment variables, controls, web resources, forms, views, apps, sites, languages, components: in the order of writing. */
  readonly rows: readonly RowPart[];
  /** Checked once everything is written. */
  readonly references: readonly Reference[];
};
