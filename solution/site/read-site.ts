import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BuiltFiles } from '../built-files.ts';
import { siteIdOf } from '../ids.ts';
import { readYaml } from '../read-yaml.ts';
import { checkNames } from './check-names.ts';
import type { Site, SiteProblem } from './description.ts';
import { readFormat } from './read/format.ts';
import { readSources } from './sources.ts';
import { replaceTokensIn } from './tokens.ts';

export type ReadSite =
  | { readonly kind: 'site'; readonly site: Site }
  | { readonly kind: 'problems'; readonly problems: readonly SiteProblem[] };

export interface ReadSiteOptions {
  /** Path of the YAML file. */
  readonly file: string;
  /** How problems name the file; by default its path. */
  readonly shownAs?: string;
  readonly built: BuiltFiles;
  /** The site that a description with `extends` adds to. */
  readonly base?: Site;
}

/**
 * Reads a site description strictly: unknown keys, dangling or doubled names, unknown tokens and missing files are problems, all
 * collected. A refusal is a value; nothing is half-read.
 *
 * @example readSite({ file: 'web-templates/site.yaml', built: builtFilesIn('dist/build') })
 */
export function readSite({ file, shownAs = file, built, base }: ReadSiteOptions): ReadSite {
  const problems: SiteProblem[] = [];
  const report = (path: string, message: string) => problems.push({ file: shownAs, path, message });
  const refuse = (): ReadSite => ({ kind: 'problems', problems });

  if (!existsSync(file)) {
    report('', 'there is no such file');
    return refuse();
  }
  const parsed = readYaml(file, report);
  if (problems.length > 0) return refuse();

  const value = replaceTokensIn(parsed, '', (path, token) => report(path, `\`@@${token}@@\` is not a name of the contract`));
  const description = readFormat(value, { path: '', report });
  if (!description) return refuse();

  const name = description.site?.name ?? description.extends ?? '';
  const extended = description.extends === undefined ? null : (base ?? null);
  if (description.extends !== undefined && extended?.name !== name) report('extends', `there is no site \`${name}\``);
  const languages = description.site?.languages ?? extended?.languages ?? [];
  if (description.site && languages.length === 0) report('site.languages', 'is empty');

  const otherLanguages = description.site?.otherLanguages ?? extended?.otherLanguages ?? [];
  checkNames(description, extended, [...languages, ...otherLanguages], report);
  const sources = readSources(description, dirname(file), built, report);
  if (problems.length > 0) return refuse();
  return {
    kind: 'site',
    site: { file: shownAs, name, id: siteIdOf(name), languages, otherLanguages, description, base: extended, sources },
  };
}
