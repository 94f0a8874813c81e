import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { ExperienceDefinition } from '../../contracts/index.ts';

type Plain = string | number | boolean | null;

/** A sample's rows: table → short name → column → value; a lookup is `table:short name`. */
export type SampleRows = { readonly [table: string]: { readonly [short: string]: { readonly [column: string]: Plain } } };

export interface ExpectedMatrix {
  readonly table: string;
  readonly privilege: string;
  readonly people: readonly string[];
  readonly records: { readonly [record: string]: { readonly [person: string]: boolean } };
}

export interface Sample {
  readonly name: string;
  readonly folder: string;
  /** The policy in the rule language, without roles: those are the site's own. */
  readonly policy: {
    readonly timezone: string;
    readonly masks?: object;
    readonly tables: { readonly [table: string]: object };
    readonly rules: readonly object[];
  };
  readonly experience: ExperienceDefinition;
  readonly rows: SampleRows;
  readonly webRoles: { readonly [contact: string]: readonly string[] };
  readonly matrix: ExpectedMatrix;
}

/** Reads a sample's folder. Files are those of this repository: a mistake in one is a fault, told with the file's name. */
export function readSample(folder: string): Sample {
  const read = (file: string): unknown => {
    try {
      return parse(readFileSync(join(folder, file), 'utf8'));
    } catch (error) {
      throw new Error(`${join(folder, file)}: ${(error as Error).message}`);
    }
  };
  const data = read('data.yaml') as { rows: SampleRows; webRoles: Sample['webRoles'] };
  return {
    name: basename(folder),
    folder,
    policy: read('policy.yaml') as Sample['policy'],
    experience: read('experience.yaml') as ExperienceDefinition,
    rows: data.rows,
    webRoles: data.webRoles,
    matrix: read('matrix.yaml') as ExpectedMatrix,
  };
}
