import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ExperienceDefinition } from '../../contracts/index.ts';
import { experienceIn } from '../../plugins/api/index.ts';
import { UsageError } from '../output.ts';
import type { LintedSite } from './finding.ts';

const read = (folder: string, file: string): unknown => {
  const path = join(folder, file);
  if (!existsSync(path)) return null;
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path} is no YAML: ${(error as Error).message}`);
  }
};

/** The experience beside a policy; null where there is none. */
export function experienceBeside(folder: string): ExperienceDefinition | null {
  const value = read(folder, 'experience.yaml');
  if (value === null) return null;
  const experience = experienceIn(value);
  if (experience === null) throw new UsageError(`${join(folder, 'experience.yaml')} has not the shape of an experience`);
  return experience;
}

/** The site description beside a policy, as far as a policy meets it; null where there is none. */
export function siteBeside(folder: string): LintedSite | null {
  const value = read(folder, 'site.yaml') as { readonly tablePermissions?: unknown; readonly settings?: unknown } | null;
  if (value === null) return null;
  const list = (of: unknown): readonly { readonly [key: string]: unknown }[] => (Array.isArray(of) ? of : []);
  return {
    tablePermissions: list(value.tablePermissions).map(({ name, table, scope, privileges }) => ({
      name: String(name),
      table: String(table),
      scope: String(scope),
      privileges: Array.isArray(privileges) ? privileges.map(String) : [],
    })),
    settings: list(value.settings).map(({ name, value: set }) => ({ name: String(name), value: String(set ?? '') })),
  };
}
