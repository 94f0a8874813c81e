import type { Site } from '../description.ts';
import { type ComponentFacts, idIn } from './component.ts';
import { publishedStateOf } from './site.ts';
import { sourceBytes } from './sources.ts';

/** The file is shown by the browser, not offered for saving. */
const inline = 756150000;

/** The page `/`, of the site itself or of the one that it extends. */
function homeOf(site: Site): string {
  const home = [...site.description.pages, ...(site.base?.description.pages ?? [])].find(({ url }) => url === '/');
  if (!home) throw new Error(`site \`${site.name}\` has no page \`/\``);
  return home.name;
}

export const webFiles = (site: Site): readonly ComponentFacts[] =>
  site.description.webFiles.flatMap((file) => {
    const bytes = sourceBytes(site, file.source);
    if (!bytes) return [];
    return [
      {
        kind: 'web file' as const,
        name: file.name,
        content: {
          contentdisposition: inline,
          displayorder: 0,
          enabletracking: false,
          excludefromsearch: true,
          hiddenfromsitemap: true,
          parentpageid: idIn(site)('page', file.parent ?? homeOf(site)),
          partialurl: file.url,
          publishingstateid: idIn(site)('publishing state', publishedStateOf(site)),
        },
        file: { name: file.url, bytes },
      },
    ];
  });

/** A server-logic script: the component's name is the end of its address, the script a file with the extension `.sl`. */
export const serverLogic = (site: Site): readonly ComponentFacts[] =>
  site.description.serverLogic.flatMap((logic) => {
    const bytes = sourceBytes(site, logic.source);
    if (!bytes) return [];
    return [
      {
        kind: 'server logic' as const,
        name: logic.name,
        content: {
          adx_serverlogic_adx_webrole: logic.roles.map((role) => idIn(site)('web role', role)),
          description: logic.description,
          display_name: logic.displayName,
        },
        file: { name: `${logic.name}.sl`, bytes },
      },
    ];
  });

/** A sentence per file that the builds have not made. */
export const missingFiles = (site: Site): readonly string[] =>
  [...site.sources.values()].flatMap((source) =>
    source.kind === 'missing' ? [`\`${source.path}\` is not built: site \`${site.name}\` comes without the component that carries it`] : [],
  );
