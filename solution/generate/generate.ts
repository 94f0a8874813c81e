import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assumedBuilt } from '../built-files.ts';
import { readSolutions } from '../read-solutions.ts';
import type { SiteProblem } from '../site/description.ts';
import { tokens } from '../site/tokens.ts';
import { printXml } from '../xml.ts';
import { namesForCSharp } from './names-for-csharp.ts';
import { reviewTree } from './review-tree.ts';

/** Where generated files lie; everything below is ours, and nothing else may lie there. */
const reviewFolder = 'solution/generated';

export type GeneratedFiles =
  | { readonly kind: 'files'; readonly files: ReadonlyMap<string, string> }
  | { readonly kind: 'problems'; readonly problems: readonly SiteProblem[] };

const liquidNames = (): string =>
  `${JSON.stringify({ generated: 'from contracts/ by `npm run generate`; edits are lost', tokens }, null, 2)}\n`;

/** Every generated file of the repository, by its path: names for other languages, and the solutions' unpacked trees for review. */
export function generatedFiles(root: string): GeneratedFiles {
  const read = readSolutions(root, assumedBuilt);
  if (read.kind === 'problems') return read;
  const sources = new Map(read.sites.map((site, index) => [read.builds[index + 1]?.uniqueName, site.file]));
  const files = new Map<string, string>([
    [`${reviewFolder}/liquid-names.json`, liquidNames()],
    ['plugins/host/Generated/Names.g.cs', namesForCSharp()],
  ]);
  for (const build of read.builds) {
    const source = sources.get(build.uniqueName);
    const comment = `generated from contracts/${source ? ` and ${source}` : ''} by \`npm run generate\`; edits are lost`;
    for (const { path, root: xml } of reviewTree(build)) {
      files.set(`${reviewFolder}/${build.uniqueName}/${path}`, printXml(xml, { comment }));
    }
  }
  return { kind: 'files', files };
}

const present = (root: string): readonly string[] =>
  existsSync(join(root, reviewFolder))
    ? (readdirSync(join(root, reviewFolder), { recursive: true }) as string[])
        .map((path) => `${reviewFolder}/${path.replaceAll('\\', '/')}`)
        .filter((path) => statSync(join(root, path)).isFile())
    : [];

/** A sentence per generated file that is missing, differs from what its sources give, or has no source any more. */
export function staleFiles(root: string, files: ReadonlyMap<string, string>): readonly string[] {
  const differing = [...files].flatMap(([path, text]) => {
    if (!existsSync(join(root, path))) return [`${path} is missing`];
    return readFileSync(join(root, path), 'utf8') === text ? [] : [`${path} is not what its sources give`];
  });
  return [
    ...differing,
    ...present(root)
      .filter((path) => !files.has(path))
      .map((path) => `${path} has no source any more`),
  ];
}

/** Writes every generated file and removes those without a source; tells how many there are. */
export function generate(
  root: string,
): { readonly kind: 'generated'; readonly files: number } | { readonly kind: 'problems'; readonly problems: readonly SiteProblem[] } {
  const generated = generatedFiles(root);
  if (generated.kind === 'problems') return generated;
  for (const path of present(root)) if (!generated.files.has(path)) rmSync(join(root, path));
  for (const [path, text] of generated.files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { kind: 'generated', files: generated.files.size };
}
