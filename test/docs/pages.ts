import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../cli/paths.ts';

const skipped = new Set(['node_modules', 'dist', 'bin', 'obj', 'out']);

/** Every page of documentation in the repository, by its path from the root. */
export function documents(folder = ''): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) || entry.name.startsWith('.') ? [] : documents(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

export const textOf = (document: string): string => readFileSync(join(root, document), 'utf8');

/** The lines of the shell blocks of a page, without their comments. */
export function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, '').trim())
      .filter((line) => line !== ''),
  );
}

/** Targets of the links and pictures of a page, without those that lead out of the repository. */
export function linksIn(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^(https?:|mailto:|#)/.test(target));
}

/** Paths that a page names in backticks: with a slash and a known beginning or ending. Patterns, addresses and built files are none. */
export function pathsIn(text: string): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/`([\w.-]+(?:\/[\w.-]*)+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !path.startsWith('dist/') && !path.startsWith('.portico'));
}
