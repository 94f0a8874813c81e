import type { Site } from '../description.ts';

/** The text of a source; reading the site made sure that it is one. */
export function sourceText(site: Site, source: string): string {
  const found = site.sources.get(source);
  if (found?.kind === 'text') return found.text;
  if (found?.kind === 'built') return new TextDecoder('utf-8', { fatal: true }).decode(found.bytes);
  throw new Error(`\`${source}\` of ${site.file} has not been read as a text`);
}

/** The bytes of a source, or null where it is built and the build has not been run. */
export function sourceBytes(site: Site, source: string): Uint8Array | null {
  const found = site.sources.get(source);
  if (!found) throw new Error(`\`${source}\` of ${site.file} has not been read`);
  switch (found.kind) {
    case 'text':
      return new TextEncoder().encode(found.text);
    case 'built':
      return found.bytes;
    case 'missing':
      return null;
  }
}
