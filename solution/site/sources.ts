import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { BuiltFiles } from '../built-files.ts';
import { readYaml } from '../read-yaml.ts';
import { forbiddenCharacter } from '../xml.ts';
import type { SiteDescription, SiteSource } from './description.ts';
import { readCatalogue } from './texts/catalogue.ts';
import { printLiquid } from './texts/print-liquid.ts';
import { replaceTokens } from './tokens.ts';

const builtPrefix = 'build:';
/** A catalogue of texts in YAML, which becomes Liquid. */
const textsPrefix = 'texts:';

interface Named {
  readonly path: string;
  readonly source: string;
}

const named = (of: SiteDescription): readonly Named[] => [
  ...of.webTemplates.map(({ source }, index) => ({ path: `webTemplates[${index}].source`, source })),
  ...of.pages.flatMap(({ copy }, index) => (copy === undefined ? [] : [{ path: `pages[${index}].copy`, source: copy }])),
  ...of.webFiles.map(({ source }, index) => ({ path: `webFiles[${index}].source`, source })),
  ...of.serverLogic.map(({ source }, index) => ({ path: `serverLogic[${index}].source`, source })),
];

const leaves = (path: string): boolean =>
  path.includes('\\') || posix.isAbsolute(path) || posix.normalize(path).split('/').includes('..') || path.includes('\0');

/** Everything that is not a picture or a font is text. */
const binary = /\.(png|jpg|gif|ico|webp|woff2|pdf)$/i;

function readText(bytes: Uint8Array, { path }: Named, report: (path: string, message: string) => void): SiteSource | null {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    report(path, 'is not UTF-8 text');
    return null;
  }
  const forbidden = forbiddenCharacter(text);
  if (forbidden) report(path, `holds the character ${forbidden}, which a solution file cannot hold`);
  return {
    kind: 'text',
    text: replaceTokens(text, (token) => report(path, `its file uses \`@@${token}@@\`, which the contract does not name`)),
  };
}

/**
 * Reads the files that a description names: relative to its folder, or with `build:` from the build folder. A built file that is
 * missing is no problem of the description; packing says what the package then lacks. With `texts:` a catalogue is read and printed as
 * Liquid.
 */
export function readSources(
  of: SiteDescription,
  folder: string,
  built: BuiltFiles,
  report: (path: string, message: string) => void,
): ReadonlyMap<string, SiteSource> {
  const sources = new Map<string, SiteSource>();
  for (const each of named(of)) {
    if (sources.has(each.source)) continue;
    const isBuilt = each.source.startsWith(builtPrefix);
    const isTexts = each.source.startsWith(textsPrefix);
    const relative = each.source.slice(isBuilt ? builtPrefix.length : isTexts ? textsPrefix.length : 0);
    if (leaves(relative)) {
      report(each.path, `\`${each.source}\` leaves the folder`);
    } else if (isBuilt) {
      const bytes = built.read(relative);
      sources.set(each.source, bytes ? { kind: 'built', bytes } : { kind: 'missing', path: relative });
    } else if (!existsSync(join(folder, relative))) {
      report(each.path, `there is no file \`${each.source}\``);
    } else if (isTexts) {
      const catalogue = readCatalogue(
        readYaml(join(folder, relative), (_, message) => report(each.path, `${relative}: ${message}`)),
        (path, message) => report(each.path, `${relative}: ${path} ${message}`),
      );
      if (catalogue.languages.length > 0) sources.set(each.source, { kind: 'text', text: printLiquid(catalogue) });
    } else {
      const bytes = new Uint8Array(readFileSync(join(folder, relative)));
      const read: SiteSource | null = binary.test(relative) ? { kind: 'built', bytes } : readText(bytes, each, report);
      if (read) sources.set(each.source, read);
    }
  }
  return sources;
}
