import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { type ExperienceDefinition, solutions } from '../../contracts/index.ts';
import { type Moment, resolved } from './moments.ts';

type Plain = string | number | boolean | null;

/** A sample's rows: table → short name → column → value; a lookup is `table:short name`. */
export type SampleRows = { readonly [table: string]: { readonly [short: string]: { readonly [column: string]: Plain } } };
type WrittenRows = { readonly [table: string]: { readonly [short: string]: { readonly [column: string]: Plain | Moment } } };

/** What is expected of one table: which person may use the privilege on which record. */
export interface ExpectedAccess {
  readonly table: string;
  readonly privilege: string;
  readonly records: { readonly [record: string]: { readonly [person: string]: boolean } };
}

export interface ExpectedMatrix extends ExpectedAccess {
  readonly people: readonly string[];
  /** Further tables, for the same people. */
  readonly others?: readonly ExpectedAccess[];
}

export type SolutionKey = keyof typeof solutions;

export interface Sample {
  readonly name: string;
  readonly folder: string;
  /** The contract's key of the solution that carries the sample's part of the site. */
  readonly solution: SolutionKey;
  /** The security role of that solution for the portal's user. */
  readonly portalRole: string;
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

/**
 * Reads a sample's folder; moments of its rows are counted from `loadedAt`, by default now. Files are those of this repository:
 * a mistake in one is a fault, told with the file's name.
 */
export function readSample(folder: string, loadedAt: number = Date.now()): Sample {
  const read = <T>(file: string, make: (yaml: unknown) => T): T => {
    try {
      return make(parse(readFileSync(join(folder, file), 'utf8')));
    } catch (error) {
      throw new Error(`${join(folder, file)}: ${(error as Error).message}`);
    }
  };
  const data = read('data.yaml', (yaml) => {
    const { rows, webRoles } = yaml as { readonly rows: WrittenRows; readonly webRoles: Sample['webRoles'] };
    return { rows: rowsAt(rows, loadedAt), webRoles };
  });
  return {
    name: basename(folder),
    folder,
    ...read('site.yaml', placeOf),
    policy: read('policy.yaml', (yaml) => yaml as Sample['policy']),
    experience: read('experience.yaml', (yaml) => yaml as ExperienceDefinition),
    rows: data.rows,
    webRoles: data.webRoles,
    matrix: read('matrix.yaml', (yaml) => yaml as ExpectedMatrix),
  };
}

function placeOf(yaml: unknown): Pick<Sample, 'solution' | 'portalRole'> {
  const { solution, portalRole } = yaml as { readonly [key: string]: unknown };
  if (typeof solution !== 'string' || !Object.hasOwn(solutions, solution)) throw new Error('`solution` names no solution of the contract');
  if (typeof portalRole !== 'string') throw new Error('`portalRole` is missing: the portal’s user reads business rows by it');
  return { solution: solution as SolutionKey, portalRole };
}

const mapped = <From, To>(of: { readonly [key: string]: From }, change: (value: From) => To): { readonly [key: string]: To } =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value)]));

const rowsAt = (rows: WrittenRows, loadedAt: number): SampleRows =>
  mapped(rows, (byName) => mapped(byName, (columns) => mapped(columns, (value) => resolved(value, loadedAt))));
