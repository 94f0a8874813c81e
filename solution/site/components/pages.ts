import type { Localized, Site, SiteDescription } from '../description.ts';
import { type ComponentFacts, idIn } from './component.ts';
import { publishedStateOf } from './site.ts';
import { sourceText } from './sources.ts';

type Page = SiteDescription['pages'][number];

/** Comments on pages are off. */
const noFeedback = 756150005;

const inLanguage = (of: Localized, code: string): string => (typeof of === 'string' ? of : (of[code] ?? ''));

function shared(site: Site, page: Page) {
  const id = idIn(site);
  return {
    displayorder: page.order,
    enablerating: false,
    enabletracking: false,
    excludefromsearch: page.hidden ?? false,
    feedbackpolicy: noFeedback,
    hiddenfromsitemap: page.hidden ?? false,
    pagetemplateid: id('page template', page.template),
    parentpageid: page.parent === undefined ? undefined : id('page', page.parent),
    partialurl: page.url,
    publishingstateid: id('publishing state', publishedStateOf(site)),
    sharedpageconfiguration: false,
  };
}

/** Every page is a root page and one content page per language; the text stands on the content pages. */
export const pages = (site: Site): readonly ComponentFacts[] =>
  site.description.pages.flatMap((page) => {
    const first = site.languages[0]?.code ?? '';
    const root: ComponentFacts = {
      kind: 'page',
      name: page.name,
      content: { ...shared(site, page), isroot: true, title: inLanguage(page.title, first) },
    };
    const contents = site.languages.map(
      (language): ComponentFacts => ({
        kind: 'content page',
        name: page.name,
        language,
        content: {
          ...shared(site, page),
          isroot: false,
          rootwebpageid: idIn(site)('page', page.name),
          title: inLanguage(page.title, language.code),
          copy: page.copy === undefined ? '' : sourceText(site, page.copy),
        },
      }),
    );
    return [root, ...contents];
  });

export const siteMarkers = (site: Site): readonly ComponentFacts[] =>
  site.description.siteMarkers.map(({ name, page }) => ({ kind: 'site marker', name, content: { pageid: idIn(site)('page', page) } }));
