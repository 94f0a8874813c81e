import { siteSnippets } from '../../../contracts/index.ts';
import type { OtherLanguage, Site, SiteDescription } from '../description.ts';
import { type ComponentFacts, idIn } from './component.ts';
import { type NeutralSnippet, neutralSnippet } from './settings.ts';
import { publishedStateOf } from './site.ts';
import { sourceText } from './sources.ts';

type Page = SiteDescription['pages'][number];

/** Comments on pages are off. */
const noFeedback = 756150005;

const titleIn = (page: Page, { code }: OtherLanguage): string => page.titles?.[code] ?? page.title;

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
    const root: ComponentFacts = {
      kind: 'page',
      name: page.name,
      content: { ...shared(site, page), isroot: true, title: page.title },
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
          title: titleIn(page, language),
          copy: page.copy === undefined ? '' : sourceText(site, page.copy),
        },
      }),
    );
    return [root, ...contents];
  });

/** A language that the platform does not have has no content page: the title is a snippet, named by the page's address. */
export const pageTitles = (site: Site): readonly NeutralSnippet[] =>
  site.description.pages.flatMap((page) =>
    page.titles === undefined
      ? []
      : site.otherLanguages.map((language) =>
          neutralSnippet(`${siteSnippets.title}${addressOf(site, page)}`, language, titleIn(page, language)),
        ),
  );

/** The address without a slash at its end: nothing for the page `/`, `/orders/new` for one below others. */
function addressOf(site: Site, page: Page): string {
  const known = [...site.description.pages, ...(site.base?.description.pages ?? [])];
  const parent = known.find(({ name }) => name === page.parent);
  return parent === undefined ? '' : `${addressOf(site, parent)}/${page.url}`;
}

export const siteMarkers = (site: Site): readonly ComponentFacts[] =>
  site.description.siteMarkers.map(({ name, page }) => ({ kind: 'site marker', name, content: { pageid: idIn(site)('page', page) } }));
