import type { SiteDiagnostic } from '../diagnostics.ts';
import type { Component } from './component.ts';
import type { PageContent, SitePage } from './types.ts';

/** Root pages with their content pages. A page that lies in a circle of parents is left out and reported. */
export function readPages(
  components: readonly Component[],
  defaultLanguageId: string,
  hiddenStates: ReadonlySet<string>,
  report: (diagnostic: SiteDiagnostic) => void,
): { readonly pages: ReadonlyMap<string, SitePage>; readonly home: SitePage | null } {
  const contents = components.filter(({ content }) => content.id('rootwebpageid') !== null);
  const roots = components.filter(({ content }) => content.id('rootwebpageid') === null);
  const all = new Map(roots.map((root): [string, SitePage] => [root.id, readPage(root, contents, defaultLanguageId, hiddenStates)]));
  const pages = new Map([...all].filter(([, page]) => !circles(page, all)));
  for (const page of all.values()) {
    if (!pages.has(page.id))
      report({ kind: 'content', where: `page “${page.name}”`, message: 'The page is its own ancestor and is not shown.' });
  }
  const home = [...pages.values()].find(({ parentId, partialUrl }) => parentId === null && partialUrl === '/') ?? null;
  if (!home) report({ kind: 'content', where: 'pages', message: 'The site has no home page: no root page has the address /.' });
  return { pages, home };
}

function readPage(root: Component, contents: readonly Component[], defaultLanguageId: string, hiddenStates: ReadonlySet<string>): SitePage {
  const own = contents.filter(({ content }) => content.id('rootwebpageid') === root.id);
  const byLanguage = new Map(own.map((each) => [each.languageId ?? each.content.id('webpagelanguageid') ?? '', readPageContent(each)]));
  const { content } = root;
  const partialUrl = content.text('partialurl') ?? '';
  return {
    id: root.id,
    name: root.name,
    partialUrl: partialUrl === '/' ? '/' : partialUrl.replace(/^\/+|\/+$/g, ''),
    parentId: content.id('parentpageid'),
    templateId: content.id('pagetemplateid'),
    order: content.integer('displayorder') ?? 0,
    hidden: content.flag('hiddenfromsitemap') ?? false,
    published: !hiddenStates.has(content.id('publishingstateid') ?? ''),
    contents: byLanguage,
    fallback: byLanguage.get(defaultLanguageId) ?? byLanguage.values().next().value ?? readPageContent(root),
  };
}

const readPageContent = ({ name, content }: Component): PageContent => ({
  title: content.text('title') ?? name,
  copy: content.text('copy') ?? '',
  summary: content.text('summary') ?? '',
  css: content.text('customcss') ?? '',
  script: content.text('customjavascript') ?? '',
});

function circles(page: SitePage, all: ReadonlyMap<string, SitePage>): boolean {
  const seen = new Set<string>();
  for (let at: SitePage | undefined = page; at; at = at.parentId === null ? undefined : all.get(at.parentId)) {
    if (seen.has(at.id)) return true;
    seen.add(at.id);
  }
  return false;
}
